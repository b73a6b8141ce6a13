import type { ToldStory } from '../../alerts/told-story.ts'
import type { Store } from '../../io/store/store.ts'
import { Shelf } from '../../stories/alike/shelf.ts'
import { isOpen } from '../../stories/lifecycle.ts'
import type { StoryItem } from '../../stories/story.ts'
import type { Breathe } from '../../text/breath.ts'
import type { Decisions, Place, Placed } from '../world.ts'
import type { LostCards } from './lost-cards.ts'
import type { StoriesAtHand } from './plan-messages.ts'

/** How long closed stories still count for which words are common, in ms: without them, grouping would differ after a restart. */
const LATELY_MS = 14 * 86_400_000

/** The open stories and the placer over them: read from the store once, kept up to date while ingesting, discarded when a commit fails. */
export class OpenStories implements StoriesAtHand {
  readonly #shelf: Shelf<ToldStory>
  /** The story of each item. */
  readonly #homes = new Map<string, string>()
  /** Posted stories of the last two weeks, open or closed: those that a new event may continue. */
  readonly #lately = new Map<string, ToldStory>()
  readonly #place: Place
  readonly #cards: LostCards
  #order = 0
  /** The decisions that it was made with: other rules and terms need a new instance. */
  readonly decisions: Decisions

  private constructor(
    shelf: Shelf<ToldStory>,
    closed: readonly ToldStory[],
    place: Place,
    decisions: Decisions,
    cards: LostCards,
  ) {
    this.#shelf = shelf
    this.#place = place
    this.#cards = cards
    this.decisions = decisions
    for (const story of closed) this.#remember(story)
    for (const story of shelf.values()) {
      for (const { id } of story.items) this.#homes.set(id, story.id)
      this.#remember(story)
    }
  }

  static async read(
    store: Store,
    decisions: Decisions,
    now: number,
    cards: LostCards,
    breathe: Breathe,
  ): Promise<OpenStories> {
    const { quietMs } = decisions.settings.stories
    const lately = await store.openStories(now - Math.max(quietMs, LATELY_MS))
    await cards.read(lately)
    const isNow = (story: ToldStory) => isOpen(story, now, quietMs)
    const shelf = new Shelf<ToldStory>()
    for (const story of lately) if (isNow(story)) shelf.put(story)
    const closed = lately.filter(story => !isNow(story))
    const before = closed.flatMap(story => story.items)
    const place = await decisions.placer(
      before.sort((a, b) => a.at - b.at),
      shelf,
      breathe,
    )
    return new OpenStories(shelf, closed, place, decisions, cards)
  }

  place(item: StoryItem, now: number): Placed {
    const home = this.#shelf.get(this.#homes.get(item.id) ?? '')
    // A repeated commit, after one that failed once written: the item already has its story.
    if (home !== undefined)
      return {
        kind: 'joined',
        story: home,
        similarity: 1,
        because: [],
        event: this.decisions.reading(item),
        follows: null,
        beside: null,
        origins: home.telling?.card.origins ?? 1,
      }
    const placed = this.#place(item, this.#shelf, now, this.lately())
    // A story whose card is lost counts as not posted: its next report is a message.
    return { ...placed, story: this.#cards.asTold(placed.story) }
  }

  put(story: ToldStory): void {
    const known = this.#shelf.get(story.id)?.items.length ?? 0
    for (const { id } of story.items.slice(known)) this.#homes.set(id, story.id)
    this.#shelf.put(story)
    this.#remember(story)
  }

  /** Replaces a story whose card changes; a closed one stays closed. */
  retell(story: ToldStory): void {
    if (this.#shelf.get(story.id) !== undefined) this.#shelf.put(story)
    this.#remember(story)
  }

  /** As this process knows it, including what is not written yet. */
  story(id: string): ToldStory | undefined {
    return this.#shelf.get(id) ?? this.#lately.get(id)
  }

  /** Posted stories of the last two weeks, without those whose card is lost, since nothing can reply to it. */
  lately(): Iterable<ToldStory> {
    return [...this.#lately.values()].filter(story => this.#cards.asTold(story).telling !== null)
  }

  /** The posted stories of one thread, oldest first. */
  thread(id: string): readonly ToldStory[] {
    return [...this.lately()].filter(story => (story.thread ?? story.id) === id).sort((a, b) => a.openedAt - b.openedAt)
  }

  #remember(story: ToldStory): void {
    if (story.telling !== null) this.#lately.set(story.id, story)
  }

  nextOrder(): number {
    this.#order += 1
    return this.#order
  }

  /** Closes stories without a report for `quietMs`. @param now ms since 1970 */
  close(now: number, quietMs: number): void {
    for (const story of this.#shelf.values()) {
      if (isOpen(story, now, quietMs)) continue
      this.#shelf.delete(story.id)
      for (const { id } of story.items) this.#homes.delete(id)
    }
    for (const [id, story] of this.#lately) if (now - story.lastAt > LATELY_MS) this.#lately.delete(id)
  }
}
