import { isArchive, isString } from './codec.ts'
import { dayOf } from './ledger.ts'
import { readParts } from './parts.ts'
import type { Batch, Records } from './records.ts'
import type { ArchivedItem } from './store.ts'

const INDEX = 'index/archive'
/** Items in one part of a day: adding one rewrites at most this many, reading asks a 64th as often. */
const PART = 64
/** Parts that one step of a reading holds in memory. */
const AHEAD = 4

/** Items with what was decided on them, in parts of a day by the time they were first seen. */
export class Archive {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  /** Adds items; one that is already kept is replaced where it stands. */
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
      // Written again for a place that is known, since a write that broke off may have got no further than that.
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

/** What an entry is recognised by stands among what was seen. */
function withoutNames(archived: ArchivedItem): ArchivedItem {
  const { names: _, ...item } = archived.item
  return { ...archived, item }
}
