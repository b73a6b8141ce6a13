import type { ReadOptions } from '../../feeds/parse.ts'
import type { FeedReading } from '../../feeds/parsed-feed.ts'
import type { ItemsOf, ItemsReading, ParseRequest } from './parse-worker.ts'
import { WorkerPool } from './worker-pool.ts'

/** Longest parsing of one feed: a feed of 5 MB takes well under one second. */
const DEADLINE_MS = 5000
/** A feed is at most 5 MB, and its reading takes a few times that. */
const LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 }

export interface ParsePoolOptions {
  /** Feeds parsed side by side. */
  readonly size?: number
  readonly deadlineMs?: number
  readonly limits?: Readonly<typeof LIMITS>
}

/** Workers that parse feeds. */
export class ParsePool {
  readonly #pool: WorkerPool<ParseRequest, ItemsReading>

  constructor({ size = 2, deadlineMs = DEADLINE_MS, limits = LIMITS }: ParsePoolOptions = {}) {
    const worker = new URL('./parse-worker.ts', import.meta.url)
    this.#pool = new WorkerPool<ParseRequest, ItemsReading>({
      worker,
      size,
      deadlineMs,
      limits,
      failed: error => ({ ok: false, error, items: [] }),
    })
  }

  /**
   * Reads a feed's bytes. Never rejects: what goes wrong is in the answer.
   * @param bytes handed over to the worker where they own their memory: not to be read afterwards
   */
  async parse(bytes: Uint8Array, options: ReadOptions): Promise<FeedReading> {
    const { items: _, ...reading } = await this.#pool.run({ bytes, options, itemsOf: null })
    return reading
  }

  /** The same with the items that the entries make, in place of the entries. */
  parseItems(bytes: Uint8Array, options: ReadOptions, itemsOf: ItemsOf): Promise<ItemsReading> {
    return this.#pool.run({ bytes, options, itemsOf })
  }

  /** Waits while more feeds are waiting to be read than a worker reads in a moment. */
  room(): Promise<void> {
    return this.#pool.room()
  }

  /** Ends all workers; feeds that wait or are being parsed fail. */
  async close(): Promise<void> {
    await this.#pool.close()
  }
}
