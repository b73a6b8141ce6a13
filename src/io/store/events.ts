import { idOf } from '../../text/id.ts'
import { isEvents, isStrings } from './codec.ts'
import type { Batch, Records } from './records.ts'
import type { StoredEvent } from './store.ts'

const MONTHS = 'index/events'

/** Coming events by the month in which they fall. */
export class Events {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
  }

  /**
   * Withdraws events that stories announced before, then adds the new ones.
   * @param withdrawn ids of stories whose events no longer come
   */
  async change(batch: Batch, withdrawn: readonly string[], events: readonly StoredEvent[]): Promise<void> {
    if (events.length + withdrawn.length === 0) return
    const months = new Set((await this.#records.get(MONTHS, isStrings)) ?? [])
    const changed = new Map<string, Record<string, StoredEvent>>()
    if (withdrawn.length > 0) {
      const off = new Set(withdrawn)
      for (const month of months) {
        const known = (await this.#records.get(eventKey(month), isEvents)) ?? {}
        const kept = Object.entries(known).filter(([, event]) => !off.has(event.storyId))
        if (kept.length < Object.keys(known).length) changed.set(month, Object.fromEntries(kept))
      }
    }
    for (const event of events) {
      const month = monthOf(event.at)
      const known = changed.get(month) ?? { ...(await this.#records.get(eventKey(month), isEvents)) }
      known[idOf([event.storyId, event.date, event.what])] = event
      changed.set(month, known)
      months.add(month)
    }
    for (const [month, known] of changed) batch.set(eventKey(month), known)
    batch.set(MONTHS, [...months].sort())
  }

  /** Events at or after a time, soonest first. */
  async from(time: number): Promise<readonly StoredEvent[]> {
    const months = ((await this.#records.get(MONTHS, isStrings)) ?? []).filter(month => month >= monthOf(time))
    const found = await this.#records.getMany(months.map(eventKey), isEvents)
    const events = found.flatMap(month => Object.values(month ?? {}))
    return events.filter(event => event.at >= time).sort((left, right) => left.at - right.at)
  }

  /** Removes the months before the month of a time. @returns number of removed records */
  async dropBefore(time: number, batch: Batch): Promise<number> {
    const months = (await this.#records.get(MONTHS, isStrings)) ?? []
    const old = months.filter(month => month < monthOf(time))
    if (old.length === 0) return 0
    await this.#records.delete(old.map(eventKey))
    batch.set(
      MONTHS,
      months.filter(month => !old.includes(month)),
    )
    return old.length
  }
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7)
}

function eventKey(month: string): string {
  return `event/${month}`
}
