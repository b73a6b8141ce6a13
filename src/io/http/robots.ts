import { createRequire } from 'node:module'
import type { Robot } from 'robots-parser'
import type { Failed } from '../../feeds/fetched.ts'
import type { Page, PageLimits } from './client.ts'

/** Its types speak of a default export; what it exports is the function itself. */
const robotsParser: (url: string, text: string) => Robot = createRequire(import.meta.url)('robots-parser')

/** The name by which robots.txt may speak of us. */
export const ROBOT = 'Backchannel'

/** RFC 9309, 2.4: not longer than a day; 2.5: at least 500 KiB are read. */
const KEEP_MS = 24 * 3_600_000
/** After an answer that tells nothing, the host is asked again sooner. */
const RETRY_MS = 30 * 60_000
const MOST_BYTES = 512 * 1024
const MOST_HOSTS = 500

export interface RobotsClient {
  fetchPage(address: string, limits: PageLimits, signal: AbortSignal, home?: string | null): Promise<Page | Failed>
}

interface Kept {
  readonly until: number
  /** null: nothing may be read. */
  readonly rules: Promise<Robot | null>
}

/** Knows what hosts' robots.txt allow. */
export class Robots {
  readonly #client: RobotsClient
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()

  /** @param now ms since 1970 */
  constructor(client: RobotsClient, now: () => number) {
    this.#client = client
    this.#now = now
  }

  /** Whether a page may be read. A missing robots.txt allows it, one that cannot be reached forbids it (RFC 9309, 2.3.1). */
  async allows(address: string, signal: AbortSignal, home: string | null = null): Promise<boolean> {
    const url = URL.parse(address)
    if (url === null) return false
    const rules = await this.#rules(url.origin, signal, home)
    return rules !== null && rules.isAllowed(address, ROBOT) !== false
  }

  async #rules(origin: string, signal: AbortSignal, home: string | null): Promise<Robot | null> {
    const kept = this.#kept.get(origin)
    if (kept !== undefined && kept.until > this.#now()) return kept.rules
    const address = `${origin}/robots.txt`
    const rules = this.#client
      .fetchPage(address, { types: ['text/plain', 'text/html', ''], bytes: MOST_BYTES, ms: 5000 }, signal, home)
      .then(answer => {
        if (answer.kind === 'page') return robotsParser(address, new TextDecoder().decode(answer.body))
        const missing = answer.status !== null && answer.status >= 400 && answer.status < 500 && answer.status !== 429
        if (missing || answer.reason === 'wrong-type') return robotsParser(address, '')
        // Our own haste and our own no say nothing of the host: another feed may be the one that may ask it.
        if (answer.reason === 'aborted' || answer.reason === 'refused') this.#kept.delete(origin)
        else this.#kept.set(origin, { until: this.#now() + RETRY_MS, rules: Promise.resolve(null) })
        return null
      })
    this.#kept.delete(origin)
    this.#kept.set(origin, { until: this.#now() + KEEP_MS, rules })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_HOSTS) break
      this.#kept.delete(oldest)
    }
    return rules
  }
}
