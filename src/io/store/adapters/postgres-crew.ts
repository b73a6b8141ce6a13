import type { Pool } from 'pg'
import { answerId, answerKey, type Crew, placeOfAnswer, type Sign } from './crew.ts'
import { LEASE_MS } from './lease.ts'

/** The statements that make the tables of signs and of the queue. */
export function crewTables(table: string): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS public.${table}_sign
       (name TEXT PRIMARY KEY, text TEXT NOT NULL, until TIMESTAMPTZ NOT NULL)`,
    `CREATE TABLE IF NOT EXISTS public.${table}_answer
       (place BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, feed TEXT NOT NULL)`,
  ]
}

/** Signs of life and the queue in tables of their own, by the server's clock; the answers are ordinary records. */
export class PostgresCrew implements Crew {
  readonly #pool: Pool
  readonly #table: string
  readonly #writeFenced: (sql: string, values: unknown[]) => Promise<unknown>

  /** @param writeFenced writes; refused if this process held the lease and lost it */
  constructor(pool: Pool, table: string, writeFenced: (sql: string, values: unknown[]) => Promise<unknown>) {
    this.#pool = pool
    this.#table = `public.${table}`
    this.#writeFenced = writeFenced
  }

  async sign(name: string, text: string): Promise<readonly Sign[]> {
    const sign = `${this.#table}_sign`
    await this.#pool.query(
      `INSERT INTO ${sign} VALUES ($1, $2, clock_timestamp() + interval '${LEASE_MS} milliseconds')
       ON CONFLICT (name) DO UPDATE SET text = excluded.text, until = excluded.until`,
      [name, text],
    )
    await this.#pool.query(`DELETE FROM ${sign} WHERE until < clock_timestamp()`)
    return this.signs()
  }

  async signs(): Promise<readonly Sign[]> {
    const sql = `SELECT name, text FROM ${this.#table}_sign WHERE until >= clock_timestamp() ORDER BY name`
    const { rows } = await this.#pool.query(sql)
    return rows.map(({ name, text }) => ({ name: String(name), text: String(text) }))
  }

  async leave(name: string): Promise<void> {
    await this.#pool.query(`DELETE FROM ${this.#table}_sign WHERE name = $1`, [name])
  }

  /** One statement, so that place and record exist together or not at all. */
  async hand(feedId: string, text: string): Promise<void> {
    await this.#pool.query(
      `WITH one AS (INSERT INTO ${this.#table}_answer (feed) VALUES ($1::text) RETURNING place)
       INSERT INTO ${this.#table} (key, value) SELECT $2::text || place || '/' || $1::text, $3 FROM one`,
      [feedId, answerKey(''), text],
    )
  }

  async waiting(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query(`SELECT place, feed FROM ${this.#table}_answer ORDER BY place`)
    return rows.map(({ place, feed }) => answerId(String(place), String(feed)))
  }

  async drop(ids: readonly string[]): Promise<void> {
    await this.#writeFenced(
      `WITH gone AS (DELETE FROM ${this.#table}_answer WHERE place = ANY($1::bigint[]))
       DELETE FROM ${this.#table} WHERE key = ANY($2::text[])`,
      [ids.map(placeOfAnswer), ids.map(answerKey)],
    )
  }
}
