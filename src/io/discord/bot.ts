import './own-fetch.ts'
import { DiscordAPIError, REST, RESTEvents, Routes } from 'discord.js'
import type { Dispatcher } from 'undici'
import { markerIn } from '../../alerts/marker.ts'
import { attached, guildIn, successOf } from './answer.ts'
import { lackingIn } from './permissions.ts'
import { outcomeOf } from './rest-outcome.ts'
import type { FoundMessage, Outgoing, PermissionName, Recent, Sender, SendOutcome } from './sender.ts'
import { timeOf } from './snowflake.ts'
import { through } from './through.ts'

/** ms that one request may take: ours, since a rejected rate limit apart nothing else ends it. */
const DEADLINE_MS = 15_000
/** Messages that one look-up reads (Discord's most), and how many look-ups go back at most. */
const PAGE = 100
const PAGES = 10
/** Discord's page "Opcodes and Status Codes", section JSON error codes. */
const MISSING_ACCESS = 50001

export interface BotOptions {
  readonly token: string
  /** Another server than Discord's, such as http://127.0.0.1:8080/api; null: Discord's. */
  readonly api: string | null
  readonly deadlineMs?: number
  /** Sends the requests, where they go through a proxy; default: directly. */
  readonly dispatcher?: Dispatcher | null
}

/** Writes as a bot, by discord.js's REST client with every retry of its own switched off: the outbox owns them. */
export class BotSender implements Sender {
  readonly mode = 'bot'
  readonly #rest: REST
  readonly #token: string
  readonly #deadlineMs: number
  /** HTTP status of each request by its signal: tells a 429 of Discord's from a limit that the client kept by itself. */
  readonly #statuses = new WeakMap<AbortSignal, number>()
  #ownId: string | null = null
  readonly #guilds = new Map<string, string | null>()

  constructor(options: BotOptions) {
    this.#token = options.token
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS
    this.#rest = new REST({
      version: '10',
      retries: 0,
      timeout: this.#deadlineMs,
      // A limit is a value for the outbox, not a wait inside a promise that no signal ends.
      rejectOnRateLimit: () => true,
      ...(options.api === null ? {} : { api: options.api }),
      ...through(options.dispatcher ?? null),
    }).setToken(options.token)
    // The event carries the token as well: only the status is taken from it.
    this.#rest.on(RESTEvents.Response, ({ data }, { status }) => {
      if (data.signal instanceof AbortSignal) this.#statuses.set(data.signal, status)
    })
  }

  async send(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    const { channelId, message, nonce, edits, picture } = outgoing
    this.#keepToken()
    return this.#deadline(signal, async ended => {
      const answer =
        edits === null
          ? await this.#rest.post(Routes.channelMessages(channelId), {
              body: { ...message, ...attached(picture), nonce, enforce_nonce: true },
              ...(picture === undefined
                ? {}
                : { files: [{ name: picture.name, data: Buffer.from(picture.bytes), contentType: 'image/png' }] }),
              signal: ended,
            })
          : await this.#rest.patch(Routes.channelMessage(channelId, edits), { body: edited(message), signal: ended })
      return successOf(answer, channelId)
    })
  }

  async recent(channelId: string, since: number, signal: AbortSignal): Promise<Recent> {
    try {
      this.#keepToken()
      const ownId = await this.#own(signal)
      const found: FoundMessage[] = []
      let before: string | null = null
      for (let page = 0; page < PAGES; page += 1) {
        const query: URLSearchParams = new URLSearchParams({
          limit: String(PAGE),
          ...(before === null ? {} : { before }),
        })
        const messages: unknown = await this.#rest.get(Routes.channelMessages(channelId), {
          query,
          signal: this.#until(signal),
        })
        if (!Array.isArray(messages)) return { kind: 'failed', why: 'the answer lists no messages' }
        for (const { id, author, embeds } of messages) {
          const marker = author?.id === ownId ? markerIn(embeds) : null
          if (marker !== null) found.push({ messageId: String(id), marker })
        }
        before = messages.at(-1)?.id ?? null
        if (before === null || messages.length < PAGE || timeOf(before) < since) break
      }
      return { kind: 'read', messages: found }
    } catch (error) {
      const outcome = outcomeOf(error, null, this.#token)
      if (outcome.kind === 'refused') return { kind: 'refused', status: outcome.status, code: outcome.code }
      return { kind: 'failed', why: outcome.kind === 'sent' ? '' : outcome.why }
    }
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

  async remove(channelId: string, messageId: string, signal: AbortSignal): Promise<SendOutcome> {
    this.#keepToken()
    return this.#deadline(signal, async ended => {
      await this.#rest.delete(Routes.channelMessage(channelId, messageId), { signal: ended })
      return { kind: 'sent', messageId, channelId }
    })
  }

  async lacks(
    channelId: string,
    wanted: readonly PermissionName[],
    signal: AbortSignal,
  ): Promise<readonly PermissionName[] | null> {
    try {
      this.#keepToken()
      const get = (route: `/${string}`) => this.#rest.get(route, { signal: this.#until(signal) })
      return await lackingIn(get, await this.#own(signal), channelId, wanted)
    } catch (error) {
      // A channel that is not shown, or whose server the bot is not in.
      return error instanceof DiscordAPIError && error.code === MISSING_ACCESS ? ['View Channel'] : null
    }
  }

  reaches(place: string): boolean {
    return /^\d+$/.test(place)
  }

  async close(): Promise<void> {
    this.#rest.clearHashSweeper()
    this.#rest.clearHandlerSweeper()
  }

  /** discord.js forgets the token at an answer of 401, be it the page of a proxy (@discordjs/rest 2.6). What a 401 means is for the outbox to say. */
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
    // discord.js does not end every wait at an abort; this one does.
    ended.addEventListener('abort', () => resolve({ kind: 'uncertain', why: 'no answer in time' }), { once: true })
    const failed = (error: unknown) => outcomeOf(error, this.#statuses.get(ended) ?? null, this.#token)
    try {
      return await Promise.race([work(ended).catch(failed), late])
    } finally {
      resolve({ kind: 'uncertain', why: '' })
    }
  }

  #until(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, AbortSignal.timeout(this.#deadlineMs)])
  }
}

/** An edit may not carry what only a new message has. */
function edited(message: Outgoing['message']): Omit<Outgoing['message'], 'message_reference' | 'flags'> {
  const { message_reference: _, flags: __, ...rest } = message
  return rest
}
