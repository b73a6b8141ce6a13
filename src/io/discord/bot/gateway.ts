import { setTimeout as delay } from 'node:timers/promises'
import type { SessionInfo } from '@discordjs/ws'
import type { Dispatcher } from 'undici'
import {
  DiscordAPIError,
  GatewayIntentBits,
  RateLimitError,
  type REST,
  WebSocketManager,
  WebSocketShardEvents,
} from '../discord-js.ts'
import { closeRest, restClient } from '../rest-client.ts'
import { type Hears, listen } from './listen.ts'
import { paced, type Reconnects } from './reconnects.ts'

/** Close codes after which a client must not reconnect, with what to do (Discord's page "Opcodes and Status Codes", gateway close event codes). */
const FATAL: ReadonlyMap<number, string> = new Map([
  [4004, 'Discord refuses the token – make a new one in the developer portal'],
  [4010, 'Discord refuses the shard that was named'],
  [4011, 'the bot is in too many servers for one connection'],
  [4012, 'Discord no longer speaks this version of the gateway – update Backchannel'],
  [4013, 'Discord does not know these intents'],
  [4014, 'Discord does not allow the intents that were asked for'],
])

/** First pause after a failed login, in ms. */
const LOGIN_PAUSE_MS = 10_000
/** Longest wait for a connection to close, in ms: one that is closed before Discord's Hello never reports it (@discordjs/ws 1.2). */
const END_MS = 1000
/** Longest pause that Discord may ask for, in ms. */
const LONGEST_MS = 60 * 60_000
/** The pause after a failed login grows up to this many times the first. */
const LOGIN_PAUSES = 30

/** `limited`: Discord allows no login for now. */
export type GatewayState = 'ready' | 'reconnecting' | 'unreachable' | 'limited'

export interface GatewayOptions {
  readonly token: string
  /** Base of another API than Discord's; null: Discord's. The gateway's address comes from its /gateway/bot. */
  readonly api: string | null
  /** Called once, when Discord refuses for good and the process cannot go on. */
  readonly onFatal: (why: string) => void
  /** Called for the log: when connected, and once when not, until it is connected again. */
  readonly onState: (state: GatewayState) => void
  /** Receives what people ask in Discord. */
  readonly hears?: Hears
  readonly loginPauseMs?: number
  /** Sends the login's requests through a proxy; the WebSocket itself always connects directly (discord.js 14.28). */
  readonly dispatcher: Dispatcher
}

export interface Gateway {
  /** Closes the connection, even one still being made. Never throws; takes a second at most. */
  close(): Promise<void>
}

/**
 * Keeps the bot connected, so that Discord shows it online and sends it interactions. Alerts do not need it: they go by REST.
 * Needs the intent Guilds. A permanent refusal goes to `onFatal`; anything else leads to a reconnection.
 */
export function openGateway(options: GatewayOptions): Gateway {
  const ended = new AbortController()
  const fatal = (why: string) => {
    if (ended.signal.aborted) return
    ended.abort()
    options.onFatal(why)
  }
  const pauseMs = options.loginPauseMs ?? LOGIN_PAUSE_MS
  let said: GatewayState | null = null
  const say = (state: GatewayState) => {
    // One log line for an unreachable Discord, however many attempts fail.
    if (ended.signal.aborted) return
    if (said !== null && (said === 'ready') === (state === 'ready')) return
    said = state
    options.onState(state)
  }
  let current: Connection | null = null
  const connect = async (tries: number): Promise<void> => {
    // Each attempt has a connection of its own, so that whatever a failed one left behind ends with it.
    const stopped = new AbortController()
    const signal = AbortSignal.any([stopped.signal, ended.signal])
    const own = newConnection(options, paced(pauseMs / 10, signal), say, fatal)
    current = own
    try {
      await own.manager.connect()
    } catch (error) {
      stopped.abort()
      await end(own)
      if (ended.signal.aborted) return
      if (isRefused(error))
        return fatal('Discord refuses the token – make a new one in the developer portal (HTTP 401)')
      say(isLimited(error) ? 'limited' : 'unreachable')
      const asked = error instanceof RateLimitError ? error.retryAfter : 0
      const pause = Math.max(pauseMs * Math.min(tries, LOGIN_PAUSES), Math.min(asked, LONGEST_MS))
      await delay(pause, undefined, { signal: ended.signal }).catch(() => {})
      if (!ended.signal.aborted) void connect(tries + 1)
    }
  }
  void connect(1)
  return {
    async close() {
      ended.abort()
      if (current !== null) await end(current)
    },
  }
}

interface Connection {
  readonly manager: WebSocketManager
  readonly rest: REST
}

async function end({ manager, rest }: Connection): Promise<void> {
  const enough = new AbortController()
  const late = delay(END_MS, undefined, { signal: enough.signal }).catch(() => {})
  const destroyed = Promise.resolve(manager.destroy({ code: 1000, reason: 'the bot is stopping' })).catch(() => {})
  await Promise.race([destroyed, late])
  enough.abort()
  closeRest(rest)
}

function newConnection(
  options: GatewayOptions,
  reconnects: Reconnects,
  say: GatewayOptions['onState'],
  fatal: (why: string) => void,
): Connection {
  const { token, api, dispatcher } = options
  const rest = restClient({ token, api, dispatcher, timeoutMs: 15_000 })
  // By default all connections of a process share their sessions (@discordjs/ws 1.2).
  const sessions = new Map<number, SessionInfo | null>()
  const manager = new WebSocketManager({
    token,
    rest,
    intents: GatewayIntentBits.Guilds,
    buildStrategy: reconnects.strategy,
    retrieveSessionInfo: shard => sessions.get(shard) ?? null,
    updateSessionInfo: (shard, session) => void sessions.set(shard, session),
  })
  for (const event of [WebSocketShardEvents.Ready, WebSocketShardEvents.Resumed] as const) {
    manager.on(event, () => {
      reconnects.ready()
      say('ready')
    })
  }
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    const why = FATAL.get(code)
    if (why === undefined) say('reconnecting')
    else fatal(`${why} (gateway close code ${code})`)
  })
  // @discordjs/ws reconnects after it; without a listener it would end the process.
  manager.on(WebSocketShardEvents.Error, () => {})
  if (options.hears !== undefined) listen(manager, options.hears)
  return { manager, rest }
}

/** Whether Discord limits requests, or has no session left for this day (@discordjs/ws 1.2 names it in its message only). */
function isLimited(error: unknown): boolean {
  return error instanceof RateLimitError || (error instanceof Error && error.message.startsWith('Not enough sessions'))
}

/** Whether Discord itself refuses the token, in an error of its own format: a proxy's page proves nothing. */
function isRefused(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401 && typeof error.code === 'number'
}
