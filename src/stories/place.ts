import type { Relation, RelationRules } from '../events/compare/relation.ts'
import type { EventReading } from '../events/event.ts'
import { type EventSense, NO_SENSE } from '../events/sense.ts'
import type { Breathe } from '../text/breath.ts'
import { idOf } from '../text/id.ts'
import { remember } from '../text/remember.ts'
import type { ScanTerms } from './alike/fingerprint.ts'
import { type Ranked, rank } from './alike/rank.ts'
import type { Shelf } from './alike/shelf.ts'
import { type Reading, StoryIndex } from './alike/story-index.ts'
import { inOrder, margin, needed, type Thresholds, thresholdsOf } from './alike/threshold.ts'
import { TUNING, type Tuning } from './alike/tuning.ts'
import { isOfItsTime, isOpen } from './lifecycle.ts'
import { isNearMiss } from './near-miss.ts'
import { countOrigins } from './origins.ts'
import { factsOf } from './report-facts.ts'
import type { Story, StoryItem } from './story.ts'
import { whyJoined, whyOpened } from './why.ts'
import type { Wording } from './wording.ts'

/** Relations certain enough that other names at the same place do not count against them. */
const READ: ReadonlySet<Relation> = new Set(['statement', 'same', 'about'])

/** A story that an item did not join, with its margin: 1 would be enough for news off the subject. */
export interface Compared {
  readonly storyId: string
  readonly alike: number
  readonly relation: Relation
}

/** Where an item belongs, and why. `story` includes the item. */
export type Placement<S extends Story> =
  | {
      readonly kind: 'opened'
      readonly story: Story
      /** Similarity to the nearest open story; null: no open story shares anything with the item. */
      readonly similarity: number | null
      readonly because: readonly string[]
      readonly event: EventReading
      /** The open stories that were compared, with their similarity; used to find the thread. */
      readonly compared: readonly Compared[]
      readonly origins: number
    }
  | {
      readonly kind: 'joined'
      readonly story: S
      readonly similarity: number
      readonly because: readonly string[]
      readonly event: EventReading
      /** Independent origins among the story's reports. */
      readonly origins: number
    }

/** Most reports that a story keeps, since it is stored as a whole; further ones join but are not added to it. */
const MOST_REPORTS = 400

/** Places items among open stories, one at a time in order of arrival; keeps an index of the stories passed last. */
export class Placer {
  readonly #index: StoryIndex
  readonly #tuning: Tuning
  readonly #rules: RelationRules
  readonly #factsOf: (item: StoryItem) => ReturnType<typeof factsOf>
  readonly #keysOf: (item: StoryItem) => readonly string[]
  #last: { readonly id: string; readonly reading: Reading } | null = null

  constructor(scan: ScanTerms, wording: Wording, sense: EventSense = NO_SENSE, tuning: Tuning = TUNING) {
    this.#index = new StoryIndex(scan, wording, sense, tuning)
    this.#keysOf = remember(wording.origins.keysOf)
    this.#rules = sense.rules
    this.#tuning = tuning
    this.#factsOf = remember((item: StoryItem) => factsOf(item, scan, wording))
  }

  /** Learns an item's frequencies without placing it: for archived items after a restart. */
  learn(item: StoryItem): void {
    this.#index.learn(this.#index.read(item))
  }

  /** Reads the stories not yet read, in small steps: after a restart, all of them. */
  async warm(shelf: Shelf, breathe: Breathe): Promise<void> {
    for (const _ of this.#index.syncing(shelf, this.#last)) await breathe()
  }

  /** Ids of the stories that share anything with an item, the most similar first. Learns nothing. */
  nearest(item: StoryItem): readonly string[] {
    const reading = this.#index.read(item)
    return rank(reading, this.#index, this.#tuning, this.#rules).map(({ entry }) => entry.story.id)
  }

  /**
   * @param shelf the present stories; closed ones are ignored
   * @param now ms since 1970
   * @param quietMs ms without a report after which a story is closed, for good
   */
  place<S extends Story>(item: StoryItem, shelf: Shelf<S>, now: number, quietMs: number): Placement<S> {
    this.#index.sync(shelf, this.#last)
    const reading = this.#index.read(item)
    const inTime = rank(reading, this.#index, this.#tuning, this.#rules).filter(
      ({ entry: { story } }) => isOpen(story, now, quietMs) && isOfItsTime(item.at, story, quietMs),
    )
    const thresholds = thresholdsOf(inTime, this.#index.frequencies.cohesion(), this.#tuning)
    const ranked = inOrder(inTime, thresholds, this.#tuning)
    this.#index.learn(reading)
    this.#last = { id: item.id, reading }
    const fitting = ranked.filter(
      ({ related: { relation }, otherPeople }) => relation !== 'other' && (READ.has(relation) || !otherPeople),
    )
    const best = fitting[0]
    const joins =
      best !== undefined &&
      (margin(best, thresholds) >= needed(best, this.#tuning) ||
        isNearMiss(item, fitting, thresholds, this.#tuning, this.#factsOf))
    const story = joins ? shelf.get(best.entry.story.id) : undefined
    if (best === undefined || story === undefined) return opened(item, reading.event, ranked, thresholds)
    const items = story.items.length < MOST_REPORTS ? [...story.items, item] : story.items
    return {
      kind: 'joined',
      story: { ...story, lastAt: Math.max(story.lastAt, item.at), items },
      similarity: best.score,
      because: whyJoined(best, reading, thresholds, this.#index.frequencies),
      event: reading.event,
      origins: countOrigins(items, this.#keysOf),
    }
  }
}

function opened(
  item: StoryItem,
  event: EventReading,
  ranked: readonly Ranked[],
  thresholds: Thresholds,
): Placement<never> {
  const [nearest] = ranked
  const story: Story = { id: idOf(['story', item.id]), openedAt: item.at, lastAt: item.at, items: [item] }
  return {
    kind: 'opened',
    story,
    similarity: nearest?.score ?? null,
    because: whyOpened(nearest, thresholds),
    event,
    compared: ranked.map(one => ({
      storyId: one.entry.story.id,
      alike: margin(one, thresholds),
      relation: one.related.relation,
    })),
    origins: 1,
  }
}
