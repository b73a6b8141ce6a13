import { randomUUID } from 'node:crypto'
import KeyvRedis from '@keyv/redis'
import { createClient } from '@redis/client'
import type { Address } from './address.ts'
import { fenced, LEASE_MS, type Lease } from './lease.ts'
import { RedisCrew } from './redis-crew.ts'
import type { Opened } from './store-adapter.ts'

/** Limit for each connection attempt, in ms. */
const CONNECT_MS = 5000
/** Longest pause between two connection attempts, in ms. */
const RECONNECT_MS = 2000

/** KEYS: lease, records. ARGV: token, values. One script is one transaction (Redis's page on scripting with Lua, "Atomic execution"). */
const SET = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #KEYS do redis.call('SET', KEYS[i], ARGV[i]) end
return 1`
const DELETE = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #KEYS do redis.call('UNLINK', KEYS[i]) end
return 1`
const RENEW = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`
const RELEASE = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`

/** Opens a Redis store. While it is disconnected, every call fails at once instead of waiting in a queue. */
export async function openRedis(address: Address): Promise<Opened> {
  const client = createClient({
    url: address.url,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: tries => Math.min(100 * 2 ** tries, RECONNECT_MS) },
  })
  // Callers get every failure too, but for the first connection only as the driver's wrapper: this is its cause.
  let last: unknown = null
  client.on('error', (error: unknown) => {
    last = error
  })
  const redis = new FencedRedis(client, {
    namespace: address.prefix,
    throwOnErrors: true,
    connectionTimeout: CONNECT_MS,
  })
  redis.on('error', () => {})
  await redis.getClient().catch((error: unknown) => {
    throw last ?? error
  })
  return { adapter: redis, lease: redis, crew: redis.crew(), where: address.where }
}

type Entries = Parameters<KeyvRedis<string>['setMany']>[0]

/** @keyv/redis; once the lease was held, each write checks it in the same script. */
class FencedRedis extends KeyvRedis<string> implements Lease {
  readonly #holder = randomUUID()
  #token: string | null = null

  async hold(): Promise<boolean> {
    if (this.#token !== null && (await this.#run(RENEW, [], [String(LEASE_MS)]))) return true
    const client = await this.getClient()
    const token = `${await client.incr(this.#key('lease/count'))} ${this.#holder}`
    const taken = await client.set(this.#key('lease/holder'), token, {
      condition: 'NX',
      expiration: { type: 'PX', value: LEASE_MS },
    })
    if (taken !== null) this.#token = token
    return taken !== null
  }

  async held(): Promise<boolean> {
    const client = await this.getClient()
    return (await client.exists(this.#key('lease/holder'))) === 1
  }

  async release(): Promise<void> {
    if (this.#token !== null) await this.#run(RELEASE, [], [])
  }

  override async setMany(entries: Entries): Promise<void> {
    if (this.#token === null) return super.setMany(entries)
    const keys = entries.map(({ key }) => key)
    const values = entries.map(({ value }) => String(value))
    if (!(await this.#run(SET, keys, values))) throw fenced()
  }

  override async deleteMany(keys: string[]): Promise<boolean> {
    if (this.#token === null) return super.deleteMany(keys)
    if (!(await this.#run(DELETE, keys, []))) throw fenced()
    return true
  }

  /** Signs of life and the queue; only dropping from the queue is fenced. */
  crew(): RedisCrew {
    const run = async (script: string, keys: readonly string[], values: readonly string[]) =>
      (await this.getClient()).eval(script, { keys: keys.map(key => this.#key(key)), arguments: [...values] })
    return new RedisCrew(run, async (script, keys) => {
      if (!(await this.#run(script, keys, []))) throw fenced()
    })
  }

  async #run(script: string, keys: readonly string[], values: readonly string[]): Promise<boolean> {
    const client = await this.getClient()
    const names = ['lease/holder', ...keys].map(key => this.#key(key))
    return (await client.eval(script, { keys: names, arguments: [this.#token ?? '', ...values] })) === 1
  }

  #key(key: string): string {
    return this.createKeyPrefix(key, this.namespace)
  }
}
