/** Runs jobs on what strangers wrote in another thread, with a deadline and a heap limit, so that none stalls the bot. */

import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import { WorkerLine } from './worker-line.ts'

/** Longest start of a worker on a machine that is busy; it counts apart, for no document is to blame for it. */
const START_MS = 30_000
/** Jobs that wait before no more are brought: bodies that pile up are the most of the memory that a cycle takes. */
const ROOM = 8
/** Longest wait for workers that have been told to end: one that collects garbage or is inside a native call hears it late. */
const END_MS = 1000
/** So many that have not ended yet are left behind; then the jobs wait, since each may still hold its whole heap. */
const MOST_ENDING = 2
/** No longer body is given to a worker before its turn: those that wait are copied, so that another worker can do them as well. */
const SHORT = 65_536
/** A job takes some ms. While one takes longer than this, another worker goes on with the rest; otherwise one does all, in half the memory. */
const SLOW_MS = 500
/** One that has had nothing to do for so long ends: it keeps some 20 MB. */
const IDLE_MS = 60_000

export interface WorkerPoolOptions<Request, Answer> {
  /** The worker's file: it posts once when it is ready, then one answer for each message, in their order. */
  readonly worker: URL
  /** Jobs done side by side. */
  readonly size: number
  /** Jobs that a worker has before it beside the one that it does; default: none. Their deadlines begin with their turns. */
  readonly ahead?: number
  readonly deadlineMs: number
  /** Workers that stay although they have nothing to do; default: one. */
  readonly stay?: number
  /** How long one beyond those may have nothing to do; default: a minute. */
  readonly idleMs?: number
  readonly limits: {
    readonly maxOldGenerationSizeMb: number
    readonly maxYoungGenerationSizeMb: number
    readonly stackSizeMb: number
  }
  /** What a job comes to that could not be done. */
  failed(why: string, request: Request): Answer
}

interface Job<Request, Answer> {
  readonly request: Request
  readonly settle: (answer: Answer) => void
}

/**
 * Worker threads that read what others wrote, so that no document can hold up the bot. One that overruns its deadline or its heap is
 * ended and replaced, and its job fails with a name; nothing waits for its end, which may take long near the heap's limit. Workers start with the first jobs and never keep the process alive.
 */
export class WorkerPool<Request extends { readonly bytes: Uint8Array }, Answer> {
  readonly #options: WorkerPoolOptions<Request, Answer>
  readonly #queue: Job<Request, Answer>[] = []
  /** All workers that are wanted; null: one that is not ready yet. */
  readonly #lines = new Map<Worker, WorkerLine<Job<Request, Answer>> | null>()
  readonly #waiting: (() => void)[] = []
  /** Workers that were told to end and have not yet. */
  readonly #ending = new Set<Promise<unknown>>()
  #closed = false

  constructor(options: WorkerPoolOptions<Request, Answer>) {
    this.#options = options
  }

  /**
   * Does one job. Never rejects: what goes wrong is in the answer.
   * @param request where no job is given ahead, its bytes are handed over to the worker if they own their memory: not to be read afterwards
   */
  run(request: Request): Promise<Answer> {
    return new Promise(settle => {
      this.#queue.push({ request, settle })
      this.#next()
    })
  }

  /** Waits while more jobs are waiting than a worker does in a moment. */
  async room(): Promise<void> {
    while (this.#queue.length >= ROOM) await new Promise<void>(resolve => this.#waiting.push(resolve))
  }

  /** Ends all workers; jobs that wait or are being done fail. */
  async close(): Promise<void> {
    this.#closed = true
    this.#next()
    for (const worker of [...this.#lines.keys()]) this.#end(worker, 'the bot is stopping')
    const { promise: enough, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, END_MS)
    await Promise.race([Promise.allSettled(this.#ending), enough])
    clearTimeout(timer)
  }

  #next(): void {
    this.#serve()
    // All of them: one that wakes may have nothing to bring, and would not wake the next.
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

  /** Who has nothing to do, or no more than so much before it. */
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
      // A worker that cannot start would be started for ever: its job fails instead.
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

  /** Ends a worker: its job has failed from now on, those behind it are another's, which may take its place. */
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

  /** The turn of the first begins. */
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

  /** What waits behind a job that takes long is another's: where it is done twice, the first answer counts. */
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

/** The worker's whole environment: where compiled code is kept, if it is. Without it a worker takes 20 MB more to strip types. */
export function compileCache(): NodeJS.ProcessEnv {
  const directory = getCompileCacheDir()
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: directory }
}
