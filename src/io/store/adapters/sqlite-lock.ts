import { randomUUID } from 'node:crypto'
import { closeSync, openSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import type { Lease } from './lease.ts'
import type { SqliteAdapter } from './sqlite-adapter.ts'

/**
 * How long a newcomer waits that finds another lock file than the last holder's, in ms: a holder that is alive looks every few seconds and
 * locks the new file itself.
 */
const PATIENCE_MS = 6500

interface Locked {
  readonly db: DatabaseSync
  /** The file that is locked, by its number on the disk. */
  readonly file: string
}

/**
 * Keeps two bots from one SQLite file: a second database beside it is held locked. The system lets go of it when the process ends,
 * however it ends, so there is nothing to run out and nothing to clean up. A lock file that is deleted would let a second one in, so the
 * database itself names who may write, and every write looks there.
 */
export class SqliteLock implements Lease {
  readonly #file: string
  readonly #adapter: SqliteAdapter
  readonly #token = randomUUID()
  readonly #patienceMs: number
  #held: Locked | null = null

  constructor(file: string, adapter: SqliteAdapter, patienceMs = PATIENCE_MS) {
    this.#file = file
    this.#adapter = adapter
    this.#patienceMs = patienceMs
  }

  async hold(): Promise<boolean> {
    if (this.#file === ':memory:') return true
    return this.#held === null ? this.#take() : this.#keep(this.#held)
  }

  /** A holder that was killed is still named, but its lock is gone. */
  async held(): Promise<boolean> {
    if (this.#file === ':memory:' || this.#held !== null) return true
    if ((this.#adapter.holder()?.file ?? null) === null) return false
    const locked = this.#lock()
    locked?.db.close()
    return locked === null
  }

  async release(): Promise<void> {
    if (this.#held === null) return
    // Nobody need wait for a holder that is known to have ended.
    if (this.#adapter.holder()?.token === this.#token) this.#adapter.setHolder({ token: this.#token, file: null })
    this.#drop(this.#held)
  }

  async #take(): Promise<boolean> {
    let locked = this.#lock()
    if (locked === null) return false
    const last = this.#adapter.holder()
    if (last !== null && last.file !== null && last.file !== locked.file) {
      locked.db.close()
      await delay(this.#patienceMs)
      locked = this.#lock()
      if (locked === null) return false
      const now = this.#adapter.holder()
      if (now !== null && now.file !== null && now.file !== locked.file && now.file !== last.file) {
        locked.db.close()
        return false
      }
    }
    this.#held = locked
    this.#adapter.setHolder({ token: this.#token, file: locked.file })
    this.#adapter.fence(this.#token)
    return true
  }

  #keep(held: Locked): boolean {
    if (this.#adapter.holder()?.token !== this.#token) {
      this.#drop(held)
      return false
    }
    if (fileNumber(this.#lockFile) === held.file) return true
    // It was deleted, or replaced: what stands there now, or is made, is locked in its place. Somebody may try it at this moment.
    const locked = this.#lock()
    if (locked === null) return true
    this.#held = locked
    this.#adapter.setHolder({ token: this.#token, file: locked.file })
    held.db.close()
    return true
  }

  #drop(held: Locked): void {
    held.db.close()
    this.#held = null
  }

  get #lockFile(): string {
    return `${this.#file}-lock`
  }

  /** @returns null where another process holds it, or it is being replaced @throws where the disk refuses */
  #lock(): Locked | null {
    const path = this.#lockFile
    // Made before SQLite does, so that it is readable to its user alone. Never opened where it is there: to close a file lets go of its locks.
    if (fileNumber(path) === null) closeSync(openSync(path, 'a', 0o600))
    const file = fileNumber(path)
    const db = new DatabaseSync(path, { timeout: 0 })
    try {
      db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      if (/locked|busy/i.test(error instanceof Error ? error.message : '')) return null
      throw error
    }
    if (file !== null && file === fileNumber(path)) return { db, file }
    db.close()
    return null
  }
}

function fileNumber(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? null : String(found.ino)
}
