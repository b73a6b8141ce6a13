import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { Client } from 'pg'

/** One kind of store that the contract is tested on. */
export interface StoreKind {
  readonly name: string
  /** Why it cannot be tested here; false: it can. */
  readonly skip: string | false
  /** An address at which nothing is stored yet. */
  fresh(): string
  /** Writes a text into a record behind the store's back. */
  spoil(url: string, key: string, text: string): Promise<void>
  /** Removes what the tests left. */
  clear(): Promise<void>
}

const REDIS = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/9'
const POSTGRES = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const RUN = `t${process.pid.toString(36)}x${Math.trunc(performance.timeOrigin % 1e6).toString(36)}`
let made = 0

export async function storeKinds(): Promise<readonly StoreKind[]> {
  return [sqlite(), await redis(), await postgres()]
}

function sqlite(): StoreKind {
  const directory = mkdtempSync(join(tmpdir(), 'backchannel-store-'))
  return {
    name: 'SQLite',
    skip: false,
    fresh: () => `sqlite:${join(directory, String(++made), 'state.db')}`,
    async spoil(url, key, text) {
      const { DatabaseSync } = await import('node:sqlite')
      const db = new DatabaseSync(url.slice('sqlite:'.length))
      db.prepare('INSERT OR REPLACE INTO records (key, value) VALUES (?, ?)').run(key, text)
      db.close()
    },
    async clear() {
      rmSync(directory, { recursive: true })
    },
  }
}

async function redis(): Promise<StoreKind> {
  return {
    name: 'Redis',
    skip: (await answers(REDIS, 6379)) ? false : `no Redis at ${new URL(REDIS).host}`,
    fresh: () => `${REDIS}?prefix=${RUN}-${++made}`,
    async spoil(url, key, text) {
      const client = await createClient({ url: REDIS }).connect()
      await client.set(`${new URL(url).searchParams.get('prefix')}::${key}`, text)
      await client.close()
    },
    async clear() {
      const client = await createClient({ url: REDIS }).connect()
      for await (const keys of client.scanIterator({ MATCH: `${RUN}-*`, COUNT: 1000 })) {
        if (keys.length > 0) await client.unlink(keys)
      }
      await client.close()
    },
  }
}

async function postgres(): Promise<StoreKind> {
  const query = async (sql: string, values: unknown[] = []) => {
    const client = new Client(POSTGRES)
    await client.connect()
    const { rows } = await client.query(sql, values)
    await client.end()
    return rows
  }
  return {
    name: 'PostgreSQL',
    skip: (await answers(POSTGRES, 5432)) ? false : `no PostgreSQL at ${new URL(POSTGRES).host}`,
    fresh: () => `${POSTGRES}?prefix=${RUN}-${++made}`,
    async spoil(url, key, text) {
      const table = new URL(url).searchParams.get('prefix')?.replaceAll('-', '_')
      await query(`INSERT INTO ${table} VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2`, [key, text])
    },
    async clear() {
      const tables = await query('SELECT tablename FROM pg_tables WHERE tablename LIKE $1', [`${RUN}\\_%`])
      for (const { tablename } of tables) await query(`DROP TABLE ${tablename}`)
    },
  }
}

async function answers(url: string, port: number): Promise<boolean> {
  const { hostname, port: given } = new URL(url)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect({ host: hostname, port: Number(given) || port })
  socket.setTimeout(1000, () => resolve(false))
  socket.on('connect', () => resolve(true))
  socket.on('error', () => resolve(false))
  const result = await promise
  socket.destroy()
  return result
}
