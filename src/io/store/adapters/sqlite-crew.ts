import type { DatabaseSync } from 'node:sqlite'
import { answerId, answerKey, type Crew, placeOfAnswer, type Sign } from './crew.ts'
import { LEASE_MS } from './lease.ts'

const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`

/** Signs of life and the queue in two tables of the database; the answers are ordinary records. */
export class SqliteCrew implements Crew {
  readonly #db: DatabaseSync
  readonly #deleteRecords: (keys: readonly string[], also: () => void) => void

  /** @param deleteRecords deletes records and runs `also` in the same transaction, if this process may write */
  constructor(db: DatabaseSync, deleteRecords: (keys: readonly string[], also: () => void) => void) {
    this.#db = db
    this.#deleteRecords = deleteRecords
    db.exec(
      'CREATE TABLE IF NOT EXISTS signs (name TEXT PRIMARY KEY, text TEXT NOT NULL, ends INTEGER NOT NULL) STRICT',
    )
    db.exec('CREATE TABLE IF NOT EXISTS answers (place INTEGER PRIMARY KEY AUTOINCREMENT, feed TEXT NOT NULL) STRICT')
  }

  async sign(name: string, text: string): Promise<readonly Sign[]> {
    this.#db.exec(`DELETE FROM signs WHERE ends < ${NOW}`)
    const sql = `INSERT OR REPLACE INTO signs (name, text, ends) VALUES (?, ?, ${NOW} + ${LEASE_MS})`
    this.#db.prepare(sql).run(name, text)
    return this.signs()
  }

  async signs(): Promise<readonly Sign[]> {
    const rows = this.#db.prepare(`SELECT name, text FROM signs WHERE ends >= ${NOW} ORDER BY name`).all()
    return rows.map(({ name, text }) => ({ name: String(name), text: String(text) }))
  }

  async leave(name: string): Promise<void> {
    this.#db.prepare('DELETE FROM signs WHERE name = ?').run(name)
  }

  async hand(feedId: string, text: string): Promise<void> {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const { lastInsertRowid } = this.#db.prepare('INSERT INTO answers (feed) VALUES (?)').run(feedId)
      const key = answerKey(answerId(lastInsertRowid, feedId))
      this.#db.prepare('INSERT INTO records (key, value) VALUES (?, ?)').run(key, text)
      this.#db.exec('COMMIT')
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }

  async waiting(): Promise<readonly string[]> {
    const rows = this.#db.prepare('SELECT place, feed FROM answers ORDER BY place').all()
    return rows.map(({ place, feed }) => answerId(Number(place), String(feed)))
  }

  async drop(ids: readonly string[]): Promise<void> {
    this.#deleteRecords(ids.map(answerKey), () => {
      const gone = this.#db.prepare('DELETE FROM answers WHERE place = ?')
      for (const id of ids) gone.run(Number(placeOfAnswer(id)))
    })
  }
}
