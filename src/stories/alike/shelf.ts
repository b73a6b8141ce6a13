import type { Story } from '../story.ts'

/** The stories that may be joined, by id, with which of them changed: an index need not look through thousands for one item. */
export class Shelf<S extends Story = Story> {
  readonly #stories = new Map<string, S>()
  #changed = new Set<string>()

  constructor(stories: Iterable<S> = []) {
    for (const story of stories) this.put(story)
  }

  get size(): number {
    return this.#stories.size
  }

  get(id: string): S | undefined {
    return this.#stories.get(id)
  }

  /** In the order in which they were first put. */
  values(): Iterable<S> {
    return this.#stories.values()
  }

  ids(): Iterable<string> {
    return this.#stories.keys()
  }

  /** Puts a story in, or in the place of its earlier state. */
  put(story: S): void {
    this.#stories.set(story.id, story)
    this.#changed.add(story.id)
  }

  delete(id: string): void {
    if (this.#stories.delete(id)) this.#changed.add(id)
  }

  /** The stories that were put or deleted since this was asked last; for the one index that follows this shelf. */
  takeChanged(): Iterable<string> {
    const changed = this.#changed
    this.#changed = new Set()
    return changed
  }
}
