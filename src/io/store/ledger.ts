import { isStrings } from './codec.ts'
import { readParts } from './parts.ts'
import { Batch, type Records } from './records.ts'

const INDEX = 'index/ledger'
/** Keys per part, so that adding one rewrites little. */
const PART = 400

export type LedgerName = 'seen' | 'kept'

/** The UTC day of a time (ms since 1970) as YYYY-MM-DD, which sorts by date. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** Keys of records by the day they were written, so that housekeeping finds old ones without listing the store. */
export class Ledger {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  /** Adds keys to a day. Call it once per batch and ledger. */
  async add(
    batch: Batch,
    additions: readonly { name: LedgerName; day: string; keys: readonly string[] }[],
  ): Promise<void> {
    const wanted = additions.filter(one => one.keys.length > 0)
    if (wanted.length === 0) return
    const index = { ...(await this.#index()) }
    for (const { name, day, keys } of wanted) {
      const place = `${name}/${day}`
      let part = index[place] ?? 1
      const last = partKey(place, part)
      const batched = batch.entries.get(last)
      let list = isStrings(batched) ? batched : ((await this.#records.get(last, isStrings)) ?? [])
      for (const key of keys) {
        if (list.length >= PART) {
          part += 1
          list = []
        }
        list = [...list, key]
        batch.set(partKey(place, part), list)
      }
      index[place] = part
    }
    batch.set(INDEX, index)
  }

  /** Days of a ledger before a day, oldest first. */
  async daysBefore(name: LedgerName, day: string): Promise<readonly string[]> {
    const index = await this.#index()
    return Object.keys(index)
      .filter(place => place.startsWith(`${name}/`))
      .map(place => place.slice(name.length + 1))
      .filter(one => one < day)
      .sort()
  }

  async keys(name: LedgerName, day: string): Promise<readonly string[]> {
    const parts = await this.#records.getMany(await this.#partKeys(name, day), isStrings)
    return parts.flatMap(part => part ?? [])
  }

  /** Removes a day, its parts first: after a crash in between, the day reads as empty. */
  async drop(name: LedgerName, day: string): Promise<void> {
    await this.#records.delete(await this.#partKeys(name, day))
    const index = await this.#index()
    const batch = new Batch()
    batch.set(INDEX, Object.fromEntries(Object.entries(index).filter(([place]) => place !== `${name}/${day}`)))
    await this.#records.write(batch)
  }

  #index(): Promise<Readonly<Record<string, number>>> {
    return readParts(this.#records, INDEX, 'ledger/')
  }

  async #partKeys(name: LedgerName, day: string): Promise<readonly string[]> {
    const place = `${name}/${day}`
    const parts = (await this.#index())[place] ?? 0
    return Array.from({ length: parts }, (_, index) => partKey(place, index + 1))
  }
}

function partKey(place: string, part: number): string {
  return `ledger/${place}/${part}`
}
