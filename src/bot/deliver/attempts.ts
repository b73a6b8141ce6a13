/** When this process first tried deliveries that may have arrived. By both clocks, since one may be set and the other may stop in sleep. */
export class Attempts {
  readonly #first = new Map<string, { readonly wall: number; readonly steady: number }>()
  readonly #now: () => number
  readonly #steady: () => number

  constructor(now: () => number, steady: () => number) {
    this.#now = now
    this.#steady = steady
  }

  note(id: string): void {
    if (!this.#first.has(id)) this.#first.set(id, { wall: this.#now(), steady: this.#steady() })
  }

  /** Time since the first attempt, in ms; null: not known, because another process made it or the clock was set back before it. */
  agoMs(id: string): number | null {
    const first = this.#first.get(id)
    if (first === undefined) return null
    const wall = this.#now() - first.wall
    return wall < 0 ? null : Math.max(wall, this.#steady() - first.steady)
  }

  /** The delivery's outcome is known. */
  end(id: string): void {
    this.#first.delete(id)
  }

  /** Forgets all: another process may have tried any of them since. */
  forget(): void {
    this.#first.clear()
  }
}
