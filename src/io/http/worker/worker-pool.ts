/** Runs jobs on untrusted input in other threads, with a deadline and a heap limit, so that none stalls the bot. */

import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import { WorkerLine } from './worker-line.ts'

/** Longest start of a worker on a busy machine, in ms; it is no part of a job's deadline, since no document is to blame for it. */
const START_MS = 30_000
/** `room` waits once this many jobs are queued: bodies in the queue make up most of a cycle's memory. */
const ROOM = 8
/** Longest wait for workers to end, in ms: one that collects garbage or is inside a native call ends late. */
const END_MS = 1000
/** While this many workers are still ending, no other is started: each may still hold its whole heap. */
const MOST_ENDING = 2
/** Longest body, in bytes, that is queued at a worker: those are copied, so that another worker can take them over. */
const SHORT = 65_536
/** A job takes a few ms. Only while one takes longer than this do other workers help; otherwise one does all, in half the memory. */
const SLOW_MS = 500
/** How long an idle worker is kept, in ms: it holds some 20 MB. */
const IDLE_MS = 60_000

export interface WorkerPoolOptions<Request, Answer> {
  /** The worker's file: it posts one message when ready, then one answer per request, in order. */
  readonly worker: URL
  /** Most workers, and so jobs done side by side. */
  readonly size: number
  /** Jobs queued at a worker besides the current one; default: none. A job's deadline begins with its turn. */
  readonly ahead?: number
  readonly deadlineMs: number
  /** Workers that are kept although idle; default: one. */
  readonly stay?: number
  /** How long further idle workers are kept, in ms; default: a minute. */
  readonly idleMs?: number
  readonly limits: {
    readonly maxOldGenerationSizeMb: number
    readonly maxYoungGenerationSizeMb: number
    readonly stackSizeMb: number
  }
  /** The answer for a job that failed. */
  failed(why: string, request: Request): Answer
}

interface Job<Request, Answer> {
  readonly request: Request
  readonly settle: (answer: Answer) => void
}

/**
 * Worker threads for untrusted input, so that no document can hold up the bot. A worker that exceeds its deadline or heap is ended and
 * replaced, and its job fails with the reason. Nothing waits for it to end, which may take long near the heap limit. Workers start with the first
 * jobs; idle ones do not keep the process alive.
 */
export class WorkerPool<Request extends { readonly bytes: Uint8Array }, Answer> {
  readonly #options: WorkerPoolOptions<Request, Answer>
  readonly #queue: Job<Request, Answer>[] = []
  /** All workers except those that are ending; null: not ready yet. */
  readonly #lines = new Map<Worker, WorkerLine<Job<Request, Answer>> | null>()
  readonly #waiting: (() => void)[] = []
  /** Workers that are ending. */
  readonly #ending = new Set<Promise<unknown>>()
  #closed = false

  constructor(options: WorkerPoolOptions<Request, Answer>) {
    this.#options = options
  }

  /**
   * Runs one job. Never rejects: what goes wrong is in the answer.
   * @param request without `ahead`, bytes that fill their buffer are transferred to the worker: do not use them afterwards
   */
  run(request: Request): Promise<Answer> {
    return new Promise(settle => {
      this.#queue.push({ request, settle })
      this.#next()
    })
  }

  /** Waits while the queue is long. */
  async room(): Promise<void> {
    while (this.#queue.length >= ROOM) await new Promise<void>(resolve => this.#waiting.push(resolve))
  }

  /** Ends all workers; jobs waiting or in progress fail. Takes 1 s at most. */
  async close(): Promise<void> {
    this.#closed = true
    for (const worker of [...this.#lines.keys()]) this.#end(worker, 'the bot is stopping')
    // Also those that an ended worker gave back.
    this.#next()
    const { promise: enough, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, END_MS)
    await Promise.race([Promise.allSettled(this.#ending), enough])
    clearTimeout(timer)
  }

  #next(): void {
    this.#serve()
    // Wakes all: one alone may bring no job, and would not wake the next.
    if (this.#queue.length < ROOM) for (const go of this.#waiting.splice(0)) go()
  }

  #serve(): void {
    if (this.#closed) {
      for (const job of this.#queue.splice(0)) this.#fail(job, 'the bot is stopping')
      return
    }
    for (let job = this.#queue[0]; job !== undefined; job = this.#queue[0]) {
      const line = this.#free(job.request.bytes.byteLength <= SHORT ? (this.#options.ahead ?? 0) : 0)
      if (line === undefined) {
        if (this.#ending.size >= MOST_ENDING) return
        const { size } = this.#lines
        const slow = [...this.#lines.values()].some(one => one?.slow === true)
        if (size === 0 || (slow && size < this.#options.size)) this.#start()
        return
      }
      this.#queue.shift()
      this.#give(line, job)
    }
  }

  /** The least busy worker with at most `ahead` jobs, and none of them slow. */
  #free(ahead: number): WorkerLine<Job<Request, Answer>> | undefined {
    let least: WorkerLine<Job<Request, Answer>> | undefined
    for (const line of this.#lines.values()) {
      if (line === null || line.slow || line.given.length > ahead) continue
      if (least === undefined || line.given.length < least.given.length) least = line
    }
    return least
  }

  #start(): void {
    const worker = new Worker(this.#options.worker, {
      resourceLimits: this.#options.limits,
      execArgv: [],
      env: compileCache(),
    })
    this.#lines.set(worker, null)
    let why = 'the parser stopped'
    let wanted = false
    const fail = (reason: string) => {
      clearTimeout(starting)
      this.#end(worker, reason)
      // A worker that cannot start would be restarted for ever, so a job fails instead.
      const job = wanted ? undefined : this.#queue.shift()
      if (job !== undefined) this.#fail(job, reason)
      this.#next()
    }
    const starting = setTimeout(() => fail('the parser did not start'), START_MS)
    worker.once('message', () => {
      clearTimeout(starting)
      wanted = true
      const line = new WorkerLine<Job<Request, Answer>>(worker)
      if (!this.#lines.has(worker)) return
      this.#lines.set(worker, line)
      worker.on('message', (answer: Answer) => this.#answered(line, answer))
      this.#idle(line)
      this.#next()
    })
    worker.on('error', error => {
      why =
        (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `parsing took more than ${this.#options.limits.maxOldGenerationSizeMb} MB of memory`
          : `the parser failed: ${error instanceof Error ? error.message : 'no reason'}`
    })
    worker.once('exit', () => {
      clearTimeout(starting)
      if (this.#lines.has(worker)) fail(why)
    })
  }

  /** Ends a worker: its current job fails, and those behind it go back to the queue. */
  #end(worker: Worker, why: string): void {
    const line = this.#lines.get(worker) ?? null
    this.#lines.delete(worker)
    const ending = worker.terminate().finally(() => {
      this.#ending.delete(ending)
      this.#next()
    })
    this.#ending.add(ending)
    if (line === null) return
    this.#withdraw(line)
    line.end()
    const [job] = line.given.splice(0)
    if (job != null) this.#fail(job, why)
  }

  #fail({ request, settle }: Job<Request, Answer>, why: string): void {
    settle(this.#options.failed(why, request))
  }

  #give(line: WorkerLine<Job<Request, Answer>>, job: Job<Request, Answer>): void {
    const { worker, given } = line
    given.push(job)
    if (given.length === 1) {
      line.wake()
      this.#watch(line)
    }
    const { bytes } = job.request
    const owned =
      this.#options.ahead === undefined &&
      bytes.buffer instanceof ArrayBuffer &&
      bytes.byteLength === bytes.buffer.byteLength
    worker.postMessage(job.request, owned ? [bytes.buffer] : [])
  }

  /** Starts the deadline of the first job. */
  #watch(line: WorkerLine<Job<Request, Answer>>): void {
    const { deadlineMs, size } = this.#options
    const late = () => {
      this.#end(line.worker, `parsing took longer than ${deadlineMs / 1000} s`)
      this.#next()
    }
    const slow = () => {
      line.slow = true
      if (size > 1) this.#withdraw(line)
      this.#next()
    }
    line.watch([deadlineMs, late], [SLOW_MS, slow])
  }

  #idle(line: WorkerLine<Job<Request, Answer>>): void {
    const { stay = 1, idleMs = IDLE_MS } = this.#options
    line.idle(idleMs, () => {
      if (this.#lines.size > stay) this.#end(line.worker, 'it had nothing to do')
    })
  }

  /** Returns the jobs behind a slow one to the queue. The worker may still do them; that answer is discarded. */
  #withdraw({ given }: WorkerLine<Job<Request, Answer>>): void {
    const jobs = given.slice(1).filter(job => job !== null)
    given.fill(null, 1)
    this.#queue.unshift(...jobs)
  }

  #answered(line: WorkerLine<Job<Request, Answer>>, answer: Answer): void {
    if (!this.#lines.has(line.worker)) return
    line.rest()
    const job = line.given.shift()
    if (line.given.length > 0) this.#watch(line)
    else this.#idle(line)
    job?.settle(answer)
    this.#next()
  }
}

/** A worker's whole environment: the compile cache, if there is one. Without it a worker needs 20 MB more to strip types. */
export function compileCache(): NodeJS.ProcessEnv {
  const directory = getCompileCacheDir()
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: directory }
}
