import KeyvRedis from '@keyv/redis'
import { createClient } from '@redis/client'
import type { Address } from './address.ts'
import type { StoreAdapter } from './store-adapter.ts'

/** ms for the first connection and for each reconnection. */
const CONNECT_MS = 5000
/** Longest pause between two tries to connect, in ms. */
const RECONNECT_MS = 2000

/** A Redis store. While the connection is away every call fails at once instead of waiting in a queue. */
export async function redisAdapter(address: Address): Promise<{ adapter: StoreAdapter; where: string }> {
  const client = createClient({
    url: address.url,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: tries => Math.min(100 * 2 ** tries, RECONNECT_MS) },
  })
  const redis = new KeyvRedis(client, { namespace: address.prefix, throwOnErrors: true, connectionTimeout: CONNECT_MS })
  // Each failure is thrown to its caller as well.
  redis.on('error', () => {})
  client.on('error', () => {})
  await redis.getClient()
  return { adapter: redis, where: address.where }
}
