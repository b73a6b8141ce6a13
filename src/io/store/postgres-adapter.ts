import { KeyvPostgres } from '@keyv/postgres'
import { Pool } from 'pg'
import type { Address } from './open-store.ts'
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
  const postgres = new PooledPostgres(query, table)
  const adapter: StoreAdapter = {
    getMany: keys => postgres.getMany(keys),
    setMany: entries => postgres.setMany(entries),
    deleteMany: keys => postgres.deleteMany(keys),
    iterator: () => list(query, table),
    disconnect: () => pool.end(),
  }
  return { adapter, where: address.where }
}

/** @keyv/postgres over a pool of ours: its own has no deadline, and ends the process when the server closes an idle connection. */
class PooledPostgres extends KeyvPostgres {
  constructor(query: Query, table: string) {
    super({ table, keySize: 255, query } as ConstructorParameters<typeof KeyvPostgres>[0])
    this.on('error', () => {})
  }

  /** Called by the constructor, when its options are set. */
  override async connect(): Promise<Query> {
    return (this.opts as unknown as { readonly query: Query }).query
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

/** Every record, page by page; the listing of @keyv/postgres ends early and silently on an error. */
async function* list(query: Query, table: string): AsyncGenerator<readonly [string, string]> {
  let last = ''
  for (;;) {
    const rows = await query(`SELECT key, value FROM public.${table} WHERE key > $1 ORDER BY key LIMIT $2`, [
      last,
      PAGE,
    ])
    for (const { key, value } of rows) yield [String(key), String(value)]
    const end = rows.at(-1)
    if (end === undefined) return
    last = String(end.key)
  }
}
