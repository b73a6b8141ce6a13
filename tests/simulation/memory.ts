import type { StoreAdapter } from '../../src/io/store/adapters/store-adapter.ts'

/** The process ends here: nothing after it happens. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

/** A process of the bot: when it has crashed, neither the store nor Discord hears of it any more. */
export class Process {
  crashed = false
  /** Resolves when it has crashed. */
  readonly ended: Promise<void>
  #end: () => void = () => {}

  constructor() {
    this.ended = new Promise(resolve => {
      this.#end = resolve
    })
  }

  crash(): never {
    this.crashed = true
    this.#end()
    throw new Crash()
  }

  /** @throws Crash where the process is no more */
  live(): void {
    if (this.crashed) throw new Crash()
  }
}

/** What befalls a write: `null`: nothing. */
export type Fate = 'crash-before' | 'crash-after' | 'fail-before' | 'fail-after' | null

/** A store's disk: it outlives the processes of a run. Each call is whole or did not happen, as with SQLite's transactions. */
export class Disk {
  readonly records = new Map<string, string>()
  fate: (write: boolean) => Fate = () => null
}

/** A Keyv storage adapter on a Disk, for one process. */
class MemoryAdapter implements StoreAdapter {
  namespace = 'backchannel'
  readonly #disk: Disk
  readonly #process: Process

  constructor(disk: Disk, process: Process) {
    this.#disk = disk
    this.#process = process
  }

  async get(key: string): Promise<string | undefined> {
    return this.#do(false, records => records.get(key))
  }

  async set(key: string, value: string): Promise<void> {
    return this.#do(true, records => void records.set(key, value))
  }

  async delete(key: string): Promise<boolean> {
    return this.#do(true, records => records.delete(key))
  }

  async clear(): Promise<void> {
    return this.#do(true, records => records.clear())
  }

  async getMany(keys: string[]): Promise<readonly (string | undefined)[]> {
    return this.#do(false, records => keys.map(key => records.get(key)))
  }

  async setMany(entries: { key: string; value: string }[]): Promise<void> {
    return this.#do(true, records => {
      for (const { key, value } of entries) records.set(key, value)
    })
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    return this.#do(true, records => keys.map(key => records.delete(key)).some(Boolean))
  }

  async *iterator(): AsyncGenerator<readonly [string, string]> {
    yield* [...this.#disk.records]
  }

  async disconnect(): Promise<void> {}

  #do<T>(write: boolean, act: (records: Map<string, string>) => T): T {
    this.#process.live()
    const fate = this.#disk.fate(write)
    if (fate === 'crash-before') this.#process.crash()
    if (fate === 'fail-before') throw new Error('the disk failed')
    const result = act(this.#disk.records)
    if (fate === 'crash-after') this.#process.crash()
    if (fate === 'fail-after') throw new Error('the disk failed after it wrote')
    return result
  }
}

/** A store of one process on a disk; nobody else wants to write. */
export function memory(disk: Disk, process: Process) {
  const lease = { hold: async () => true, held: async () => true, release: async () => {} }
  return { adapter: new MemoryAdapter(disk, process), lease, where: 'memory' }
}
