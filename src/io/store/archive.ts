import { isArchive, isString } from './codec.ts'
import { dayOf } from './ledger.ts'
import { readParts } from './parts.ts'
import type { Batch, Records } from './records.ts'
import type { ArchivedItem } from './store.ts'

const INDEX = 'index/archive'
/** Items per part of a day: adding one rewrites at most this many, and a read takes that many times fewer requests. */
const PART = 64
/** Parts read at once, which bounds the memory of a reader. */
const AHEAD = 4

/** Items with their decisions, by the day on which they were first seen, each day in parts. */
export class Archive {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  /** Adds items; one already stored is replaced in place. */
  async add(batch: Batch, items: readonly ArchivedItem[]): Promise<void> {
    if (items.length === 0) return
    const index = { ...(await this.#index()) }
    const places = await this.#records.getMany(
      items.map(one => placeKey(one.item.id)),
      isString,
    )
    const parts = new Map<string, Map<string, ArchivedItem>>()
    const load = async (place: string) => {
      const loaded = parts.get(place) ?? byId((await this.#records.get(`archive/${place}`, isArchive)) ?? [])
      parts.set(place, loaded)
      return loaded
    }
    for (const [position, archived] of items.entries()) {
      const day = dayOf(archived.item.firstSeenAt)
      let place = places[position] ?? `${day}/${index[day] ?? 1}`
      let part = await load(place)
      if (places[position] === null && part.size >= PART && !part.has(archived.item.id)) {
        index[day] = (index[day] ?? 1) + 1
        place = `${day}/${index[day]}`
        part = await load(place)
      }
      // Written even for a known place: an interrupted write may have stored the place but not the count.
      const [placeDay = day, number = '1'] = place.split('/')
      index[placeDay] = Math.max(index[placeDay] ?? 1, Number(number))
      part.set(archived.item.id, withoutNames(archived))
      batch.set(`archive/${place}`, [...part.values()])
      batch.set(placeKey(archived.item.id), place)
    }
    batch.set(INDEX, index)
  }

  async get(itemId: string): Promise<ArchivedItem | null> {
    const place = await this.#records.get(placeKey(itemId), isString)
    if (place === null) return null
    const part = (await this.#records.get(`archive/${place}`, isArchive)) ?? []
    return part.find(one => one.item.id === itemId) ?? null
  }

  /** Items first seen at or after a time, day by day. */
  async *since(time: number): AsyncGenerator<ArchivedItem> {
    const index = await this.#index()
    const days = Object.keys(index).filter(day => day >= dayOf(time))
    const keys = days.sort().flatMap(day => partKeys(day, index[day] ?? 0))
    for (let from = 0; from < keys.length; from += AHEAD) {
      const parts = await this.#records.getMany(keys.slice(from, from + AHEAD), isArchive)
      for (const part of parts) {
        for (const archived of part ?? []) if (archived.item.firstSeenAt >= time) yield archived
      }
    }
  }

  /** Removes whole days before a day. @returns how many items went */
  async dropBefore(day: string, batch: Batch): Promise<number> {
    const index = await this.#index()
    const old = Object.keys(index).filter(one => one < day)
    let count = 0
    for (const one of old) {
      const keys = partKeys(one, index[one] ?? 0)
      const parts = await this.#records.getMany(keys, isArchive)
      const items = parts.flatMap(part => part ?? [])
      count += items.length
      await this.#records.delete([...items.map(archived => placeKey(archived.item.id)), ...keys])
    }
    if (old.length > 0) batch.set(INDEX, Object.fromEntries(Object.entries(index).filter(([one]) => one >= day)))
    return count
  }

  #index(): Promise<Readonly<Record<string, number>>> {
    return readParts(this.#records, INDEX, 'archive/')
  }
}

function byId(items: readonly ArchivedItem[]): Map<string, ArchivedItem> {
  return new Map(items.map(one => [one.item.id, one]))
}

function partKeys(day: string, parts: number): readonly string[] {
  return Array.from({ length: parts }, (_, index) => `archive/${day}/${index + 1}`)
}

function placeKey(itemId: string): string {
  return `place/${itemId}`
}

/** Without the names that recognise an entry: the seen records hold those. */
function withoutNames(archived: ArchivedItem): ArchivedItem {
  const { names: _, ...item } = archived.item
  return { ...archived, item }
}
