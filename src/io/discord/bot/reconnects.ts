import { setTimeout as delay } from 'node:timers/promises'
import { SimpleShardingStrategy, type WebSocketManager, WebSocketShardStatus } from '../discord-js.ts'

/** Connections that are made without a pause: Discord asks for a reconnection now and then. As many fail before the session is given up. */
const AT_ONCE = 3
/** Longest pause between two connections, as a multiple of the first. */
const LONGEST = 300
/** A connection that lasted this long, in ms, resets the pauses. */
const GOOD_MS = 60_000

/** Puts a growing pause between connections that fail one after the other. */
export interface Reconnects {
  /** For the connection's `buildStrategy`. */
  readonly strategy: (manager: WebSocketManager) => InstanceType<typeof SimpleShardingStrategy>
  /** The bot is online. */
  ready(): void
}

/**
 * discord.js reconnects half a second after each failure, for ever, and even after it was closed if Discord never sent Hello
 * (@discordjs/ws 1.2). It asks for the session before each connection: there it is made to wait, or to stop.
 * @param firstMs first pause in ms; each later one is twice as long
 * @param ended once it aborts, no connection is made
 */
export function paced(firstMs: number, ended: AbortSignal): Reconnects {
  let tries = 0
  let failed = 0
  let readyAt: number | null = null
  const wait = async () => {
    failed = readyAt === null ? failed + 1 : 0
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
        // It asks for the session at each event as well. A shard about to connect is idle, or already removed.
        const status = (await strategy.fetchStatus()).get(shard) ?? WebSocketShardStatus.Idle
        if (status !== WebSocketShardStatus.Idle) return retrieveSessionInfo(shard)
        await wait()
        // It resumes for ever what Discord refuses to resume with 4009, and at an address that no longer answers.
        return failed > AT_ONCE ? null : retrieveSessionInfo(shard)
      }
      return strategy
    },
    ready() {
      readyAt = performance.now()
    },
  }
}
