import type { ToldStory } from '../../alerts/told-story.ts'
import { isCounts, isStory } from './codec.ts'
import type { Batch, Records } from './records.ts'

/** Time of each story's newest report by id, in ms since 1970. */
const OPEN = 'index/stories'
/** A story leaves the index this long after its newest report; settings.yaml allows at most 30 quiet days. */
const LONGEST_QUIET_MS = 31 * 86_400_000

/** Stories by id, and those that may still be open. */
export class Stories {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  async get(id: string): Promise<ToldStory | null> {
    return this.#records.get(storyKey(id), isStory)
  }

  /** Stories whose newest report is at or after `since`, oldest first. */
  async open(since: number): Promise<readonly ToldStory[]> {
    const index = await this.index()
    const ids = Object.keys(index).filter(id => (index[id] ?? 0) >= since)
    const found = await this.#records.getMany(ids.map(storyKey), isStory)
    return found.filter(story => story !== null).sort((left, right) => left.lastAt - right.lastAt)
  }

  /** @returns keys of the records, for the ledger */
  async add(batch: Batch, stories: readonly ToldStory[]): Promise<readonly string[]> {
    if (stories.length === 0) return []
    const index = { ...(await this.index()) }
    for (const story of stories) {
      batch.set(storyKey(story.id), story)
      index[story.id] = story.lastAt
    }
    // Not spread into Math.max: a call takes only some 100,000 arguments.
    const newest = Object.values(index).reduce((most, lastAt) => Math.max(most, lastAt), 0)
    const kept = Object.entries(index).filter(([, lastAt]) => lastAt >= newest - LONGEST_QUIET_MS)
    batch.set(OPEN, Object.fromEntries(kept))
    return stories.map(story => storyKey(story.id))
  }

  async index(): Promise<Readonly<Record<string, number>>> {
    const [value] = await this.#records.read([OPEN])
    if (value === undefined) return {}
    if (isCounts(value)) return value
    const index: Record<string, number> = {}
    for await (const [key, story] of this.#records.all()) {
      if (key.startsWith('story/') && isStory(story)) index[story.id] = story.lastAt
    }
    await this.#records.replace(OPEN, value, index)
    return index
  }
}

export function storyKey(id: string): string {
  return `story/${id}`
}
