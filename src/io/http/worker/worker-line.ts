import type { Worker } from 'node:worker_threads'

/** A ready worker, its jobs and their timers. */
export class WorkerLine<Job> {
  readonly worker: Worker
  /** The first is in progress; null: the job was withdrawn, and its answer is discarded. */
  readonly given: (Job | null)[] = []
  /** Whether the first has taken long already. */
  slow = false
  readonly #turn: NodeJS.Timeout[] = []
  #idle: NodeJS.Timeout | undefined

  constructor(worker: Worker) {
    this.worker = worker
  }

  /** Starts the timers of the first job: what to do after how many ms. */
  watch(...after: readonly (readonly [ms: number, () => void])[]): void {
    for (const [ms, then] of after) this.#turn.push(setTimeout(then, ms))
  }

  /** Stops the timers of the first job. */
  rest(): void {
    for (const timer of this.#turn.splice(0)) clearTimeout(timer)
    this.slow = false
  }

  /** Marks the worker idle: it no longer keeps the process alive. */
  idle(ms: number, then: () => void): void {
    this.worker.unref()
    this.#idle = setTimeout(then, ms).unref()
  }

  /** Marks the worker busy. */
  wake(): void {
    clearTimeout(this.#idle)
    this.worker.ref()
  }

  /** Stops all timers. */
  end(): void {
    this.rest()
    clearTimeout(this.#idle)
  }
}
