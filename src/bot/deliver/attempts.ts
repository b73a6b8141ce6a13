/** When this process first tried what may have arrived: by both clocks, since the one may be set and the other may stand still. */
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

  /** How long ago the first attempt was made, in ms; null: not known, since another process made it or the clock was set back behind it. */
  agoMs(id: string): number | null {
    const first = this.#first.get(id)
    if (first === undefined) return null
    const wall = this.#now() - first.wall
    return wall < 0 ? null : Math.max(wall, this.#steady() - first.steady)
  }

  /** Its outcome is known. */
  end(id: string): void {
    this.#first.delete(id)
  }

  /** Another process may have tried any of them since. */
  forget(): void {
    this.#first.clear()
  }
}
