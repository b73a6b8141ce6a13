import type { Article } from '../../../briefs/page/article.ts'
import { Robots, type RobotsClient } from '../robots.ts'
import type { PageReading, PageRequest } from './page-worker.ts'
import { WorkerPool } from './worker-pool.ts'

/** How long an idle worker is kept, in ms: pages are read for a few alerts a day, and it holds 30 MB. */
const IDLE_MS = 5 * 60_000
/** Longest parsing of a page, in ms; a page of 2 MB takes well under this. */
const DEADLINE_MS = 5000
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 }
const PAGE = { types: ['text/html', 'application/xhtml+xml'], bytes: 2_000_000, ms: 8000 }

export type ArticleAnswer = Article | { readonly kind: 'robots' } | { readonly kind: 'failed'; readonly what: string }

/** Reads linked pages: fetched once, politely and through the guard, and parsed in a worker. */
export class ArticleReader {
  readonly #client: RobotsClient
  readonly #robots: Robots
  readonly #pool: WorkerPool<PageRequest, PageReading>

  /**
   * @param client one with a guard
   * @param now ms since 1970
   */
  constructor(client: RobotsClient, now: () => number, deadlineMs = DEADLINE_MS) {
    this.#client = client
    this.#robots = new Robots(client, now)
    const worker = new URL('./page-worker.ts', import.meta.url)
    this.#pool = new WorkerPool<PageRequest, PageReading>({
      worker,
      size: 1,
      stay: 0,
      idleMs: IDLE_MS,
      deadlineMs,
      limits: LIMITS,
      failed: error => ({ ok: false, error }),
    })
  }

  /**
   * The article of a page. Limits: 2 MB, 8 s to fetch, 5 s and 256 MB to parse. Never rejects.
   * @param language BCP 47 primary language of the outlet, '' where unknown
   * @param home configured address of the feed that links to the page: only feeds on an allowed private host may lead to pages there; null: the
   *   operator gave the address
   */
  async read(
    address: string,
    language: string,
    signal: AbortSignal,
    home: string | null = null,
  ): Promise<ArticleAnswer> {
    const may = await this.#robots.ask(address, signal, home)
    if (may.kind === 'forbidden') return { kind: 'robots' }
    // Without a status the host itself failed; with one, only its robots.txt.
    if (may.kind === 'failed')
      return {
        kind: 'failed',
        what: may.status === null ? may.what : `its robots.txt ${may.what}, which forbids reading it`,
      }
    const page = await this.#client.fetchPage(address, PAGE, signal, home)
    if (page.kind === 'failed') return { kind: 'failed', what: page.what }
    return this.readPage(page.body, page.contentType, language)
  }

  /** The article of a page that was already fetched. */
  async readPage(bytes: Uint8Array, contentType: string | null, language: string): Promise<ArticleAnswer> {
    const reading = await this.#pool.run({ bytes, contentType, language })
    return reading.ok ? reading.article : { kind: 'failed', what: reading.error }
  }

  /** Ends the worker. */
  async close(): Promise<void> {
    await this.#pool.close()
  }
}
