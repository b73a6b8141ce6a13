import { setImmediate } from 'node:timers/promises'
import { Keyv } from 'keyv'
import { type Breathe, breather } from '../../text/breath.ts'
import { type Address, address } from './adapters/address.ts'
import type { Opened } from './adapters/store-adapter.ts'
import { deserialize, serialize } from './codec.ts'
import { KeyvStore } from './keyv-store.ts'
import { Answers } from './queue/answers.ts'
import { failure, Records } from './records.ts'
import { type Migration, migrate } from './schema.ts'
import { BadAddress, StoreError } from './store.ts'

/** Limit for one call to the store, in ms. */
const DEADLINE_MS = 10_000

export interface OpenStoreOptions {
  /** Called with each key whose record could not be read and was set aside under `corrupt/`. */
  readonly onCorrupt?: (key: string) => void
  readonly deadlineMs?: number
  /** Called before each call to the store, to give other work a turn. */
  readonly breathe?: Breathe
  /** For tests: other migrations than the program's. */
  readonly migrations?: readonly Migration[]
}

/**
 * Opens the store at an address: `sqlite:state/backchannel.db`, `redis://host/0` or `postgres://user@host/database`.
 * Two bots on one Redis or PostgreSQL need different `?prefix=name`: letters, digits and hyphens, 41 at most.
 * @throws BadAddress if the address is not valid, StoreError if the store cannot be reached or has a newer schema
 */
export async function openStore(url: string, options: OpenStoreOptions = {}): Promise<KeyvStore> {
  const opened = await connect(url).catch((error: unknown) => {
    throw failure('open', undefined, error)
  })
  return openOver(opened, options)
}

/** Opens the store over any Keyv storage adapter that can list its records. */
export async function openOver(opened: Opened, options: OpenStoreOptions = {}): Promise<KeyvStore> {
  const { adapter, lease, crew, where } = opened
  const keyv = new Keyv({
    store: adapter,
    throwOnErrors: true,
    emitErrors: false,
    useKeyPrefix: false,
    namespace: adapter.namespace ?? 'backchannel',
    serialize,
    deserialize,
  })
  // throwOnErrors throws every error; without a listener the "error" event would also end the process.
  keyv.on('error', () => {})
  const records = new Records(keyv, {
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    onCorrupt: options.onCorrupt ?? (() => {}),
    breathe: options.breathe ?? breather(() => performance.now(), setImmediate),
    list: async function* () {
      for await (const [key, text] of adapter.iterator(adapter.namespace)) {
        if (text !== undefined) yield [key, deserialize(text).value]
      }
    },
  })
  try {
    await migrate(records, options.migrations)
  } catch (error) {
    await records.close().catch(() => {})
    throw error
  }
  return new KeyvStore(where, records, lease, crew === undefined ? null : new Answers(records, crew))
}

/** Opens a store on the network; its errors contain no credentials. */
async function reach(address: Address, open: (address: Address) => Promise<Opened>): Promise<Opened> {
  try {
    return await open(address)
  } catch (error) {
    const why = address.secrets.reduce(
      (text, secret) => text.replaceAll(secret, '…'),
      failure('open', undefined, error).message,
    )
    throw new StoreError(why)
  }
}

async function connect(url: string): Promise<Opened> {
  const scheme = url.slice(0, url.indexOf(':'))
  if (scheme === 'sqlite') {
    const file = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '')
    if (file === '') throw new BadAddress('STATE_URL names no file – such as sqlite:state/backchannel.db')
    const { SqliteAdapter } = await import('./adapters/sqlite-adapter.ts')
    const { SqliteLock } = await import('./adapters/sqlite-lock.ts')
    const adapter = new SqliteAdapter(file)
    return { adapter, lease: new SqliteLock(file, adapter), crew: adapter.crew, where: `sqlite:${file}` }
  }
  if (scheme === 'redis' || scheme === 'rediss') {
    const { openRedis } = await import('./adapters/redis-adapter.ts')
    return reach(address(url), openRedis)
  }
  if (scheme === 'postgres' || scheme === 'postgresql') {
    const { openPostgres } = await import('./adapters/postgres-adapter.ts')
    return reach(address(url), openPostgres)
  }
  throw new BadAddress('STATE_URL is none of sqlite:FILE, redis://… and postgres://…')
}
