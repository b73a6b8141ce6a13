import '../own-fetch.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, DiscordAPIError, Events, GatewayIntentBits, type GuildMember, Options } from 'discord.js'
import type { Dispatcher } from 'undici'
import { through } from '../through.ts'
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
/** Longest wait for a client to close, in ms: one that is closed before Discord's Hello never reports it (discord.js 14.28). */
const END_MS = 1000
/** The pause after a failed login grows up to this many times the first. */
const LOGIN_PAUSES = 30

/** What is cached of a server: nothing but the bot itself, which it must know. All of a large server would take megabytes. */
const REMEMBERED = {
  MessageManager: 0,
  ReactionManager: 0,
  PresenceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: (member: GuildMember) => member.id === member.client.user.id },
} as const

export interface GatewayOptions {
  readonly token: string
  /** Base of another API than Discord's; null: Discord's. The gateway's address comes from its /gateway/bot. */
  readonly api: string | null
  /** Called once, when Discord refuses for good and the process cannot go on. */
  readonly onFatal: (why: string) => void
  /** Called for the log: when connected, and once when not, until it is connected again. */
  readonly onState: (state: 'ready' | 'reconnecting' | 'unreachable') => void
  /** Receives what people ask in Discord. */
  readonly hears?: Hears
  readonly loginPauseMs?: number
  /** Sends the login's requests through a proxy; the WebSocket itself always connects directly (discord.js 14.28). */
  readonly dispatcher?: Dispatcher | null
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
  let said: string | null = null
  const say = (state: 'ready' | 'reconnecting' | 'unreachable') => {
    // One log line for an unreachable Discord, however many attempts fail.
    if (said !== null && (said === 'ready') === (state === 'ready')) return
    said = state
    options.onState(state)
  }
  let client: Client | null = null
  const connect = async (tries: number): Promise<void> => {
    // A client whose login failed cannot be closed after a later login (discord.js 14.28), so each attempt has its own.
    const stopped = new AbortController()
    const signal = AbortSignal.any([stopped.signal, ended.signal])
    const own = newClient(options, paced(pauseMs / 10, signal), say, fatal)
    client = own
    try {
      await own.login(options.token)
    } catch (error) {
      stopped.abort()
      await end(own)
      if (ended.signal.aborted) return
      if (isRefused(error))
        return fatal('Discord refuses the token – make a new one in the developer portal (HTTP 401)')
      say('unreachable')
      const pause = pauseMs * Math.min(tries, LOGIN_PAUSES)
      await delay(pause, undefined, { signal: ended.signal }).catch(() => {})
      if (!ended.signal.aborted) void connect(tries + 1)
    }
  }
  void connect(1)
  return {
    async close() {
      ended.abort()
      if (client !== null) await end(client)
    },
  }
}

async function end(client: Client): Promise<void> {
  const enough = new AbortController()
  const late = delay(END_MS, undefined, { signal: enough.signal }).catch(() => {})
  await Promise.race([client.destroy().catch(() => {}), late])
  enough.abort()
}

function newClient(
  options: GatewayOptions,
  reconnects: Reconnects,
  say: GatewayOptions['onState'],
  fatal: (why: string) => void,
): Client {
  const { api, dispatcher = null } = options
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ws: { buildStrategy: reconnects.strategy },
    makeCache: Options.cacheWithLimits(REMEMBERED),
    rest: {
      retries: 0,
      timeout: 15_000,
      ...(api === null ? {} : { api }),
      ...through(dispatcher),
    },
  })
  for (const event of [Events.ClientReady, Events.ShardReady, Events.ShardResume] as const) {
    client.on(event, () => {
      reconnects.ready()
      say('ready')
    })
  }
  client.on(Events.ShardReconnecting, () => say('reconnecting'))
  client.on(Events.ShardDisconnect, ({ code }) => {
    const why = FATAL.get(code)
    if (why !== undefined) fatal(`${why} (gateway close code ${code})`)
  })
  // discord.js reconnects after both; without a listener they would end the process.
  client.on(Events.Error, () => {})
  client.on(Events.ShardError, () => {})
  if (options.hears !== undefined) listen(client, options.hears)
  return client
}

function isRefused(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401
  return error instanceof Error && 'code' in error && error.code === 'TokenInvalid'
}
