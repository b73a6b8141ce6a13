import { monitorEventLoopDelay } from 'node:perf_hooks'

/** For how long a stall is told. */
const KEPT_MS = 10 * 60_000
/** How exactly a stall is measured, in ms. */
const RESOLUTION_MS = 10

/** Measures for how long the main thread does nothing but one thing: while it does, no lease is renewed and no alert goes out. */
export class Stalls {
  readonly #steady: () => number
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  #since: number
  /** The longest of the time before, in seconds. */
  #before = 0

  /** @param steady ms of a clock that is never set */
  constructor(steady: () => number) {
    this.#steady = steady
    this.#since = steady()
    this.#delay.enable()
  }

  /** The longest in seconds, of the last five to ten minutes where it is asked often. */
  longest(): number {
    const now = Math.max(0, this.#delay.max / 1e9 - RESOLUTION_MS / 1000)
    const longest = Math.max(this.#before, now)
    if (this.#steady() - this.#since >= KEPT_MS / 2) {
      this.#before = now
      this.#since = this.#steady()
      this.#delay.reset()
    }
    return longest
  }

  end(): void {
    this.#delay.disable()
  }
}
