import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'

/** Longest start of a worker on a machine that is busy; it counts apart, for no document is to blame for it. */
const START_MS = 30_000
/** Jobs that wait before no more are brought: bodies that pile up are the most of the memory that a cycle takes. */
const ROOM = 8
/** Longest wait for workers that have been told to end: one that collects garbage or is inside a native call hears it late. */
const END_MS = 1000
/** So many that have not ended yet are left behind; then the jobs wait, since each may still hold its whole heap. */
const MOST_ENDING = 2
/** A job takes some ms. While one takes longer than this, another worker goes on with the rest; otherwise one does all, in half the memory. */
const SLOW_MS = 250

export interface WorkerPoolOptions<Answer> {
  /** The worker's file: it posts once when it is ready, then one answer for each message. */
  readonly worker: URL
  /** Jobs done side by side. */
  readonly size: number
  readonly deadlineMs: number
  readonly limits: {
    readonly maxOldGenerationSizeMb: number
    readonly maxYoungGenerationSizeMb: number
    readonly stackSizeMb: number
  }
  /** What a job comes to that could not be done. */
  failed(why: string): Answer
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
  readonly #options: WorkerPoolOptions<Answer>
  readonly #queue: Job<Request, Answer>[] = []
  readonly #idle: Worker[] = []
  readonly #all = new Map<Worker, (answer: Answer) => void>()
  readonly #waiting: (() => void)[] = []
  /** Workers that were told to end and have not yet. */
  readonly #ending = new Set<Promise<unknown>>()
  /** Jobs that take long already. */
  #slow = 0
  #closed = false

  constructor(options: WorkerPoolOptions<Answer>) {
    this.#options = options
  }

  /**
   * Does one job. Never rejects: what goes wrong is in the answer.
   * @param request its bytes are handed over to the worker where they own their memory: not to be read afterwards
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
    for (const worker of [...this.#all.keys()]) this.#end(worker, 'the bot is stopping')
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
      for (const job of this.#queue.splice(0)) job.settle(this.#options.failed('the bot is stopping'))
      return
    }
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop()
      if (worker === undefined) {
        if (this.#ending.size >= MOST_ENDING) return
        if (this.#all.size === 0 || (this.#slow > 0 && this.#all.size < this.#options.size)) this.#start()
        return
      }
      const job = this.#queue.shift()
      if (job !== undefined) this.#give(worker, job)
    }
  }

  #start(): void {
    const worker = new Worker(this.#options.worker, {
      resourceLimits: this.#options.limits,
      execArgv: [],
      env: compileCache(),
    })
    this.#all.set(worker, () => {})
    let why = 'the parser stopped'
    let wanted = false
    const fail = (reason: string) => {
      clearTimeout(starting)
      this.#end(worker, reason)
      // A worker that cannot start would be started for ever: its job fails instead.
      if (!wanted) this.#queue.shift()?.settle(this.#options.failed(reason))
      this.#next()
    }
    const starting = setTimeout(() => fail('the parser did not start'), START_MS)
    worker.once('message', () => {
      clearTimeout(starting)
      wanted = true
      this.#free(worker)
    })
    worker.on('error', error => {
      why =
        (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `parsing took more than ${this.#options.limits.maxOldGenerationSizeMb} MB of memory`
          : `the parser failed: ${error instanceof Error ? error.message : 'no reason'}`
    })
    worker.once('exit', () => {
      clearTimeout(starting)
      if (this.#all.has(worker)) fail(why)
    })
  }

  /** Ends a worker: its job has failed from now on, and another may take its place. */
  #end(worker: Worker, why: string): void {
    const settle = this.#all.get(worker)
    this.#all.delete(worker)
    const index = this.#idle.indexOf(worker)
    if (index >= 0) this.#idle.splice(index, 1)
    const ending = worker.terminate().finally(() => {
      this.#ending.delete(ending)
      this.#next()
    })
    this.#ending.add(ending)
    settle?.(this.#options.failed(why))
  }

  #give(worker: Worker, { request, settle }: Job<Request, Answer>): void {
    worker.ref()
    const deadline = setTimeout(() => {
      this.#end(worker, `parsing took longer than ${this.#options.deadlineMs / 1000} s`)
      this.#next()
    }, this.#options.deadlineMs)
    let isSlow = false
    const slow = setTimeout(() => {
      isSlow = true
      this.#slow += 1
      this.#next()
    }, SLOW_MS)
    const answered = (answer: Answer) => {
      finish(answer)
      this.#free(worker)
    }
    const finish = (answer: Answer) => {
      clearTimeout(deadline)
      clearTimeout(slow)
      if (isSlow) this.#slow -= 1
      isSlow = false
      worker.off('message', answered)
      if (this.#all.has(worker)) this.#all.set(worker, () => {})
      settle(answer)
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

/** The worker's whole environment: where compiled code is kept, if it is. Without it a worker takes 20 MB more to strip types. */
export function compileCache(): NodeJS.ProcessEnv {
  const directory = getCompileCacheDir()
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: directory }
}
