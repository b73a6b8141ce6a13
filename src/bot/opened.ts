import type { ToldStory } from '../alerts/told.ts'
import type { Store } from '../io/store/store.ts'
import type { Opened } from './tell.ts'

/** The open stories, read from the store once and kept up to date while ingesting; forgotten whenever a commit fails. */
export class OpenStories implements Opened {
  readonly #stories: Map<string, ToldStory>

  private constructor(stories: Map<string, ToldStory>) {
    this.#stories = stories
  }

  static async read(store: Store): Promise<OpenStories> {
    const stories = await store.openStories()
    return new OpenStories(new Map(stories.map(story => [story.id, story])))
  }

  all(): readonly ToldStory[] {
    return [...this.#stories.values()]
  }

  put(story: ToldStory): void {
    this.#stories.set(story.id, story)
  }

  /** Forgets what had no report for `quietMs`. */
  close(now: number, quietMs: number): void {
    for (const story of this.#stories.values()) {
      if (now - story.lastAt > quietMs) this.#stories.delete(story.id)
    }
  }
}
