import { KeyvPostgres } from '@keyv/postgres'
import { Pool } from 'pg'
import type { Address } from './address.ts'
import type { StoreAdapter } from './store-adapter.ts'

const CONNECT_MS = 5000
/** ms that the server gives one statement. */
const STATEMENT_MS = 10_000
/** Records that one step of the listing reads. */
const PAGE = 500

type Query = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** A PostgreSQL store in one table, named by the prefix. */
export async function postgresAdapter(address: Address): Promise<{ adapter: StoreAdapter; where: string }> {
  const pool = new Pool({
    connectionString: address.url,
    max: 4,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS,
  })
  // An idle connection that the server ends is an event of the pool; the next call opens another.
  pool.on('error', () => {})
  const query: Query = async (sql, values) => (await pool.query(sql, values)).rows
  const table = address.prefix.toLowerCase().replaceAll('-', '_')
  await makeTable(query, table)
  return { adapter: new PooledPostgres(pool, query, table), where: address.where }
}

/** @keyv/postgres over a pool of ours: its own has no deadline, and ends the process when the server closes an idle connection. */
class PooledPostgres extends KeyvPostgres implements StoreAdapter {
  readonly #pool: Pool
  readonly #table: string

  constructor(pool: Pool, query: Query, table: string) {
    super({ table, keySize: 255, dialect: 'postgres', ownQuery: query } as ConstructorParameters<
      typeof KeyvPostgres
    >[0])
    this.#pool = pool
    this.#table = table
    this.on('error', () => {})
  }

  /** Called by the constructor, when only its options are set. */
  override async connect(): Promise<Query> {
    return (this.opts as unknown as { readonly ownQuery: Query }).ownQuery
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

/** Made here too, because @keyv/postgres goes on without its table where it could not make it. */
async function makeTable(query: Query, table: string): Promise<void> {
  try {
    await query(`CREATE TABLE IF NOT EXISTS public.${table} (key VARCHAR(255) PRIMARY KEY, value TEXT)`)
  } catch (error) {
    // Another process made it at the same moment.
    if ((error as { code?: unknown }).code !== '23505') throw error
  }
}
