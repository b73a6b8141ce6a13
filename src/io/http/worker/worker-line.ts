import type { Worker } from 'node:worker_threads'

/** A worker that is ready, what it was given, and the timers of its turn. */
export class WorkerLine<Job> {
  readonly worker: Worker
  /** The first is being done; null: its answer is not waited for any more. */
  readonly given: (Job | null)[] = []
  /** Whether the first takes long already. */
  slow = false
  readonly #turn: NodeJS.Timeout[] = []
  #idle: NodeJS.Timeout | undefined

  constructor(worker: Worker) {
    this.worker = worker
  }

  /** The turn of the first begins: what happens after so many ms of it. */
  watch(...after: readonly (readonly [ms: number, () => void])[]): void {
    for (const [ms, then] of after) this.#turn.push(setTimeout(then, ms))
  }

  /** The turn of the first is over. */
  rest(): void {
    for (const timer of this.#turn.splice(0)) clearTimeout(timer)
    this.slow = false
  }

  /** The worker has nothing to do, and does not keep the process alive. */
  idle(ms: number, then: () => void): void {
    this.worker.unref()
    this.#idle = setTimeout(then, ms).unref()
  }

  /** It has something to do. */
  wake(): void {
    clearTimeout(this.#idle)
    this.worker.ref()
  }

  /** No timer of it runs any more. */
  end(): void {
    this.rest()
    clearTimeout(this.#idle)
  }
}
