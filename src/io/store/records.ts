import type { Keyv } from 'keyv'
import type { Breathe } from '../../text/breath.ts'
import { causeOf } from './adapters/cause.ts'
import { Corrupt } from './codec.ts'
import { StoreError } from './store.ts'

/** Most records per write; more go in several writes, in order. */
const BATCH = 5000
/** Records per read: parsing large ones takes a moment, and other work gets a turn between reads. */
const READ = 50
const DELETE = 500

/** Records to write, in order; a key that is set again keeps its place. */
export class Batch {
  readonly entries = new Map<string, unknown>()

  set(key: string, value: unknown): void {
    this.entries.set(key, value)
  }
}

export interface RecordsOptions {
  /** Limit for one call, in ms. */
  readonly deadlineMs: number
  /** Called with each key whose record could not be read and was set aside. */
  readonly onCorrupt: (key: string) => void
  /** Lists every record, since Keyv's own listing hides errors. */
  readonly list: () => AsyncIterable<readonly [string, unknown]>
  /** Gives other work a turn: a store inside the process answers without doing so. */
  readonly breathe: Breathe
}

/** Keyv made reliable: every failure is thrown as StoreError, several records go in one write, and unreadable ones are set aside. */
export class Records {
  readonly #keyv: Keyv
  readonly #options: RecordsOptions
  /** Checked because a driver may reconnect if it is called after it was closed. */
  #closed = false

  constructor(keyv: Keyv, options: RecordsOptions) {
    this.#keyv = keyv
    this.#options = options
  }

  /** Values in the order of the keys: undefined for a missing one, Corrupt for an unreadable one. */
  async read(keys: readonly string[]): Promise<readonly unknown[]> {
    const values: unknown[] = []
    for (let from = 0; from < keys.length; from += READ) {
      const part = keys.slice(from, from + READ)
      const found = await this.ask('read', part[0], () => this.#keyv.getMany(part))
      if (found.length !== part.length)
        throw new StoreError(`the store answered ${found.length} of ${part.length} reads`)
      values.push(...found)
    }
    return values
  }

  /** Like read, but what is unreadable or fails the check is set aside under `corrupt/`; null for that and for a missing one. */
  async getMany<T>(keys: readonly string[], check: (value: unknown) => value is T): Promise<readonly (T | null)[]> {
    const values = await this.read(keys)
    const checked: (T | null)[] = []
    for (const [index, value] of values.entries()) {
      const key = keys[index] ?? ''
      if (value === undefined) checked.push(null)
      else if (!(value instanceof Corrupt) && check(value)) checked.push(value)
      else {
        await this.setAside(key, value)
        checked.push(null)
      }
    }
    return checked
  }

  async get<T>(key: string, check: (value: unknown) => value is T): Promise<T | null> {
    return (await this.getMany([key], check))[0] ?? null
  }

  /** Writes the batch in its order; one transaction per 5000 records, in stores that have transactions. */
  async write(batch: Batch): Promise<void> {
    const entries = [...batch.entries].map(([key, value]) => ({ key, value }))
    for (let from = 0; from < entries.length; from += BATCH) {
      const part = entries.slice(from, from + BATCH)
      const results = await this.ask('write', part[0]?.key, () => this.#keyv.setMany(part))
      if (Array.isArray(results) && results.includes(false)) throw new StoreError('the store did not accept a record')
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += DELETE) {
      const part = keys.slice(from, from + DELETE)
      await this.ask('delete', part[0], () => this.#keyv.deleteMany(part))
    }
  }

  /** Moves an unreadable record to another key, so that nothing trips over it again and a person can look at it. */
  async setAside(key: string, value: unknown): Promise<void> {
    await this.#keepBroken(new Batch(), key, value)
    await this.delete([key])
  }

  /** Replaces an unreadable record with a rebuilt one in one write, so that the key is never empty. */
  async replace(key: string, broken: unknown, value: unknown): Promise<void> {
    const batch = new Batch()
    batch.set(key, value)
    await this.#keepBroken(batch, key, broken)
  }

  async #keepBroken(batch: Batch, key: string, value: unknown): Promise<void> {
    batch.set(`corrupt/${key}`, value instanceof Corrupt ? value.raw : JSON.stringify(value))
    await this.write(batch)
    this.#options.onCorrupt(key)
  }

  /** Every record, for export and repair only: what is written meanwhile may be missing. */
  async *all(): AsyncGenerator<readonly [string, unknown]> {
    try {
      yield* this.#options.list()
    } catch (error) {
      throw failure('list', undefined, error)
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    await this.ask('close', undefined, () => this.#keyv.disconnect())
    this.#closed = true
  }

  /** Calls the store with a deadline. @throws StoreError that names the call */
  async ask<T>(verb: string, key: string | undefined, work: () => Promise<T>): Promise<T> {
    await this.#options.breathe()
    if (this.#closed) throw new StoreError('the store is closed')
    const { promise: late, reject } = Promise.withResolvers<never>()
    const { deadlineMs } = this.#options
    const timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
    try {
      return await Promise.race([work(), late])
    } catch (error) {
      throw failure(verb, key, error)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Says what failed, and why: in our own words if the error's code is known. */
export function failure(verb: string, key: string | undefined, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  return new StoreError(`cannot ${verb}${key === undefined ? '' : ` "${key}"`}: ${causeOf(error)}`)
}
