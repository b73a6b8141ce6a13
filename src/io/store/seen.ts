import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Item } from '../../feeds/item.ts'
import { entriesOf } from '../../feeds/recognise/entries.ts'
import type { Guids, Sighting } from '../../feeds/recognise/identity.ts'
import { firstKeys, moreKeys, type Note, notesOf, recognise } from '../../feeds/recognise/recognise.ts'
import { idOf } from '../../text/id.ts'
import type { Batch, Records } from './records.ts'
import type { Found } from './store.ts'

/** Names looked up per turn of the event loop: a store on this machine answers without yielding. */
const SLICE = 1000
/** Most keys waiting for the next commit; more are left for the next poll. */
const MOST_WAITING = 20_000
/** Most of them that one commit writes. */
const MOST_NOTED = 500

/** Which entries were seen, by their names. Memory holds only what the next commits are to write. */
export class Seen {
  readonly #records: Records
  readonly #waiting = new Map<string, Sighting>()
  /** Feeds that were recorded as read when they were last looked up. */
  readonly #read = new Set<string>()

  constructor(records: Records) {
    this.#records = records
  }

  async find(feedId: string, items: readonly Item[], guids: Guids | undefined, part = false): Promise<Found> {
    const marker = readKey(feedId)
    const document = entriesOf(items)
    const first = await this.#sightings([marker, ...firstKeys(document)])
    const sightings = new Map([...first, ...(await this.#sightings(moreKeys(document, first)))])
    const recognised = recognise(document, sightings, guids)
    const wasRead = sightings.has(marker)
    const met = sightings.size > (wasRead ? 1 : 0)
    for (const { key, sighting } of part && met ? [] : recognised.notes) {
      if (this.#waiting.size < MOST_WAITING) this.#waiting.set(seenKey(key), sighting)
    }
    if (wasRead) this.#read.add(feedId)
    else this.#read.delete(feedId)
    return { ...recognised, wasRead, met }
  }

  /**
   * Records the items' names, and waiting ones.
   * @param read a feed that was read to its end, and when in ms since 1970; null: none was
   * @returns the keys written, for the ledger
   */
  note(
    batch: Batch,
    items: readonly Item[],
    read: { readonly feedId: string; readonly at: number } | null,
  ): readonly string[] {
    const notes = new Map([...this.#waiting].slice(0, MOST_NOTED))
    for (const key of notes.keys()) this.#waiting.delete(key)
    const add = ({ key, sighting }: Note) => notes.set(seenKey(key), sighting)
    for (const item of items) for (const note of notesOf(item)) add(note)
    if (read !== null && !this.#read.has(read.feedId))
      add({ key: readKey(read.feedId), sighting: { first: read.at, last: read.at, mark: null } })
    for (const [key, { first, last, mark }] of notes)
      batch.set(key, mark === null ? [first, last] : [first, last, mark])
    return [...notes.keys()]
  }

  /** The keys that were last met before a time. */
  async metBefore(keys: readonly string[], time: number): Promise<readonly string[]> {
    const values = await this.#records.read(keys)
    return keys.filter((_, index) => {
      const value = values[index]
      return value !== undefined && (!isSighting(value) || value[1] < time)
    })
  }

  async #sightings(keys: readonly string[]): Promise<ReadonlyMap<string, Sighting>> {
    const sightings = new Map<string, Sighting>()
    for (let from = 0; from < keys.length; from += SLICE) {
      const slice = keys.slice(from, from + SLICE)
      const values = await this.#records.read(slice.map(seenKey))
      for (const [index, key] of slice.entries()) {
        const value = values[index]
        if (value !== undefined) sightings.set(key, sightingOf(value))
      }
      await nextTurn()
    }
    return sightings
  }
}

/** An unreadable record still proves that its name was met: it must never make an old entry new. */
function sightingOf(value: unknown): Sighting {
  if (!isSighting(value)) return { first: 0, last: 0, mark: null }
  const [first, last, mark] = value
  return { first, last, mark: typeof mark === 'string' ? mark : null }
}

function seenKey(key: string): string {
  return `seen/${idOf([key], 20)}`
}

function readKey(feedId: string): string {
  return `read:${feedId}`
}

/** First and last time in ms since 1970 and, if known, the mark of the entry that had the name. */
function isSighting(value: unknown): value is readonly [number, number, unknown?] {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number'
}
