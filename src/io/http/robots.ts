import { setImmediate } from 'node:timers/promises'
import type { Failed } from '../../feeds/fetched.ts'
import { type Breathe, breather } from '../../text/breath.ts'
import type { Page, PageLimits } from './request/client.ts'
import { failed } from './request/failure.ts'
import { mayAsk, type RobotsRules, readRobots } from './robots-rules.ts'

/** The name by which robots.txt may speak of us. */
export const ROBOT = 'Backchannel'

/** RFC 9309, 2.4: not longer than a day; 2.5: at least 500 KiB are read. */
const KEEP_MS = 24 * 3_600_000
/** After an answer that tells nothing, the host is asked again sooner. */
const RETRY_MS = 30 * 60_000
const MOST_BYTES = 512 * 1024
const MOST_HOSTS = 500
/** Of all that is kept; robots.txt of most sites is a few KB. */
const MOST_RULES = 200_000

export interface RobotsClient {
  fetchPage(address: string, limits: PageLimits, signal: AbortSignal, home?: string | null): Promise<Page | Failed>
}

interface Kept {
  readonly until: number
  /** A failure: nothing may be read. */
  readonly rules: Promise<RobotsRules | Failed>
}

/** Whether a page may be read; `failed`: robots.txt cannot be had, which forbids it too (RFC 9309, 2.3.1). */
export type RobotsAnswer = { readonly kind: 'allowed' | 'forbidden' } | Failed

/** Knows what hosts' robots.txt allow. */
export class Robots {
  readonly #client: RobotsClient
  readonly #now: () => number
  readonly #breathe: Breathe
  readonly #kept = new Map<string, Kept>()
  /** How many rules each of them has, once it is read. */
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
    if (url === null) return failed('refused', 'is no address')
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
        // Our own haste and our own no say nothing of the host: another feed may be the one that may ask it.
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
