/** Posts as a bot. Whatever Discord answers becomes an outcome: sent, retry, uncertain or refused. */

import type { Dispatcher } from 'undici'
import { readPlace, userOf } from '../../../alerts/places/place.ts'
import { guildIn } from '../answer.ts'
import { DiscordAPIError, RateLimitError, type REST, Routes } from '../discord-js.ts'
import { closeRest, restClient } from '../rest-client.ts'
import { outcomeOf } from '../rest-outcome.ts'
import type { Outgoing, PermissionName, Recent, Sender, SendOutcome } from '../sender.ts'
import { BotPosting } from './bot-posting.ts'
import { BotThreads } from './bot-threads.ts'
import { Events } from './events.ts'
import { type OwnMessages, ownMessages } from './own-messages.ts'
import { lackingIn } from './permissions.ts'

/** Longest time for one request, in ms. It is our own limit: apart from a rejected rate limit nothing else ends a request. */
const DEADLINE_MS = 15_000
/** Most limited requests that are remembered: nobody asks what limited the reading of a channel. */
const MOST_LIMITED = 100
/** Discord's page "Opcodes and Status Codes", section JSON error codes. */
const MISSING_ACCESS = 50001
const UNKNOWN_CHANNEL = 10003
const ALREADY_CROSSPOSTED = 40033

export interface BotOptions {
  readonly token: string
  /** Base of another API than Discord's, such as http://127.0.0.1:8080/api; null: Discord's. */
  readonly api: string | null
  readonly deadlineMs?: number
  /** Sends the requests through a proxy; null or missing: they go directly. */
  readonly dispatcher: Dispatcher
}

/** Writes as a bot, through discord.js's REST client with its own retries switched off: the outbox owns them. */
export class BotSender implements Sender {
  readonly mode = 'bot'
  readonly #rest: REST
  readonly #token: string
  readonly #deadlineMs: number
  /** Requests that Discord last answered with 429: distinguishes those from a limit that the client applied itself. */
  readonly #limited = new Set<string>()
  readonly #threads: BotThreads
  readonly #posting: BotPosting
  #ownId: string | null = null
  readonly #guilds = new Map<string, string | null>()

  constructor(options: BotOptions) {
    this.#token = options.token
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS
    this.#rest = restClient({
      ...options,
      timeoutMs: this.#deadlineMs,
      onAnswer: (method, url, status) => this.#note(`${method} ${url}`, status === 429),
    })
    this.#threads = new BotThreads(this.#rest)
    this.#posting = new BotPosting(this.#rest, this.#threads)
  }

  async send(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    this.#keepToken()
    return this.#deadline(signal, ended => this.#posting.put(outgoing, ended))
  }

  async recent(place: string, since: number, signal: AbortSignal): Promise<Recent> {
    try {
      this.#keepToken()
      const { channel, thread } = await this.#posting.where(place, this.#until(signal))
      const ownId = await this.#own(signal)
      const list = (id: string) => ownMessages(this.#rest, id, ownId, since, () => this.#until(signal))
      const inThread = thread === null ? NO_MESSAGES : await list(thread).catch(unlessGone)
      const inChannel = await list(channel)
      // For anything but a text channel, Discord returns an empty list of messages and gives no reason.
      const forum = thread === null && inChannel.none && (await this.#threads.asks(channel, this.#until(signal)))
      const posts = forum ? await this.#threads.posts(channel, ownId, since, this.#until(signal)) : []
      const elsewhere = thread === null ? {} : { place: channel }
      return {
        kind: 'read',
        messages: [...inThread.found, ...inChannel.found.map(one => ({ ...one, ...elsewhere })), ...posts],
      }
    } catch (error) {
      const outcome = outcomeOf(error, null, this.#token)
      if (outcome.kind === 'refused') return { kind: 'refused', status: outcome.status, code: outcome.code }
      return { kind: 'failed', why: outcome.kind === 'sent' ? '' : outcome.why }
    }
  }

  forgets(place: string): boolean {
    const read = readPlace(place)
    return read !== null && read.thread === null && this.#threads.isForum(read.channel)
  }

  async archive(place: string, signal: AbortSignal): Promise<SendOutcome> {
    const thread = readPlace(place)?.thread ?? null
    this.#keepToken()
    return this.#deadline(signal, async ended => {
      if (thread !== null) await this.#threads.archive(thread, true, ended)
      return { kind: 'sent', messageId: '', channelId: place }
    })
  }

  async crosspost(channelId: string, messageId: string, signal: AbortSignal): Promise<SendOutcome> {
    this.#keepToken()
    const done = { kind: 'sent', messageId, channelId } as const
    const outcome = await this.#deadline(signal, async ended => {
      await this.#rest.post(Routes.channelMessageCrosspost(channelId, messageId), { signal: ended })
      return done
    })
    return outcome.kind === 'refused' && outcome.code === ALREADY_CROSSPOSTED ? done : outcome
  }

  events(): Events {
    this.#keepToken()
    return new Events(this.#rest, this.#token, signal => this.#own(signal))
  }

  async guildOf(channelId: string, signal: AbortSignal): Promise<string | null> {
    const known = this.#guilds.get(channelId)
    if (known !== undefined) return known
    try {
      const guild = guildIn(await this.#rest.get(Routes.channel(channelId), { signal: this.#until(signal) }))
      this.#guilds.set(channelId, guild)
      return guild
    } catch {
      return null
    }
  }

  async remove(place: string, messageId: string, signal: AbortSignal): Promise<SendOutcome> {
    const { channel, thread } = readPlace(place) ?? { channel: place, thread: null }
    const gone = { kind: 'sent', messageId, channelId: thread ?? channel } as const
    this.#keepToken()
    return this.#deadline(signal, async ended => {
      // A forum post without its first message says nothing, so the whole post is removed if the bot may do that.
      if (thread === messageId && (await this.#threads.remove(thread, ended))) return gone
      await this.#rest.delete(Routes.channelMessage(thread ?? channel, messageId), { signal: ended })
      return gone
    })
  }

  async lacks(
    place: string,
    wanted: readonly PermissionName[],
    signal: AbortSignal,
  ): Promise<readonly PermissionName[] | null> {
    const { channel: channelId } = readPlace(place) ?? { channel: place }
    try {
      this.#keepToken()
      const get = (route: `/${string}`) => this.#rest.get(route, { signal: this.#until(signal) })
      return await lackingIn(get, await this.#own(signal), channelId, wanted)
    } catch (error) {
      // The bot cannot see the channel, or is not in its server.
      return error instanceof DiscordAPIError && error.code === MISSING_ACCESS ? ['View Channel'] : null
    }
  }

  reaches(place: string): boolean {
    return readPlace(place) !== null || userOf(place) !== null
  }

  async close(): Promise<void> {
    closeRest(this.#rest)
  }

  /** discord.js drops the token at any 401, even one from a proxy (@discordjs/rest 2.6). The outbox decides what a 401 means. */
  #keepToken(): void {
    this.#rest.setToken(this.#token)
  }

  async #own(signal: AbortSignal): Promise<string> {
    if (this.#ownId !== null) return this.#ownId
    const user = await this.#rest.get(Routes.user(), { signal: this.#until(signal) })
    const id = (user as { readonly id?: unknown }).id
    if (typeof id !== 'string') throw new Error('no user id')
    this.#ownId = id
    return id
  }

  async #deadline(signal: AbortSignal, work: (ended: AbortSignal) => Promise<SendOutcome>): Promise<SendOutcome> {
    const ended = this.#until(signal)
    const { promise: late, resolve } = Promise.withResolvers<SendOutcome>()
    // discord.js does not stop every wait when its signal aborts; this race does.
    ended.addEventListener('abort', () => resolve({ kind: 'uncertain', why: 'no answer in time' }), { once: true })
    const failed = (error: unknown) => outcomeOf(error, this.#answered(error), this.#token)
    try {
      return await Promise.race([work(ended).catch(failed), late])
    } finally {
      resolve({ kind: 'uncertain', why: '' })
    }
  }

  #note(request: string, limited: boolean): void {
    this.#limited.delete(request)
    if (!limited) return
    const [oldest] = this.#limited
    if (oldest !== undefined && this.#limited.size >= MOST_LIMITED) this.#limited.delete(oldest)
    this.#limited.add(request)
  }

  /** The status that caused a rate limit; null: the client applied the limit itself. */
  #answered(error: unknown): number | null {
    return error instanceof RateLimitError && this.#limited.delete(`${error.method} ${error.url}`) ? 429 : null
  }

  #until(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, AbortSignal.timeout(this.#deadlineMs)])
  }
}

const NO_MESSAGES: OwnMessages = { found: [], none: true }

/** A thread that does not exist holds no messages. */
function unlessGone(error: unknown): OwnMessages {
  if (error instanceof DiscordAPIError && error.code === UNKNOWN_CHANNEL) return NO_MESSAGES
  throw error
}
