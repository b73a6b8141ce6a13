/** Results of promises, in the order in which they resolve. The promises must not reject. Further values may be added. */
export class Arrivals<T> {
  /** Number of results not taken yet. */
  left: number
  readonly #come: T[] = []
  #wake = () => {}

  constructor(promises: readonly Promise<T>[]) {
    this.left = promises.length
    for (const promise of promises) {
      void promise.then(value => {
        this.#come.push(value)
        this.#wake()
      })
    }
  }

  /** Adds a value. */
  add(value: T): void {
    this.left += 1
    this.#come.push(value)
    this.#wake()
  }

  /** What has arrived since the last call. @param wait wait for the next one if nothing has arrived and something is left */
  async next(wait: boolean): Promise<readonly T[]> {
    if (wait && this.#come.length === 0 && this.left > 0)
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    this.left -= this.#come.length
    return this.#come.splice(0)
  }
}
