import type { Story } from '../story.ts'

/** The stories that may be joined, by id, and which of them changed, so that an index need not go through thousands per item. */
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

  /** In the order in which they were first added. */
  values(): Iterable<S> {
    return this.#stories.values()
  }

  ids(): Iterable<string> {
    return this.#stories.keys()
  }

  /** Adds a story, or replaces its earlier state. */
  put(story: S): void {
    this.#stories.set(story.id, story)
    this.#changed.add(story.id)
  }

  delete(id: string): void {
    if (this.#stories.delete(id)) this.#changed.add(id)
  }

  /** The ids of the stories added, replaced or deleted since the last call; for the single index that follows this shelf. */
  takeChanged(): Iterable<string> {
    const changed = this.#changed
    this.#changed = new Set()
    return changed
  }
}
