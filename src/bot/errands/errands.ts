import type { Log } from '../../io/ops/log.ts'
import { nameOf } from '../poll/cycle.ts'

/** Work in Discord besides messages. It throws if the store fails, and is then tried again. */
export interface Errand {
  readonly name: string
  /** Shortest time between two runs, in ms. */
  readonly everyMs: number
  readonly run: (signal: AbortSignal) => Promise<void>
}

/**
 * Work in Discord besides messages: closing threads, publishing announcements, scheduling events. Messages do not wait for errands, nor errands
 * for messages. Each finds out from the store what is left to do, so that a process that ends in between leaves it to the next.
 */
export class Errands {
  readonly #errands: readonly Errand[]
  readonly #steady: () => number
  readonly #log: Log
  readonly #last = new Map<string, number>()
  #running: Promise<void> | null = null
  #again = false

  constructor(errands: readonly Errand[], steady: () => number, log: Log) {
    this.#errands = errands
    this.#steady = steady
    this.#log = log
  }

  /** Runs what is due; called by the leader. A call during a run is answered by one more run. Never throws. */
  run(signal: AbortSignal): Promise<void> {
    if (this.#running !== null) {
      this.#again = true
      return this.#running
    }
    this.#running = this.#run(signal).finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #run(signal: AbortSignal): Promise<void> {
    do {
      this.#again = false
      for (const { name, everyMs, run } of this.#errands) {
        const last = this.#last.get(name)
        if (signal.aborted) return
        if (last !== undefined && this.#steady() - last < everyMs) continue
        this.#last.set(name, this.#steady())
        try {
          await run(signal)
        } catch (error) {
          this.#log.warn('errand_failed', { errand: name, reason: nameOf(error), effect: 'tried again later' })
        }
      }
    } while (this.#again && !signal.aborted)
  }
}
