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

/** ms after which a call to a store that does not answer counts as failed. */
const DEADLINE_MS = 10_000

export interface OpenStoreOptions {
  /** Told of each record that could not be read and was set aside under `corrupt/`. */
  readonly onCorrupt?: (key: string) => void
  readonly deadlineMs?: number
  /** Asked before each call to the store. */
  readonly breathe?: Breathe
  /** In tests: other steps than those of this program. */
  readonly migrations?: readonly Migration[]
}

/**
 * Opens the bot's memory by its address: `sqlite:state/backchannel.db`, `redis://host/0` or `postgres://user@host/database`.
 * Two bots on one Redis or PostgreSQL need `?prefix=name`, letters, digits and hyphens.
 * @throws BadAddress where the address is none, StoreError where it cannot be reached or is of a newer version
 */
export async function openStore(url: string, options: OpenStoreOptions = {}): Promise<KeyvStore> {
  const opened = await connect(url).catch((error: unknown) => {
    throw failure('open', undefined, error)
  })
  return openOver(opened, options)
}

/** The memory over any Keyv storage adapter that can list its records. */
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
  // Errors are thrown by throwOnErrors; an unheard "error" event would end the process as well.
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

/** Opens a store over the network; why it cannot be is said without what lets in. */
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
