import { Worker } from 'node:worker_threads'
import type { ReadOptions } from '../../feeds/parse.ts'
import type { FeedReading } from '../../feeds/parsed-feed.ts'
import type { ParseRequest } from './parse-worker.ts'

/** Longest parsing of one feed: a feed of 5 MB takes well under one second. */
const DEADLINE_MS = 5000
/** Longest start of a worker on a machine that is busy; it counts apart, for no feed is to blame for it. */
const START_MS = 30_000
/** A feed is at most 5 MB, and its reading takes a few times that. */
const LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

export interface ParsePoolOptions {
  /** Feeds parsed side by side. */
  readonly size?: number
  readonly deadlineMs?: number
  readonly limits?: Readonly<typeof LIMITS>
}

interface Job {
  readonly request: ParseRequest
  readonly settle: (reading: FeedReading) => void
}

/**
 * Worker threads that parse feeds, so that no feed can hold up the bot. One that overruns its deadline or its heap is ended and replaced,
 * and its feed fails with a name. Workers start with the first feeds and never keep the process alive.
 */
export class ParsePool {
  readonly #size: number
  readonly #deadlineMs: number
  readonly #limits: Readonly<typeof LIMITS>
  readonly #queue: Job[] = []
  readonly #idle: Worker[] = []
  readonly #all = new Map<Worker, (reading: FeedReading) => void>()
  #closed = false

  constructor({ size = 2, deadlineMs = DEADLINE_MS, limits = LIMITS }: ParsePoolOptions = {}) {
    this.#size = size
    this.#deadlineMs = deadlineMs
    this.#limits = limits
  }

  /**
   * Reads a feed's bytes. Never rejects: what goes wrong is in the answer.
   * @param bytes handed over to the worker where they own their memory: not to be read afterwards
   */
  parse(bytes: Uint8Array, options: ReadOptions): Promise<FeedReading> {
    return new Promise(settle => {
      this.#queue.push({ request: { bytes, options }, settle })
      this.#next()
    })
  }

  /** Ends all workers; feeds that wait or are being parsed fail. */
  async close(): Promise<void> {
    this.#closed = true
    this.#next()
    await Promise.all([...this.#all.keys()].map(worker => worker.terminate()))
  }

  #next(): void {
    if (this.#closed) {
      for (const job of this.#queue.splice(0)) job.settle({ ok: false, error: 'the bot is stopping' })
      return
    }
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop()
      if (worker === undefined) {
        if (this.#all.size < this.#size) this.#start()
        return
      }
      const job = this.#queue.shift()
      if (job !== undefined) this.#give(worker, job)
    }
  }

  #start(): void {
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      resourceLimits: this.#limits,
      execArgv: [],
      env: {},
    })
    this.#all.set(worker, () => {})
    let why = 'the parser stopped'
    let wanted = false
    const starting = setTimeout(() => {
      why = 'the parser did not start'
      void worker.terminate()
    }, START_MS)
    worker.once('message', () => {
      clearTimeout(starting)
      wanted = true
      this.#free(worker)
    })
    worker.on('error', error => {
      why =
        (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `parsing took more than ${this.#limits.maxOldGenerationSizeMb} MB of memory`
          : `the parser failed: ${error instanceof Error ? error.message : 'no reason'}`
    })
    worker.once('exit', () => {
      clearTimeout(starting)
      const settle = this.#all.get(worker)
      this.#all.delete(worker)
      const index = this.#idle.indexOf(worker)
      if (index >= 0) this.#idle.splice(index, 1)
      settle?.({ ok: false, error: why })
      // A worker that cannot start would be started for ever: its feed fails instead.
      if (!wanted) this.#queue.shift()?.settle({ ok: false, error: why })
      this.#next()
    })
  }

  #give(worker: Worker, { request, settle }: Job): void {
    worker.ref()
    const deadline = setTimeout(() => {
      finish({ ok: false, error: `parsing took longer than ${this.#deadlineMs / 1000} s` })
      void worker.terminate()
    }, this.#deadlineMs)
    const answered = (reading: FeedReading) => {
      finish(reading)
      this.#free(worker)
    }
    const finish = (reading: FeedReading) => {
      clearTimeout(deadline)
      worker.off('message', answered)
      this.#all.set(worker, () => {})
      settle(reading)
    }
    this.#all.set(worker, finish)
    worker.on('message', answered)
    const { buffer, byteOffset, byteLength } = request.bytes
    const owned = buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength
    worker.postMessage(request, owned ? [buffer] : [])
  }

  #free(worker: Worker): void {
    worker.unref()
    this.#idle.push(worker)
    this.#next()
  }
}
