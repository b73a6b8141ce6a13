import type { ToldStory } from '../alerts/told.ts'
import type { Store } from '../io/store/store.ts'
import type { StoryItem } from '../stories/story.ts'
import type { Opened } from './tell.ts'
import type { Decisions, Place, Placed } from './world.ts'

/** The open stories with what finds places among them: read from the store once, kept up to date while ingesting, forgotten when a commit fails. */
export class OpenStories implements Opened {
  readonly #stories: Map<string, ToldStory>
  readonly #place: Place
  #order = 0
  /** The decisions that it was made with: other rules and terms need another one. */
  readonly decisions: Decisions

  private constructor(stories: Map<string, ToldStory>, decisions: Decisions) {
    this.#stories = stories
    this.#place = decisions.placer()
    this.decisions = decisions
  }

  static async read(store: Store, decisions: Decisions, now: number): Promise<OpenStories> {
    const stories = await store.openStories(now - decisions.settings.stories.quietMs)
    return new OpenStories(new Map(stories.map(story => [story.id, story])), decisions)
  }

  place(item: StoryItem, now: number): Placed {
    const home = [...this.#stories.values()].find(story => story.items.some(member => member.id === item.id))
    // A commit that failed after it was written is repeated: the item is at home already.
    if (home !== undefined)
      return {
        kind: 'joined',
        story: home,
        similarity: 1,
        because: [],
        development: null,
        origins: home.telling?.card.origins ?? 1,
      }
    return this.#place(item, [...this.#stories.values()], now)
  }

  put(story: ToldStory): void {
    this.#stories.set(story.id, story)
  }

  nextOrder(): number {
    this.#order += 1
    return this.#order
  }

  /** Forgets what had no report for `quietMs`. */
  close(now: number, quietMs: number): void {
    for (const story of this.#stories.values()) {
      if (now - story.lastAt > quietMs) this.#stories.delete(story.id)
    }
  }
}
