import type { ScanTerms } from './fingerprint.ts'
import type { Story, StoryItem } from './story.ts'
import { StoryIndex } from './story-index.ts'

/** Where an item belongs, and why. `story` is as it stands with the item. */
export interface Placement<S extends Story> {
  readonly kind: 'opened' | 'joined'
  readonly story: S | Story
  /** Similarity with the story that it joined, or the nearest one that it did not join; null: nothing was open. */
  readonly similarity: number | null
  readonly because: readonly string[]
}

/** Places items, one at a time; keeps an index of the open stories. */
export class Placer<S extends Story> {
  readonly #index: StoryIndex
  readonly #open = new Map<string, S>()
  constructor(scan: ScanTerms) {
    this.#index = new StoryIndex(scan)
  }
  place(item: StoryItem, open: readonly S[], now: number): Placement<S> {
    void now
    const present = new Set(open.map(story => story.id))
    for (const [id, entry] of this.#index.entries) if (!present.has(id)) this.#index.drop(entry)
    for (const story of open) this.#open.set(story.id, story)
    const member = this.#index.read(item)
    const ranked = this.#index.rank(member, now)
    const best = ranked[0]
    const threshold = this.#index.threshold(ranked)
    this.#index.learn(member)
    const joined = best !== undefined && best.score >= threshold ? this.#open.get(best.entry.story.id) : undefined
    const story =
      joined === undefined
        ? { id: item.id, openedAt: item.at, lastAt: item.at, items: [item] }
        : { ...joined, lastAt: Math.max(joined.lastAt, item.at), items: [...joined.items, item] }
    this.#index.add(story, member)
    return {
      kind: joined === undefined ? 'opened' : 'joined',
      story,
      similarity: best?.score ?? null,
      because: [],
    }
  }
}
