import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { FakeDesk, type FakeInteraction, READER } from './discord-desk.ts'
import { FakeEvents } from './discord-events.ts'
import { type Answer, error, type Fault, faultAnswer, nested } from './discord-faults.ts'
import { bodyOf, type Form, formErrors, type MessageBody } from './discord-forms.ts'
import { BOT_ID, FakeGateway } from './discord-gateway.ts'
import { FakeGuild } from './discord-guild.ts'
import type { FakeLimits } from './discord-limits.ts'
import { FakePlaces } from './discord-places.ts'

export interface FakeMessage extends MessageBody {
  readonly id: string
  readonly channel_id: string
  readonly author: { readonly id: string; readonly bot: true }
  /** How often it was edited. */
  readonly edits: number
}

export interface FakeDiscordOptions {
  readonly token?: string
  /** How long a nonce is known again, in ms; Discord says "the past few minutes". */
  readonly nonceMs?: number
  readonly now?: () => number
  /** 0: any free one. */
  readonly port?: number
  /** Discord's rate limits, in real time; left out: none but those of faults. */
  readonly limits?: FakeLimits
}

/** The server that all channels belong to. */
export const GUILD_ID = '400000000000000001'
const EPOCH_MS = 1_420_070_400_000
export const TEST_TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.canary_aaaaaaaaaaaaaaaaaaaaaaaaaa'
export const WEBHOOK_TOKEN = 'canary-webhook-token-bbbbbbbbbbbbbbbbbbbbbbbb'

/** A Discord of one's own: a real HTTP server and gateway that keep messages, remember nonces and refuse what Discord refuses. */
export class FakeDiscord {
  /** Taken one by one by requests that post or edit a message. */
  readonly faults: Fault[] = []
  /** Taken one by one by requests that list a channel's messages. */
  readonly lists: Fault[] = []
  /** Every request as "POST /channels/1/messages 200". */
  readonly requests: string[] = []
  /** Bodies of requests that are not about messages, such as interaction callbacks, by path. */
  readonly others: { readonly path: string; readonly body: unknown }[] = []
  /** Files that came along with messages. */
  readonly files: { readonly name: string; readonly bytes: Buffer }[] = []
  /** Forums and threads. */
  readonly places = new FakePlaces(GUILD_ID, BOT_ID, () => this.#now())
  /** The server's calendar. */
  readonly events = new FakeEvents(BOT_ID, () => this.#now())
  readonly forums = this.places.forums
  readonly threads = this.places.threads
  readonly token: string
  readonly gateway: FakeGateway
  /** Interactions and the commands of servers. */
  readonly desk = new FakeDesk()
  /** Who may do what in which channel. Taking a permission away here changes no answer to a message: see `forbid`. */
  readonly guild = new FakeGuild(GUILD_ID, BOT_ID)
  readonly #server: Server
  readonly #now: () => number
  readonly #nonceMs: number
  readonly #limits: FakeLimits | null
  readonly #channels = new Map<string, FakeMessage[]>()
  readonly #nonces = new Map<string, { readonly id: string; readonly until: number }>()
  readonly #forbidden = new Map<string, { readonly status: number; readonly code: number }>()
  #made = 0n

  constructor(server: Server, options: FakeDiscordOptions) {
    this.#server = server
    this.token = options.token ?? TEST_TOKEN
    this.#now = options.now ?? Date.now
    this.#nonceMs = options.nonceMs ?? 180_000
    this.#limits = options.limits ?? null
    this.gateway = new FakeGateway(server, this.token)
    server.on('request', (request, response) => void this.#serve(request, response))
  }

  static async start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve))
    return new FakeDiscord(server, options)
  }

  /** For DISCORD_API_URL. */
  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/api`
  }

  /** For DISCORD_WEBHOOK_URL: posts into the channel of the same id. */
  webhookUrl(channelId: string): string {
    return `${this.url}/webhooks/${channelId}/${WEBHOOK_TOKEN}`
  }

  /** A channel's messages, oldest first. */
  messages(channelId: string): readonly FakeMessage[] {
    return this.#channels.get(channelId) ?? []
  }

  /** Somebody else writes into a channel. */
  say(channelId: string, content: string): void {
    const author = { id: '300000000000000001', bot: true } as const
    const message = { content, id: this.#newId(), channel_id: channelId, author, edits: 0 }
    this.#channels.set(channelId, [...this.messages(channelId), message])
  }

  deleteMessage(channelId: string, messageId: string): void {
    const rest = this.messages(channelId).filter(message => message.id !== messageId)
    this.#channels.set(channelId, [...rest])
  }

  /**
   * Somebody asks: a slash command with options, a command on a message, a button, or a word that is being typed.
   * @param data as Discord's page "Receiving and Responding" has it, below `data`
   */
  ask(type: 2 | 3 | 4, data: object, by: typeof READER = READER, over: object = {}): FakeInteraction {
    const id = this.#newId()
    const interaction = this.desk.add(id, `interaction-canary-${id}`)
    this.gateway.dispatch('INTERACTION_CREATE', {
      id,
      application_id: BOT_ID,
      type,
      data,
      guild_id: GUILD_ID,
      channel_id: '200000000000000001',
      channel: { id: '200000000000000001', type: 0, guild_id: GUILD_ID },
      member: {
        user: { id: by.id, username: by.name, discriminator: '0', avatar: null, global_name: by.name },
        roles: by.roles,
        permissions: by.permissions,
        joined_at: '2026-01-01T00:00:00Z',
        deaf: false,
        mute: false,
        flags: 0,
      },
      token: interaction.token,
      version: 1,
      locale: 'en-US',
      entitlements: [],
      authorizing_integration_owners: { 0: GUILD_ID },
      context: 0,
      app_permissions: '0',
      attachment_size_limit: 10_485_760,
      ...over,
    })
    return interaction
  }

  /** Takes the permission to write in a channel away. */
  forbid(channelId: string, error = { status: 403, code: 50013 }): void {
    this.#forbidden.set(channelId, error)
  }

  allow(channelId: string): void {
    this.#forbidden.delete(channelId)
  }

  /** As when the nonce window has passed. */
  forgetNonces(): void {
    this.#nonces.clear()
  }

  async close(): Promise<void> {
    await this.gateway.stop()
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
    } catch {
      return
    }
    const text = await this.#read(Buffer.concat(chunks), request.headers['content-type'] ?? '')
    const url = new URL(request.url ?? '/', 'http://fake')
    const path = url.pathname.replace(/^\/api(?:\/v\d+)?/, '')
    const method = request.method ?? 'GET'
    const isMessage =
      /^\/(?:channels\/\d+\/(?:messages|threads)|webhooks\/\d+\/canary)/.test(path) && /POST|PATCH/.test(method)
    const isList = /^\/channels\/\d+\/messages$/.test(path) && method === 'GET'
    const fault = isMessage ? this.faults.shift() : isList ? this.lists.shift() : undefined
    const taken = fault === undefined || fault.kind.startsWith('accept-')
    const limit = taken && this.#limits !== null ? this.#limits.take(method, path, performance.now()) : { headers: {} }
    const answer = !taken
      ? faultAnswer(fault)
      : 'refused' in limit
        ? limit.refused
        : withHeaders(this.#answer(method, path, url, request, text), limit.headers)
    const shown = fault === undefined || answer.status >= 400 ? answer : faultAnswer(fault, answer)
    this.requests.push(`${method} ${path.replace(WEBHOOK_TOKEN, 'TOKEN')} ${fault?.kind ?? shown.status}`)
    if (fault?.kind.endsWith('reset') === true) return void request.socket.destroy()
    if (fault?.kind.endsWith('timeout') === true) return
    const html = typeof shown.body === 'string' || shown.status === 204
    response.writeHead(shown.status, { 'content-type': html ? 'text/html' : 'application/json', ...shown.headers })
    response.end(shown.status === 204 ? '' : html ? shown.body : JSON.stringify(shown.body))
  }

  /** A body's JSON: the whole of it, or the payload of a form that brings files along (Discord's reference page, "Uploading Files"). */
  async #read(body: Buffer, contentType: string): Promise<string> {
    if (!contentType.startsWith('multipart/form-data')) return body.toString()
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
    for (const value of form.values()) {
      if (typeof value !== 'string')
        this.files.push({ name: value.name, bytes: Buffer.from(await value.arrayBuffer()) })
    }
    return String(form.get('payload_json') ?? '')
  }

  #answer(method: string, path: string, url: URL, request: IncomingMessage, text: string): Answer {
    const [, room = '', id = '', third = '', fourth = '', fifth = ''] = path.split('/')
    if (room === 'webhooks' && third === WEBHOOK_TOKEN) {
      if (method === 'GET') return { status: 200, body: { id, channel_id: id, guild_id: GUILD_ID } }
      if (method === 'POST' && url.searchParams.get('wait') !== 'true') return { status: 204, body: null }
      // A webhook writes into its channel, or into a thread of it.
      const into = url.searchParams.get('thread_id') ?? id
      if (method === 'DELETE') return this.#delete(into, fifth)
      if (fourth === '' && into === id) return this.#execute(id, text)
      return fourth === 'messages'
        ? this.#edit(into, fifth, text, 'webhook-edit')
        : this.#post(into, text, 'webhook-post')
    }
    if (room === 'webhooks' && third.startsWith('canary')) return { status: 404, body: error(10015, 'Unknown Webhook') }
    if (room !== 'interactions' && room !== 'webhooks' && request.headers.authorization !== `Bot ${this.token}`) {
      return { status: 401, body: error(0, '401: Unauthorized') }
    }
    if (room === 'guilds' && third === 'scheduled-events')
      return this.events.answer(method, fourth, text, () => this.#newId()) ?? { status: 405, body: error(0, '405') }
    const placed = this.places.answer(method, path, text, this.#forPlaces)
    if (placed !== null) return placed
    if (room === 'channels' && third === 'messages') {
      const refused = method === 'POST' || method === 'PATCH' ? method : null
      const refusal = refused && this.places.refuses(id, refused === 'POST' ? 'post' : 'edit', this.#forPlaces)
      if (refusal !== null) return refusal
      if (method === 'GET' && fourth !== '') return this.#one(id, fourth)
      if (method === 'POST') return this.#post(id, text, 'post')
      if (method === 'PATCH') return this.#edit(id, fourth, text, 'edit')
      if (method === 'GET') return this.#list(id, url)
      if (method === 'DELETE') return this.#delete(id, fourth)
    }
    if (method === 'GET' && (room === 'guilds' || (room === 'channels' && third === ''))) {
      return this.guild.answer(path) ?? { status: 404, body: error(10003, 'Unknown Channel') }
    }
    if (path === '/users/@me') return { status: 200, body: { id: BOT_ID, username: 'backchannel', bot: true } }
    if (path === '/gateway/bot') return { status: 200, body: this.#gatewayBot() }
    if (room === 'interactions') return this.desk.callback(id, third, text)
    if (room === 'webhooks' && fourth === 'messages' && decodeURIComponent(fifth) === '@original')
      return this.desk.edit(third, text, attachmentsOf(text))
    if (room === 'applications' && third === 'guilds' && method === 'PUT') return this.desk.register(fourth, text)
    this.others.push({ path, body: text === '' ? null : JSON.parse(text) })
    return { status: 200, body: method === 'PUT' ? [] : { id: this.#newId() } }
  }

  /** A webhook's message opens a post in a forum, and needs a name for it; elsewhere it may have none. */
  #execute(id: string, text: string): Answer {
    const name: unknown = text === '' ? undefined : JSON.parse(text).thread_name
    const forum = this.forums.has(id)
    if (forum && typeof name !== 'string')
      return {
        status: 400,
        body: error(220001, 'Webhooks posted to forum channels must have a thread_name or thread_id'),
      }
    if (!forum && name !== undefined)
      return { status: 400, body: error(220003, 'Webhooks can only create threads in forum channels') }
    if (!forum) return this.#post(id, text, 'webhook-post')
    const thread = this.#newId()
    this.places.open({ id: thread, name: String(name), forum: id })
    return this.#post(thread, text, 'webhook-post')
  }

  readonly #forPlaces = {
    channelOf: (id: string) => [...this.#channels].find(([, messages]) => messages.some(one => one.id === id))?.[0],
    newId: () => this.#newId(),
    post: (channelId: string, text: string, id: string) => this.#post(channelId, text, 'post', id),
  }

  #one(channelId: string, messageId: string): Answer {
    const found = this.messages(channelId).find(message => message.id === messageId)
    return found === undefined ? unknownMessage() : { status: 200, body: found }
  }

  #post(channelId: string, text: string, form: Form, id = this.#newId()): Answer {
    const forbidden = this.#forbidden.get(channelId)
    if (forbidden !== undefined) return { status: forbidden.status, body: error(forbidden.code, 'Missing Permissions') }
    const problems = readErrors(form, text)
    if (problems !== null) return problems
    const body = bodyOf(JSON.parse(text))
    const nonce = body.enforce_nonce === true ? String(body.nonce) : null
    const known = nonce === null ? undefined : this.#nonces.get(nonce)
    if (known !== undefined && known.until > this.#now()) {
      const earlier = this.messages(channelId).find(message => message.id === known.id)
      return earlier === undefined ? unknownMessage() : { status: 200, body: earlier }
    }
    if (nonce !== null) this.#nonces.set(nonce, { id, until: this.#now() + this.#nonceMs })
    const author = { id: form === 'post' ? BOT_ID : channelId, bot: true } as const
    const message: FakeMessage = { ...body, id, channel_id: channelId, author, edits: 0 }
    this.#channels.set(channelId, [...this.messages(channelId), message])
    return { status: 200, body: message }
  }

  #edit(channelId: string, messageId: string, text: string, form: Form): Answer {
    const forbidden = this.#forbidden.get(channelId)
    if (forbidden !== undefined) return { status: forbidden.status, body: error(forbidden.code, 'Missing Permissions') }
    const problems = readErrors(form, text)
    if (problems !== null) return problems
    const found = this.messages(channelId).find(message => message.id === messageId)
    if (found === undefined) return unknownMessage()
    const edited: FakeMessage = { ...found, ...bodyOf(JSON.parse(text)), edits: found.edits + 1 }
    this.#channels.set(
      channelId,
      this.messages(channelId).map(message => (message.id === messageId ? edited : message)),
    )
    return { status: 200, body: edited }
  }

  #delete(channelId: string, messageId: string): Answer {
    if (!this.messages(channelId).some(message => message.id === messageId)) return unknownMessage()
    this.deleteMessage(channelId, messageId)
    return { status: 204, body: null }
  }

  #list(channelId: string, url: URL): Answer {
    const forbidden = this.#forbidden.get(channelId)
    if (forbidden !== undefined) return { status: forbidden.status, body: error(forbidden.code, 'Missing Access') }
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const before = url.searchParams.get('before')
    const older = this.messages(channelId).filter(({ id }) => before === null || BigInt(id) < BigInt(before))
    return { status: 200, body: older.toReversed().slice(0, limit) }
  }

  #gatewayBot(): unknown {
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 }
    return { url: this.url.replace('http', 'ws').replace('/api', ''), shards: 1, session_start_limit: limit }
  }

  #newId(): string {
    this.#made += 1n
    return String((BigInt(this.#now() - EPOCH_MS) << 22n) + (this.#made & 0x3fffffn))
  }
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

function attachmentsOf(text: string): readonly string[] {
  const listed: readonly { readonly filename?: string }[] = JSON.parse(text).attachments ?? []
  return listed.map(one => one.filename ?? '')
}

function readErrors(form: Form, text: string): Answer | null {
  const problems = formErrors(form, JSON.parse(text))
  return problems.length === 0
    ? null
    : { status: 400, body: { ...error(50035, 'Invalid Form Body'), errors: nested(problems) } }
}

function unknownMessage(): Answer {
  return { status: 404, body: error(10008, 'Unknown Message') }
}
