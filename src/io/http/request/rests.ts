import type { Failed } from '../../../feeds/fetched.ts'
import { LONGEST_WAIT_MS, restMs } from '../../../feeds/schedule/next-poll.ts'
import type { Headers } from './exchange.ts'
import { failed, timingOf } from './failure.ts'

/** Hosts that answered 429 or 503 with Retry-After. Until then none of their feeds or pages is requested. */
export class Rests {
  readonly #now: () => number
  readonly #until = new Map<string, number>()

  /** @param now ms since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Notes the Retry-After of an answer, if it has one. */
  learn(host: string, status: number, headers: Headers): void {
    const rest = restMs({ status, timing: timingOf(headers) }, this.#now())
    if (rest > 0) this.#until.set(host, this.#now() + rest)
  }

  /** @returns why the host must not be asked now; null: it may */
  refusal(host: string): Failed | null {
    const left = Math.ceil(((this.#until.get(host) ?? 0) - this.#now()) / 1000)
    // Longer than the longest wait: the clock was set back meanwhile.
    if (left <= 0 || left * 1000 > LONGEST_WAIT_MS + 1000) {
      this.#until.delete(host)
      return null
    }
    const timing = { ...timingOf(new Map()), retryAfter: String(left) }
    return failed('resting', `was not requested: its host asked for no requests for ${left} s more`, 429, timing)
  }
}
