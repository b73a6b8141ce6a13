import type { ToldStory } from '../alerts/told.ts'
import type { Store } from '../io/store/store.ts'
import { isOpen } from '../stories/lifecycle.ts'
import { Shelf } from '../stories/shelf.ts'
import type { StoryItem } from '../stories/story.ts'
import type { LostCards } from './lost-cards.ts'
import type { Opened } from './tell.ts'
import type { Decisions, Place, Placed } from './world.ts'

/** Stories of this time that are closed still say which words are common: without them grouping would decide otherwise after a restart. */
const LATELY_MS = 14 * 86_400_000

/** The open stories with what finds places among them: read from the store once, kept up to date while ingesting, forgotten when a commit fails. */
export class OpenStories implements Opened {
  readonly #shelf = new Shelf<ToldStory>()
  /** The story of each item. */
  readonly #homes = new Map<string, string>()
  readonly #place: Place
  readonly #cards: LostCards
  #order = 0
  /** The decisions that it was made with: other rules and terms need another one. */
  readonly decisions: Decisions

  private constructor(
    open: readonly ToldStory[],
    closed: readonly ToldStory[],
    decisions: Decisions,
    cards: LostCards,
  ) {
    this.#cards = cards
    this.#place = decisions.placer(closed.flatMap(story => story.items).sort((a, b) => a.at - b.at))
    this.decisions = decisions
    for (const story of open) this.put(story)
  }

  static async read(store: Store, decisions: Decisions, now: number, cards: LostCards): Promise<OpenStories> {
    const { quietMs } = decisions.settings.stories
    const lately = await store.openStories(now - Math.max(quietMs, LATELY_MS))
    const isNow = (story: ToldStory) => isOpen(story, now, quietMs)
    const open = lately.filter(isNow)
    await cards.read(open)
    return new OpenStories(
      open,
      lately.filter(story => !isNow(story)),
      decisions,
      cards,
    )
  }

  place(item: StoryItem, now: number): Placed {
    const home = this.#shelf.get(this.#homes.get(item.id) ?? '')
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
    const placed = this.#place(item, this.#shelf, now)
    // A story whose card is lost was told by nothing: its next report is a message.
    return { ...placed, story: this.#cards.asTold(placed.story) }
  }

  put(story: ToldStory): void {
    const known = this.#shelf.get(story.id)?.items.length ?? 0
    for (const { id } of story.items.slice(known)) this.#homes.set(id, story.id)
    this.#shelf.put(story)
  }

  nextOrder(): number {
    this.#order += 1
    return this.#order
  }

  /** Forgets what had no report for `quietMs`. */
  close(now: number, quietMs: number): void {
    for (const story of this.#shelf.values()) {
      if (isOpen(story, now, quietMs)) continue
      this.#shelf.delete(story.id)
      for (const { id } of story.items) this.#homes.delete(id)
    }
  }
}
