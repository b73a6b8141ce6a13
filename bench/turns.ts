const TICK_MS = 5

/** Watches the turns of this thread: `own`: the longest that the thread itself worked in one; `wall`: the longest by the clock. Both in ms. */
export class Turns {
  longest = { wall: 0, own: 0 }
  #last = performance.now()
  #work = process.threadCpuUsage()
  readonly #timer = setInterval(() => this.#look(), TICK_MS)

  #look(): void {
    const now = performance.now()
    const { user, system } = process.threadCpuUsage(this.#work)
    const wall = now - this.#last - TICK_MS
    const own = Math.min((user + system) / 1000, wall)
    this.longest = { wall: Math.max(this.longest.wall, wall), own: Math.max(this.longest.own, own) }
    this.#last = now
    this.#work = process.threadCpuUsage()
  }

  reset(): void {
    this.longest = { wall: 0, own: 0 }
  }

  end(): void {
    clearInterval(this.#timer)
  }
}
