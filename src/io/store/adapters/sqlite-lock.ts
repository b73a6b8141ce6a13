import { randomUUID } from 'node:crypto'
import { closeSync, openSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import type { Lease } from './lease.ts'
import type { SqliteAdapter } from './sqlite-adapter.ts'

/**
 * How long a newcomer waits, in ms, if the lock file is not the last holder's: a live holder checks every few seconds and locks the new file
 * itself.
 */
const PATIENCE_MS = 6500

interface Locked {
  readonly db: DatabaseSync
  /** Inode of the locked file. */
  readonly file: string
}

/**
 * Keeps a second bot from one SQLite file by holding a lock on a second database beside it. The system releases the lock however the process
 * ends, so nothing need expire or be cleaned up. Since deleting the lock file would let a second bot in, the database itself names who may
 * write, and every write checks that.
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

  /** A holder that was killed is still named, but its lock is free. */
  async held(): Promise<boolean> {
    if (this.#file === ':memory:' || this.#held !== null) return true
    if ((this.#adapter.holder()?.file ?? null) === null) return false
    const locked = this.#lock()
    locked?.db.close()
    return locked === null
  }

  async release(): Promise<void> {
    if (this.#held === null) return
    // Records the end, so that nobody waits for this holder.
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
    // The lock file was deleted or replaced: lock the one there now, or a new one. Another process may be testing it just now.
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

  /** @returns null: another process holds it, or it is being replaced @throws if the disk refuses */
  #lock(): Locked | null {
    const path = this.#lockFile
    // Created before SQLite does, to be readable by its user only. An existing file is not opened: closing it would release this process's locks.
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
