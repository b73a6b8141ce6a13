import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { fenced } from './lease.ts'
import { SqliteCrew } from './sqlite-crew.ts'
import type { StoreAdapter } from './store-adapter.ts'

/** How long a write waits for another process's lock, in ms. SQLite waits inside the call, so this also limits how long it blocks the event loop. */
const BUSY_MS = 2000

/** Records per page of the listing. */
const PAGE = 500

/** The process that may write, as recorded in the database. */
interface Holder {
  readonly token: string
  /** Inode of the lock file that it holds; null: it gave up the right. */
  readonly file: string | null
}

interface Entry {
  readonly key: string
  readonly value: string
}

/**
 * Node's own SQLite as a Keyv storage adapter: write-ahead log, synced at every commit (SQLite's pragma page, "synchronous"), several records
 * in one transaction. Records have no expiry; housekeeping removes old ones.
 */
export class SqliteAdapter implements StoreAdapter {
  /** Keyv treats only an adapter with a dialect as one that can be listed. */
  readonly opts = { dialect: 'sqlite' }
  namespace?: string | undefined
  /** What processes that do not hold the lease leave here. */
  readonly crew: SqliteCrew
  readonly #db: DatabaseSync
  readonly #get: StatementSync
  readonly #set: StatementSync
  readonly #delete: StatementSync
  readonly #page: StatementSync
  readonly #holder: StatementSync
  readonly #setHolder: StatementSync
  /** The token that the database must hold for a write to pass; null: this process never held the lease, so writes are not checked. */
  #token: string | null = null

  /** @param file path of the database, made readable by its user only; ":memory:": no file */
  constructor(file: string) {
    if (file !== ':memory:') guardFile(file)
    this.#db = new DatabaseSync(file, { timeout: BUSY_MS })
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    this.#db.exec(
      'CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT',
    )
    this.#db.exec('CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY, token TEXT NOT NULL, file TEXT) STRICT')
    this.crew = new SqliteCrew(this.#db, (keys, also) => {
      this.#write(() => {
        for (const key of keys) this.#delete.run(key)
        also()
      })
    })
    this.#holder = this.#db.prepare('SELECT token, file FROM holder WHERE one = 1')
    this.#setHolder = this.#db.prepare('INSERT OR REPLACE INTO holder (one, token, file) VALUES (1, ?, ?)')
    this.#get = this.#db.prepare('SELECT value FROM records WHERE key = ?')
    this.#set = this.#db.prepare(
      'INSERT INTO records (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    this.#delete = this.#db.prepare('DELETE FROM records WHERE key = ?')
    this.#page = this.#db.prepare('SELECT key, value FROM records WHERE key > ? ORDER BY key LIMIT ?')
  }

  /** Keyv subscribes to errors; this adapter throws them all instead. */
  on(): this {
    return this
  }

  async get(key: string): Promise<string | undefined> {
    return this.#read(key)
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    return this.#transaction('DEFERRED', () => keys.map(key => this.#read(key)))
  }

  async set(key: string, value: string): Promise<boolean> {
    return this.#write(() => {
      this.#set.run(key, value)
      return true
    })
  }

  async setMany(entries: readonly Entry[]): Promise<boolean[]> {
    return this.#write(() =>
      entries.map(({ key, value }) => {
        this.#set.run(key, value)
        return true
      }),
    )
  }

  async delete(key: string): Promise<boolean> {
    return this.#write(() => this.#delete.run(key).changes > 0)
  }

  async deleteMany(keys: readonly string[]): Promise<boolean> {
    return this.#write(() => {
      let changes = 0
      for (const key of keys) changes += Number(this.#delete.run(key).changes)
      return changes > 0
    })
  }

  async clear(): Promise<void> {
    this.#db.exec('DELETE FROM records')
  }

  /** Every record in the order of keys, page by page, so that changes meanwhile hide no other record. */
  async *iterator(): AsyncGenerator<[string, string]> {
    let last = ''
    for (;;) {
      const page = this.#page.all(last, PAGE)
      for (const { key, value } of page) yield [String(key), String(value)]
      const end = page.at(-1)
      if (end === undefined) return
      last = String(end.key)
    }
  }

  /** The process that may write; null: none ever held the lease. */
  holder(): Holder | null {
    const row = this.#holder.get()
    return row === undefined ? null : { token: String(row.token), file: row.file === null ? null : String(row.file) }
  }

  setHolder({ token, file }: Holder): void {
    this.#setHolder.run(token, file)
  }

  /** From now on, writes are refused if the database names another holder. */
  fence(token: string): void {
    this.#token = token
  }

  async disconnect(): Promise<void> {
    if (this.#db.isOpen) this.#db.close()
  }

  #read(key: string): string | undefined {
    const value = this.#get.get(key)?.value
    return value === undefined ? undefined : String(value)
  }

  #write<T>(work: () => T): T {
    return this.#transaction('IMMEDIATE', () => {
      if (this.#token !== null && this.holder()?.token !== this.#token) throw fenced()
      return work()
    })
  }

  #transaction<T>(kind: 'DEFERRED' | 'IMMEDIATE', work: () => T): T {
    this.#db.exec(`BEGIN ${kind}`)
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite itself rolls back at some errors, such as a full disk.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}

/** Creates the file before SQLite does, so that it and its log are never readable by others, even briefly. */
function guardFile(file: string): void {
  const directory = dirname(file)
  const made = mkdirSync(directory, { recursive: true, mode: 0o700 })
  // An existing directory may be shared with other things, but one named state is ours.
  if (made === undefined && basename(directory) === 'state' && statSync(directory).uid === process.getuid?.()) {
    chmodSync(directory, 0o700)
  }
  closeSync(openSync(file, 'a', 0o600))
  if (statSync(file).uid === process.getuid?.()) chmodSync(file, 0o600)
}
