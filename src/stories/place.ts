import { idOf } from '../text/id.ts'
import type { ScanTerms } from './fingerprint.ts'
import { type Ranked, rank } from './rank.ts'
import type { Story, StoryItem } from './story.ts'
import { StoryIndex } from './story-index.ts'
import { thresholdOf } from './threshold.ts'
import { TUNING, type Tuning } from './tuning.ts'

/** Where an item belongs, and why. `story` is as it stands with the item. */
export type Placement<S extends Story> =
  | {
      readonly kind: 'opened'
      readonly story: Story
      /** Similarity with the nearest open story; null: nothing open shares anything with the item. */
      readonly similarity: number | null
      readonly because: readonly string[]
    }
  | { readonly kind: 'joined'; readonly story: S; readonly similarity: number; readonly because: readonly string[] }

/** Places items among open stories, one at a time, in order of arrival; keeps an index of the stories it was last handed. */
export class Placer {
  readonly #index: StoryIndex
  readonly #tuning: Tuning

  constructor(scan: ScanTerms, tuning: Tuning = TUNING) {
    this.#index = new StoryIndex(scan, tuning)
    this.#tuning = tuning
  }

  /** Teaches what the stream says without placing it: items that were archived before a restart. */
  learn(item: StoryItem): void {
    this.#index.learn(this.#index.read(item))
  }

  /** @param open the stories that may be joined, as they stand; closed ones are left out */
  place<S extends Story>(item: StoryItem, open: readonly S[]): Placement<S> {
    this.#index.sync(open)
    const reading = this.#index.read(item)
    const ranked = rank(reading, this.#index, this.#tuning)
    const threshold = thresholdOf(ranked, this.#index.frequencies.cohesion(), this.#tuning)
    this.#index.learn(reading)
    const best = ranked.find(one => one.opposite === null) ?? ranked[0]
    const joined =
      best !== undefined && best.score >= threshold ? open.find(s => s.id === best.entry.story.id) : undefined
    const similarity = best === undefined ? null : best.score
    if (joined === undefined || similarity === null) {
      const story: Story = { id: idOf(['story', item.id]), openedAt: item.at, lastAt: item.at, items: [item] }
      this.#index.add(story, reading)
      return { kind: 'opened', story, similarity, because: whyOpened(best, threshold) }
    }
    const story = { ...joined, lastAt: Math.max(joined.lastAt, item.at), items: [...joined.items, item] }
    this.#index.add(story, reading)
    return { kind: 'joined', story, similarity, because: [] }
  }
}

function whyOpened(best: Ranked | undefined, threshold: number): readonly string[] {
  if (best === undefined) return ['no open story shares a telling word with it']
  return [`similarity ${best.score.toFixed(2)} ${threshold}`]
}
