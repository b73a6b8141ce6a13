import { setTimeout as delay } from 'node:timers/promises'
import { SimpleShardingStrategy, type WebSocketManager, WebSocketShardStatus } from '../discord-js.ts'

/** Connections that are made without a pause: a gateway that moves asks for one now and then. */
const AT_ONCE = 3
/** The longest pause between two connections, as many times the first. */
const LONGEST = 300
/** A connection that lasted this long was a good one, in ms. */
const GOOD_MS = 60_000

/** Puts a growing pause between connections that fail one after the other. */
export interface Reconnects {
  /** For the connection's `buildStrategy`. */
  readonly strategy: (manager: WebSocketManager) => InstanceType<typeof SimpleShardingStrategy>
  /** The bot is online. */
  ready(): void
}

/**
 * discord.js connects again half a second after each failure, for ever, and goes on so after its end where it was never greeted
 * (@discordjs/ws 1.2). Before each connection it asks for the session: that is where it is made to wait, and where it ends.
 * @param firstMs the first pause in ms; each is twice the one before
 * @param ended after it no connection is made any more
 */
export function paced(firstMs: number, ended: AbortSignal): Reconnects {
  let tries = 0
  let readyAt: number | null = null
  const wait = async () => {
    if (readyAt !== null && performance.now() - readyAt > GOOD_MS) tries = 0
    readyAt = null
    tries += 1
    const pause = tries <= AT_ONCE ? 0 : firstMs * Math.min(2 ** (tries - AT_ONCE - 1), LONGEST)
    if (pause > 0) await delay(pause, undefined, { signal: ended }).catch(() => {})
    if (ended.aborted) await new Promise(() => {})
  }
  return {
    strategy(manager) {
      const { retrieveSessionInfo } = manager.options
      const strategy = new SimpleShardingStrategy(manager)
      manager.options.retrieveSessionInfo = async shard => {
        // It asks for the session at each event as well. Idle, or already given up, is what is about to connect.
        const status = (await strategy.fetchStatus()).get(shard) ?? WebSocketShardStatus.Idle
        if (status === WebSocketShardStatus.Idle) await wait()
        return retrieveSessionInfo(shard)
      }
      return strategy
    },
    ready() {
      readyAt = performance.now()
    },
  }
}
