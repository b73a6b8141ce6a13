import type { Keyv } from 'keyv'
import type { Breathe } from '../../text/breath.ts'
import { causeOf } from './adapters/cause.ts'
import { Corrupt } from './codec.ts'
import { StoreError } from './store.ts'

/** Records that one call to the store may carry; more go in several calls, in order. */
const BATCH = 5000
/** Records that one reading holds: what is large takes a moment to be read as JSON, and others get their turn between. */
const READ = 50
const DELETE = 500

/** What is to be written, in the order in which it is to be written; a key that is set again keeps its place. */
export class Batch {
  readonly entries = new Map<string, unknown>()

  set(key: string, value: unknown): void {
    this.entries.set(key, value)
  }
}

export interface RecordsOptions {
  /** ms after which a call that has not answered counts as failed. */
  readonly deadlineMs: number
  /** Told of each record that cannot be read and was set aside. */
  readonly onCorrupt: (key: string) => void
  /** Lists every record; Keyv's own listing hides errors. */
  readonly list: () => AsyncIterable<readonly [string, unknown]>
  /** A store inside of the process answers without letting anything else have its turn: this does, where much is asked. */
  readonly breathe: Breathe
}

/** A floor of certainty over Keyv: every failure is thrown as StoreError, several records are one write, what cannot be read is set aside. */
export class Records {
  readonly #keyv: Keyv
  readonly #options: RecordsOptions
  /** A driver may connect again by itself when it is asked after its end. */
  #closed = false

  constructor(keyv: Keyv, options: RecordsOptions) {
    this.#keyv = keyv
    this.#options = options
  }

  /** Values in the order of the keys: undefined where there is none, Corrupt where it cannot be read. */
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

  /** Like read, with what cannot be read or fails the check set aside under `corrupt/` and given as null. */
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

  /** Writes the batch in its order: one transaction in the stores that have one. */
  async write(batch: Batch): Promise<void> {
    const entries = [...batch.entries].map(([key, value]) => ({ key, value }))
    for (let from = 0; from < entries.length; from += BATCH) {
      const part = entries.slice(from, from + BATCH)
      const results = await this.ask('write', part[0]?.key, () => this.#keyv.setMany(part))
      if (Array.isArray(results) && results.includes(false)) throw new StoreError('the store did not take a record')
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += DELETE) {
      const part = keys.slice(from, from + DELETE)
      await this.ask('delete', part[0], () => this.#keyv.deleteMany(part))
    }
  }

  /** Keeps what cannot be read under another name, so that nothing trips over it twice and a person can look at it. */
  async setAside(key: string, value: unknown): Promise<void> {
    await this.#keepBroken(new Batch(), key, value)
    await this.delete([key])
  }

  /** Puts a value made anew in the place of one that cannot be read, in one write, so that the place is never empty. */
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

  /** Every record. What is written while it runs may be missing: for export and repair only. */
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

  /** Asks the store something, with a deadline. @throws StoreError that names what was asked */
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

/** Names what failed, and why in words of ours where its code says it. */
export function failure(verb: string, key: string | undefined, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  return new StoreError(`cannot ${verb}${key === undefined ? '' : ` "${key}"`}: ${causeOf(error)}`)
}
