import { randomUUID } from 'node:crypto'
import { KeyvPostgres } from '@keyv/postgres'
import { Pool } from 'pg'
import type { Address } from './address.ts'
import { fenced, LEASE_MS, type Lease } from './lease.ts'
import { crewTables, PostgresCrew } from './postgres-crew.ts'
import type { Opened, StoreAdapter } from './store-adapter.ts'

const CONNECT_MS = 5000
/** The server's limit for one statement, in ms. */
const STATEMENT_MS = 10_000
/**
 * The server's limit for an idle transaction, in ms: a process suspended inside one holds the lease's row locked, and would keep a standby out
 * for as long as it sleeps.
 */
const SILENT_MS = 2000
/** Records per page of the listing. */
const PAGE = 500

type Rows = Record<string, unknown>[]

/** Opens a PostgreSQL store: records in one table named by the prefix; the lease, signs of life and queue in tables of their own. */
export async function openPostgres(address: Address): Promise<Opened> {
  const pool = new Pool({
    connectionString: address.url,
    max: 4,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: SILENT_MS,
  })
  // The pool emits an error when the server closes an idle connection; the next call opens another.
  pool.on('error', () => {})
  // A connection lost inside a transaction emits its own error, which would be unhandled; the next statement fails anyway.
  pool.on('connect', client => void client.on('error', () => {}))
  const table = address.prefix.toLowerCase().replaceAll('-', '_')
  await makeTables(pool, table)
  const lease = new PostgresLease(pool, table)
  const crew = new PostgresCrew(pool, table, (sql, values) => lease.write(sql, values))
  return { adapter: new FencedPostgres(pool, table, lease), lease, crew, where: address.where }
}

/** One row with a token that grows with each holder, and an expiry by the server's clock. */
class PostgresLease implements Lease {
  readonly #pool: Pool
  readonly #table: string
  readonly #holder = randomUUID()
  #token: string | null = null

  constructor(pool: Pool, table: string) {
    this.#pool = pool
    this.#table = `${table}_lease`
  }

  async hold(): Promise<boolean> {
    const until = `clock_timestamp() + interval '${LEASE_MS} milliseconds'`
    if (this.#token !== null) {
      const sql = `UPDATE ${this.#table} SET until = ${until} WHERE name = 'leader' AND token = $1 AND holder = $2`
      const { rowCount } = await this.#pool.query(sql, [this.#token, this.#holder])
      if (rowCount === 1) return true
    }
    const { rows } = await this.#pool.query(
      `INSERT INTO ${this.#table} AS held VALUES ('leader', 1, $1, ${until})
       ON CONFLICT (name) DO UPDATE SET token = held.token + 1, holder = $1, until = ${until}
       WHERE held.until < clock_timestamp() RETURNING token`,
      [this.#holder],
    )
    if (rows.length === 1) this.#token = String(rows[0].token)
    return rows.length === 1
  }

  async held(): Promise<boolean> {
    const sql = `SELECT 1 FROM ${this.#table} WHERE name = 'leader' AND until >= clock_timestamp()`
    return (await this.#pool.query(sql)).rowCount === 1
  }

  async release(): Promise<void> {
    const sql = `UPDATE ${this.#table} SET until = clock_timestamp() WHERE name = 'leader' AND token = $1 AND holder = $2`
    if (this.#token !== null) await this.#pool.query(sql, [this.#token, this.#holder])
  }

  /** Checks the lease and writes in one transaction; the row stays locked, so that nobody takes over in between. */
  async write(sql: string, values: unknown[]): Promise<Rows> {
    if (this.#token === null) return (await this.#pool.query(sql, values)).rows
    const client = await this.#pool.connect()
    try {
      await client.query('BEGIN')
      const held = `SELECT 1 FROM ${this.#table} WHERE name = 'leader' AND token = $1 AND holder = $2 FOR SHARE`
      const { rowCount } = await client.query(held, [this.#token, this.#holder])
      if (rowCount !== 1) throw fenced()
      const { rows } = await client.query(sql, values)
      await client.query('COMMIT')
      client.release()
      return rows
    } catch (error) {
      // The connection may be in an unknown state: drop it, and the pool opens another.
      client.release(true)
      throw error
    }
  }
}

/** @keyv/postgres over our own pool: its pool has no deadline, and ends the process when the server closes an idle connection. */
class FencedPostgres extends KeyvPostgres implements StoreAdapter {
  readonly #pool: Pool
  readonly #table: string

  constructor(pool: Pool, table: string, lease: PostgresLease) {
    const ownQuery = async (sql: string, values: unknown[] = []): Promise<Rows> =>
      /^\s*SELECT/.test(sql) ? (await pool.query(sql, values)).rows : lease.write(sql, values)
    super({ table, keySize: 255, dialect: 'postgres', ownQuery } as ConstructorParameters<typeof KeyvPostgres>[0])
    this.#pool = pool
    this.#table = table
    this.on('error', () => {})
  }

  /** Called by the base constructor, when only the options are set. */
  override async connect(): Promise<(sql: string, values?: unknown[]) => Promise<Rows>> {
    return (this.opts as unknown as { readonly ownQuery: (sql: string, values?: unknown[]) => Promise<Rows> }).ownQuery
  }

  /** Every record, page by page; the listing of @keyv/postgres ends early and silently on an error. */
  override async *iterator(): AsyncGenerator<[string, string], void> {
    let last = ''
    for (;;) {
      const sql = `SELECT key, value FROM public.${this.#table} WHERE key > $1 ORDER BY key LIMIT $2`
      const { rows } = await this.#pool.query(sql, [last, PAGE])
      for (const { key, value } of rows) yield [String(key), String(value)]
      const end = rows.at(-1)
      if (end === undefined) return
      last = String(end.key)
    }
  }

  override async disconnect(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end()
  }
}

/** Makes the records table too, because @keyv/postgres ignores a failure to make it. */
async function makeTables(pool: Pool, table: string): Promise<void> {
  const records = `CREATE TABLE IF NOT EXISTS public.${table} (key VARCHAR(255) PRIMARY KEY, value TEXT)`
  const lease = `CREATE TABLE IF NOT EXISTS public.${table}_lease
    (name TEXT PRIMARY KEY, token BIGINT NOT NULL, holder TEXT NOT NULL, until TIMESTAMPTZ NOT NULL)`
  for (const sql of [records, lease, ...crewTables(table)]) {
    try {
      await pool.query(sql)
    } catch (error) {
      // 23505: another process made it at the same moment.
      if ((error as { code?: unknown }).code !== '23505') throw error
    }
  }
}
