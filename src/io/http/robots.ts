import { setImmediate } from 'node:timers/promises'
import type { Failed } from '../../feeds/fetched.ts'
import { type Breathe, breather } from '../../text/breath.ts'
import type { Page, PageLimits } from './request/client.ts'
import { failed } from './request/failure.ts'
import { mayAsk, type RobotsRules, readRobots } from './robots-rules.ts'

/** Our product token in robots.txt. */
export const ROBOT = 'Backchannel'

/** RFC 9309, 2.4: cache no longer than a day; 2.5: read at least 500 KiB. */
const KEEP_MS = 24 * 3_600_000
/** Retry sooner after a failure. */
const RETRY_MS = 30 * 60_000
const MOST_BYTES = 512 * 1024
const MOST_HOSTS = 500
/** Rules kept for all hosts together; most sites' robots.txt is a few KB. */
const MOST_RULES = 200_000

export interface RobotsClient {
  fetchPage(address: string, limits: PageLimits, signal: AbortSignal, home?: string | null): Promise<Page | Failed>
}

interface Kept {
  readonly until: number
  /** A failure forbids every page. */
  readonly rules: Promise<RobotsRules | Failed>
}

/** Whether a page may be read; `failed`: robots.txt could not be read, which forbids it too (RFC 9309, 2.3.1). */
export type RobotsAnswer = { readonly kind: 'allowed' | 'forbidden' } | Failed

/** Reads and keeps the robots.txt of hosts. */
export class Robots {
  readonly #client: RobotsClient
  readonly #now: () => number
  readonly #breathe: Breathe
  readonly #kept = new Map<string, Kept>()
  /** Number of rules by origin, once read. */
  readonly #sizes = new Map<string, number>()

  /** @param now ms since 1970 */
  constructor(
    client: RobotsClient,
    now: () => number,
    breathe: Breathe = breather(() => performance.now(), setImmediate),
  ) {
    this.#client = client
    this.#now = now
    this.#breathe = breathe
  }

  /** Whether a page may be read. A missing robots.txt allows it, one that cannot be reached forbids it (RFC 9309, 2.3.1). */
  async ask(address: string, signal: AbortSignal, home: string | null = null): Promise<RobotsAnswer> {
    const url = URL.parse(address)
    if (url === null) return failed('refused', 'is not a valid address')
    const rules = await this.#rules(url.origin, signal, home)
    if ('kind' in rules) return rules
    return { kind: (await mayAsk(rules, url, this.#breathe)) ? 'allowed' : 'forbidden' }
  }

  async #rules(origin: string, signal: AbortSignal, home: string | null): Promise<RobotsRules | Failed> {
    const kept = this.#kept.get(origin)
    if (kept !== undefined && kept.until > this.#now()) return kept.rules
    const address = `${origin}/robots.txt`
    const rules = this.#client
      .fetchPage(address, { types: ['text/plain', 'text/html', ''], bytes: MOST_BYTES, ms: 5000 }, signal, home)
      .then((answer): RobotsRules | Failed | Promise<RobotsRules> => {
        if (answer.kind === 'page') return this.#read(origin, new TextDecoder().decode(answer.body))
        const missing = answer.status !== null && answer.status >= 400 && answer.status < 500 && answer.status !== 429
        if (missing || answer.reason === 'wrong-type') return []
        // Our own abort or refusal says nothing about the host: another feed may be allowed to ask it.
        if (answer.reason === 'aborted' || answer.reason === 'refused') this.#kept.delete(origin)
        else this.#kept.set(origin, { until: this.#now() + RETRY_MS, rules: Promise.resolve(answer) })
        return answer
      })
    this.#kept.delete(origin)
    this.#kept.set(origin, { until: this.#now() + KEEP_MS, rules })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_HOSTS) break
      this.#forget(oldest)
    }
    return rules
  }

  async #read(origin: string, text: string): Promise<RobotsRules> {
    const rules = await readRobots(text, ROBOT, this.#breathe)
    this.#sizes.set(origin, rules.length)
    let sum = [...this.#sizes.values()].reduce((total, size) => total + size, 0)
    for (const [oldest, size] of this.#sizes) {
      if (sum <= MOST_RULES || oldest === origin) break
      sum -= size
      this.#forget(oldest)
    }
    return rules
  }

  #forget(origin: string): void {
    this.#kept.delete(origin)
    this.#sizes.delete(origin)
  }
}
