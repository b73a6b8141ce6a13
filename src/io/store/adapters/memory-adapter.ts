import { answerId, answerKey, type Crew, type Sign } from './crew.ts'
import { LEASE_MS } from './lease.ts'
import type { Opened, StoreAdapter } from './store-adapter.ts'

/** A Keyv storage adapter that keeps nothing beyond the process: for replaying the past, never for `run`. */
class MemoryAdapter implements StoreAdapter {
  namespace = 'backchannel'
  readonly #records = new Map<string, string>()

  async get(key: string): Promise<string | undefined> {
    return this.#records.get(key)
  }

  async set(key: string, value: string): Promise<void> {
    this.#records.set(key, value)
  }

  async delete(key: string): Promise<boolean> {
    return this.#records.delete(key)
  }

  async clear(): Promise<void> {
    this.#records.clear()
  }

  async getMany(keys: string[]): Promise<readonly (string | undefined)[]> {
    return keys.map(key => this.#records.get(key))
  }

  async setMany(entries: { key: string; value: string }[]): Promise<void> {
    for (const { key, value } of entries) this.#records.set(key, value)
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    return keys.map(key => this.#records.delete(key)).some(Boolean)
  }

  async *iterator(): AsyncGenerator<readonly [string, string]> {
    yield* [...this.#records]
  }

  async disconnect(): Promise<void> {}
}

/** Signs of life and the queue in this process, over an adapter's records. */
export class MemoryCrew implements Crew {
  readonly #adapter: Pick<StoreAdapter, 'set' | 'deleteMany'>
  readonly #signs = new Map<string, { readonly text: string; readonly ends: number }>()
  readonly #queue = new Set<string>()
  #places = 0

  constructor(adapter: Pick<StoreAdapter, 'set' | 'deleteMany'>) {
    this.#adapter = adapter
  }

  async sign(name: string, text: string): Promise<readonly Sign[]> {
    this.#signs.set(name, { text, ends: performance.now() + LEASE_MS })
    return this.signs()
  }

  async signs(): Promise<readonly Sign[]> {
    const lasting = [...this.#signs].filter(([, { ends }]) => ends >= performance.now())
    return lasting.map(([name, { text }]) => ({ name, text }))
  }

  async leave(name: string): Promise<void> {
    this.#signs.delete(name)
  }

  async hand(feedId: string, text: string): Promise<void> {
    this.#places += 1
    const id = answerId(this.#places, feedId)
    await this.#adapter.set(answerKey(id), text)
    this.#queue.add(id)
  }

  async waiting(): Promise<readonly string[]> {
    return [...this.#queue]
  }

  async drop(ids: readonly string[]): Promise<void> {
    await this.#adapter.deleteMany(ids.map(answerKey))
    for (const id of ids) this.#queue.delete(id)
  }
}

/** A store in this process's memory; its lease is always held. */
export function openMemory(): Opened {
  const adapter = new MemoryAdapter()
  return {
    adapter,
    crew: new MemoryCrew(adapter),
    lease: { hold: async () => true, held: async () => true, release: async () => {} },
    where: 'memory',
  }
}
