import type { Dispatcher } from 'undici'
import { unescapeText } from '../../alerts/card/escape.ts'
import { clip } from '../../text/clip.ts'
import { attached, connectionFailed, guildIn, successOf, tell, tellErrors } from './answer.ts'
import { formOf, pictureFiles } from './form.ts'
import { type Answered, ask, type Fields, jsonIn } from './rest-request.ts'
import type { Outgoing, Picture, Recent, Sender, SendOutcome } from './sender.ts'

const DEADLINE_MS = 15_000
/** Discord's page "Opcodes and Status Codes", section JSON error codes. */
export const INVALID_WEBHOOK_TOKEN = 50027
export const UNKNOWN_WEBHOOK = 10015
/** Longest name of a forum post in UTF-16 units (Discord's page "Webhook Resource", Execute Webhook). */
const THREAD_NAME = 100

/**
 * Names the place where a webhook writes: by its id, which is not secret, and the thread if it writes into one.
 * Only the webhook that posted a message can edit it.
 */
export function webhookPlace(webhookId: string, threadId: string | null): string {
  return threadId === null ? `webhook-${webhookId}` : `webhook-${webhookId}-${threadId}`
}

/** The parts of a webhook's place; null: it is not one. */
function partsOf(place: string): { readonly id: string; readonly thread: string | null } | null {
  const [, id, thread = null] = /^webhook-(\d+)(?:-(\d+))?$/.exec(place) ?? []
  return id === undefined ? null : { id, thread }
}

/** Id of the webhook that writes in a place; null: none does. */
export function webhookIdOf(place: string): string | null {
  return partsOf(place)?.id ?? null
}

/** Writes through a webhook's address, which is secret and never leaves this file. Discord does not recognise repeats: webhooks have no nonce. */
export class WebhookSender implements Sender {
  readonly mode = 'webhook'
  readonly #url: string
  readonly id: string
  readonly #deadlineMs: number
  readonly #now: () => number
  readonly #dispatcher: Dispatcher
  readonly #threadName: string | null
  /** Time until which Discord's headers allow no request, in ms since 1970. */
  #notBefore = 0
  #guild: string | null = null

  /** @param url https://discord.com/api/webhooks/ID/TOKEN */
  constructor(
    url: string,
    options: {
      readonly now: () => number
      readonly deadlineMs?: number
      readonly dispatcher: Dispatcher
      /** Name of its posts in a forum, {title} for the headline; null: its channel is no forum. */
      readonly threadName?: string | null
    },
  ) {
    this.#threadName = options.threadName ?? null
    this.#url = url.replace(/\/+$/, '')
    this.id = /\/webhooks\/(\d+)\//.exec(url)?.[1] ?? ''
    this.#now = options.now
    this.#dispatcher = options.dispatcher
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS
  }

  async send(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    const now = this.#now()
    if (now < this.#notBefore) {
      return { kind: 'retry', afterMs: this.#notBefore - now, scope: 'channel', status: null, why: 'rate limited' }
    }
    const { message, edits, channelId } = outgoing
    // A webhook cannot reply to a message, and an edit keeps the flags of the post.
    const { message_reference: _, flags, ...rest } = message
    const opens = edits === null && this.#threadName !== null && partsOf(channelId)?.thread === null
    const named = opens ? { thread_name: nameOf(this.#threadName ?? '', rest) } : {}
    const body = edits === null && flags !== undefined ? { ...rest, ...named, flags } : { ...rest, ...named }
    try {
      const method = edits === null ? 'POST' : 'PATCH'
      const answer = await this.#ask(method, this.#address(channelId, edits), bodyOf(body, outgoing.picture), signal)
      const outcome = outcomeOf(answer, channelId, this.#url)
      if (!opens || outcome.kind !== 'sent' || !/^\d+$/.test(outcome.channelId)) return outcome
      // Later edits and replies go into the forum post that was just made.
      return { ...outcome, place: webhookPlace(this.id, outcome.channelId) }
    } catch (error) {
      return connectionFailed(error)
    }
  }

  async remove(place: string, messageId: string, signal: AbortSignal): Promise<SendOutcome> {
    try {
      const answer = await this.#ask('DELETE', this.#address(place, messageId), {}, signal)
      if (answer.status === 204) return { kind: 'sent', messageId, channelId: place }
      return outcomeOf(answer, place, this.#url)
    } catch (error) {
      return connectionFailed(error)
    }
  }

  async recent(): Promise<Recent> {
    return { kind: 'failed', why: 'a webhook cannot read its channel' }
  }

  /** Places recorded before webhooks were named name none: whether this one wrote there, only Discord knows. */
  reaches(place: string): boolean {
    const parts = partsOf(place)
    return parts === null || parts.id === this.id
  }

  /** The webhook object names its server, and can be read with the webhook's address alone. */
  async guildOf(_channelId: string, signal: AbortSignal): Promise<string | null> {
    if (this.#guild !== null || this.#now() < this.#notBefore) return this.#guild
    try {
      this.#guild = guildIn(jsonIn((await this.#ask('GET', this.#url, {}, signal)).text))
    } catch {
      // A missing link is no reason to hold a message back.
    }
    return this.#guild
  }

  async close(): Promise<void> {}

  #address(place: string, edits: string | null): string {
    const thread = partsOf(place)?.thread ?? null
    const into = thread === null ? '' : `thread_id=${thread}`
    if (edits === null) return `${this.#url}?wait=true${into === '' ? '' : `&${into}`}`
    return `${this.#url}/messages/${edits}${into === '' ? '' : `?${into}`}`
  }

  async #ask(method: string, url: string, { type, bytes }: Body, signal: AbortSignal): Promise<Answered> {
    const answer = await ask(
      url,
      {
        method,
        headers: { 'user-agent': USER_AGENT, ...(type === undefined ? {} : { 'content-type': type }) },
        ...(bytes === undefined ? {} : { body: bytes }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.#deadlineMs)]),
      },
      this.#dispatcher,
    )
    this.#heed(answer.headers)
    return answer
  }

  #heed(headers: Fields): void {
    const after = Number(headers.get('x-ratelimit-reset-after'))
    if (headers.get('x-ratelimit-remaining') === '0' && after > 0) this.#notBefore = this.#now() + after * 1000
  }
}

/** Name of a post for a message: its headline, without the backslashes that escape Markdown. */
function nameOf(pattern: string, { embeds, content }: Partial<Outgoing['message']>): string {
  const title = unescapeText(embeds?.[0]?.title ?? content ?? '')
  return clip(pattern.replaceAll('{title}', () => title).trim() || 'News', THREAD_NAME)
}

const USER_AGENT = 'DiscordBot (backchannel, 1)'

interface Body {
  /** Content-Type. */
  readonly type?: string
  readonly bytes?: string | Buffer
}

function bodyOf(body: object, picture: Picture | undefined): Body {
  if (picture === undefined) return { type: 'application/json', bytes: JSON.stringify(body) }
  return formOf({ ...body, ...attached(picture) }, pictureFiles(picture))
}

function outcomeOf(answer: Answered, channelId: string, url: string): SendOutcome {
  const { status, headers } = answer
  const body = jsonIn(answer.text)
  if (status >= 200 && status < 300) return successOf(body, channelId)
  const fields: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {}
  if (status === 429) {
    const seconds = typeof fields.retry_after === 'number' ? fields.retry_after : Number(headers.get('retry-after'))
    const afterMs = seconds > 0 ? Math.ceil(seconds * 1000) : null
    return { kind: 'retry', afterMs, scope: fields.global === true ? 'all' : 'channel', status, why: 'rate limited' }
  }
  const told = typeof fields.code === 'number' ? fields.code : null
  // A webhook's only credential is its address: whatever Discord calls this 401, the address must be copied again.
  const code = status === 401 && told === 0 ? INVALID_WEBHOOK_TOKEN : told
  const errors = tellErrors(fields.errors)
  const token = url.slice(url.lastIndexOf('/') + 1)
  return { kind: 'refused', status, code, why: tell(`${String(fields.message ?? '')} ${errors}`.trim(), token) }
}
