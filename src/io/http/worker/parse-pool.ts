import type { ReadOptions } from '../../../feeds/parse/parse.ts'
import type { FeedReading } from '../../../feeds/parsed-feed.ts'
import type { AnswerReading, ParseRequest, ReadRequest } from './parse-worker.ts'
import { WorkerPool } from './worker-pool.ts'

/** Longest parsing of one feed, in ms; a feed of 5 MB takes well under a second. */
const DEADLINE_MS = 5000
/** A feed is at most 5 MB, and parsing it takes a few times that. */
const LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 }
/** Feeds queued at a worker besides the current one: waking a thread takes longer than checking a feed without news. */
const AHEAD = 3

export interface ParsePoolOptions {
  /** Feeds parsed side by side. */
  readonly size?: number
  readonly deadlineMs?: number
  readonly limits?: Readonly<typeof LIMITS>
}

/** Workers that parse feeds. */
export class ParsePool {
  readonly #pool: WorkerPool<ParseRequest, AnswerReading | FeedReading>

  constructor({ size = 2, deadlineMs = DEADLINE_MS, limits = LIMITS }: ParsePoolOptions = {}) {
    const worker = new URL('./parse-worker.ts', import.meta.url)
    this.#pool = new WorkerPool<ParseRequest, AnswerReading | FeedReading>({
      worker,
      size,
      ahead: AHEAD,
      deadlineMs,
      limits,
      failed: (what, { kind }) =>
        kind === 'read' ? { kind: 'unreadable', what, bodyHash: '' } : { ok: false, error: what },
    })
  }

  /** Reads a feed's bytes, decompressed. Never rejects: what goes wrong is in the answer. */
  async parse(bytes: Uint8Array, options: ReadOptions): Promise<FeedReading> {
    const reading = await this.#pool.run({ kind: 'parse', bytes, options })
    return 'ok' in reading ? reading : { ok: false, error: 'the parser answered something else' }
  }

  /** Reads the items of an answer's body. Never rejects. */
  async read(request: Omit<ReadRequest, 'kind'>): Promise<AnswerReading> {
    const reading = await this.#pool.run({ kind: 'read', ...request })
    return 'kind' in reading
      ? reading
      : { kind: 'unreadable', what: 'the parser answered something else', bodyHash: '' }
  }

  /** Waits while the queue of unread feeds is long. */
  room(): Promise<void> {
    return this.#pool.room()
  }

  /** Ends all workers; feeds that are waiting or being parsed fail. */
  async close(): Promise<void> {
    await this.#pool.close()
  }
}
