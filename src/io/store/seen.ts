import type { Item } from '../../feeds/item.ts'
import { idOf } from '../../text/id.ts'
import type { Batch, Records } from './records.ts'

/** Titles repeat over the months ("North Korea fires missile"): one counts as the same report only this long. */
const TITLE_MS = 48 * 3_600_000
/** An entry that a feed keeps for ever is noted again this often, so that housekeeping never forgets it. */
const REFRESH_MS = 30 * 86_400_000
/** Keys waiting for the next commit; more are left for the next poll. */
const MOST_WAITING = 20_000
/** Of them one commit takes so many along. */
const MOST_NOTED = 500

/** First and last time a key was met, in ms since 1970. */
type Sighting = readonly [first: number, last: number]

/** Which entries are known, by any of their keys. Nothing is held in memory but keys to be noted with the next commit. */
export class Seen {
  readonly #records: Records
  readonly #waiting = new Map<string, Sighting>()

  constructor(records: Records) {
    this.#records = records
  }

  async unseen(items: readonly Item[]): Promise<readonly Item[]> {
    const sightings = await this.#sightings(items)
    const taken = new Set<string>()
    const unseen: Item[] = []
    for (const item of items) {
      const known = item.keys.some(key => counts(key, sightings.get(key), item.firstSeenAt))
      if (known) this.#learn(item, sightings)
      if (known || item.keys.some(key => taken.has(key))) continue
      for (const key of item.keys) taken.add(key)
      unseen.push(item)
    }
    return unseen
  }

  /** Notes the items' keys, and those that waited. @returns the keys written, for the ledger */
  note(batch: Batch, items: readonly Item[]): readonly string[] {
    const notes = new Map([...this.#waiting].slice(0, MOST_NOTED))
    for (const key of notes.keys()) this.#waiting.delete(key)
    for (const item of items) {
      for (const key of item.keys) notes.set(seenKey(key), [item.firstSeenAt, item.firstSeenAt])
    }
    for (const [key, sighting] of notes) batch.set(key, sighting)
    return [...notes.keys()]
  }

  /** Those of the records' keys that were last met before a time. */
  async metBefore(keys: readonly string[], time: number): Promise<readonly string[]> {
    const values = await this.#records.read(keys)
    return keys.filter((_, index) => {
      const value = values[index]
      return value !== undefined && (!isSighting(value) || value[1] < time)
    })
  }

  /** A key that was not known of a known entry is one more name of it; an old sighting is refreshed. */
  #learn(item: Item, sightings: ReadonlyMap<string, Sighting>): void {
    const now = item.firstSeenAt
    for (const key of item.keys) {
      const sighting = sightings.get(key)
      const fresh = sighting !== undefined && now - sighting[1] < REFRESH_MS
      if (!fresh && this.#waiting.size < MOST_WAITING) this.#waiting.set(seenKey(key), [sighting?.[0] ?? now, now])
    }
  }

  async #sightings(items: readonly Item[]): Promise<ReadonlyMap<string, Sighting>> {
    const keys = [...new Set(items.flatMap(item => item.keys))]
    const values = await this.#records.read(keys.map(seenKey))
    const sightings = new Map<string, Sighting>()
    for (const [index, key] of keys.entries()) {
      const value = values[index]
      // A record that cannot be read still says that the key was met: it must never make an old entry new.
      if (value !== undefined) sightings.set(key, isSighting(value) ? value : [0, 0])
    }
    return sightings
  }
}

function counts(key: string, sighting: Sighting | undefined, now: number): boolean {
  if (sighting === undefined) return false
  return !key.startsWith('title:') || Math.abs(now - sighting[0]) <= TITLE_MS
}

function seenKey(key: string): string {
  return `seen/${idOf([key], 20)}`
}

function isSighting(value: unknown): value is Sighting {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number'
}
