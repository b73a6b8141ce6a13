import type { Opened, StoreAdapter } from './store-adapter.ts'

/** A Keyv storage adapter that keeps nothing beyond the process: for playing the past, never for `run`. */
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

/** A memory of one process; nobody else wants to write to it. */
export function openMemory(): Opened {
  return {
    adapter: new MemoryAdapter(),
    lease: { hold: async () => true, held: async () => true, release: async () => {} },
    where: 'memory',
  }
}
