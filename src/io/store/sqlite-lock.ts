import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Lease } from './lease.ts'

/**
 * Keeps two bots from one SQLite file: a second database beside it is held locked. The system lets go of it when the process ends,
 * however it ends, so there is nothing to run out and nothing to clean up.
 */
export class SqliteLock implements Lease {
  readonly #file: string
  #held: DatabaseSync | null = null

  constructor(file: string) {
    this.#file = file
  }

  async hold(): Promise<boolean> {
    if (this.#held !== null || this.#file === ':memory:') return true
    const file = `${this.#file}-lock`
    closeSync(openSync(file, 'a', 0o600))
    const db = new DatabaseSync(file, { timeout: 0 })
    try {
      db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
      this.#held = db
      return true
    } catch (error) {
      db.close()
      if (/locked|busy/i.test(error instanceof Error ? error.message : '')) return false
      throw error
    }
  }

  async release(): Promise<void> {
    this.#held?.close()
    this.#held = null
  }
}
