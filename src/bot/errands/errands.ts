/** What is done in Discord beside messages. Each errand finds out from the store what is left to do, so that it can be repeated. */

import type { Log } from '../../io/ops/log.ts'
import { nameOf } from '../poll/cycle.ts'

/** Something that is done in Discord beside the messages. It throws where the store fails, and is tried again. */
export interface Errand {
  readonly name: string
  /** At most so often, in ms. */
  readonly everyMs: number
  readonly run: (signal: AbortSignal) => Promise<void>
}

/**
 * What is done in Discord beside the messages: threads closed, announcements published, events scheduled. It waits for no message and no
 * message waits for it; each errand finds out from the store what is left to do, so that a process that ends in between leaves it to the next.
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

  /** Does what is due; called by the process that leads. A call while one runs is answered by one more run. Never throws. */
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
