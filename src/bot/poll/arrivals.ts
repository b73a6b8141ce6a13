/** What promises come to, in the order in which they come to it. None of them may reject. What comes besides may be added. */
export class Arrivals<T> {
  /** Of how many nothing has been taken yet. */
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

  /** Something more has come. */
  add(value: T): void {
    this.left += 1
    this.#come.push(value)
    this.#wake()
  }

  /** What has come since it was asked last. @param wait for the next one, where nothing has come and something is left */
  async next(wait: boolean): Promise<readonly T[]> {
    if (wait && this.#come.length === 0 && this.left > 0)
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    this.left -= this.#come.length
    return this.#come.splice(0)
  }
}
