import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How long a stall is reported, in ms. */
const KEPT_MS = 10 * 60_000
/** Resolution of the measurement, in ms. */
const RESOLUTION_MS = 10

/** Measures how long the event loop is blocked: meanwhile no lease is renewed and no alert goes out. */
export class Stalls {
  readonly #steady: () => number
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  #since: number
  /** Longest stall of the previous period, in seconds. */
  #before = 0

  /** @param steady ms of a clock that is never set */
  constructor(steady: () => number) {
    this.#steady = steady
    this.#since = steady()
    this.#delay.enable()
  }

  /** Longest stall in seconds; of the last five to ten minutes if called often. */
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
