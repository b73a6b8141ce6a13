import {
  CreateForumThreadRequestSchema,
  CreatePrivateChannelRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
} from 'discord-api-spec/zod'
import { type Answer, error, faultAnswer, nested } from './discord-faults.ts'

/** A thread: a post of a forum, or one below a message, whose id it has. */
export interface FakeThread {
  readonly id: string
  readonly name: string
  /** The channel that it belongs to. */
  readonly forum: string
  readonly owner: string
  readonly tags: readonly string[]
  readonly closesAfter: number | null
  archived: boolean
  locked: boolean
}

export interface FakeTag {
  readonly id: string
  readonly name: string
  readonly moderated?: boolean
}

interface Messages {
  /** The channel in which a message stands; undefined: there is none of that id. */
  channelOf(messageId: string): string | undefined
  newId(): string
  post(channelId: string, text: string, id: string): Answer
}

/** Forums and threads, with what Discord refuses there. */
export class FakePlaces {
  /** Channels that are forums. */
  readonly forums = new Set<string>()
  readonly threads: FakeThread[] = []
  /** Tags of forums. */
  readonly tags = new Map<string, readonly FakeTag[]>()
  /** Forums that ask for a tag. */
  readonly tagged = new Set<string>()
  /** Channels in which the bot may open no threads. */
  readonly closed = new Set<string>()
  /** Users who take no direct messages. */
  readonly shut = new Set<string>()
  /** Announcement channels. */
  readonly news = new Set<string>()
  /** Messages that were published, in order. */
  readonly published: string[] = []
  readonly #publishedAt = new Map<string, number[]>()
  readonly #now: () => number
  readonly #gone = new Set<string>()
  /** Channels of direct messages by user. */
  readonly #direct = new Map<string, string>()
  readonly #guildId: string
  readonly #botId: string

  constructor(guildId: string, botId: string, now: () => number) {
    this.#now = now
    this.#guildId = guildId
    this.#botId = botId
  }

  open(thread: Pick<FakeThread, 'id' | 'name' | 'forum'> & Partial<FakeThread>): void {
    this.threads.push({ owner: 'webhook', tags: [], closesAfter: null, archived: false, locked: false, ...thread })
  }

  /** With all that stands in it. */
  deleteThread(id: string): void {
    this.#gone.add(id)
    this.threads.splice(0, this.threads.length, ...this.threads.filter(one => one.id !== id))
  }

  /** What Discord answers to a message for a channel that takes none as it is; null: it takes it. */
  refuses(channelId: string, method: 'post' | 'edit', messages: Messages): Answer | null {
    if (this.forums.has(channelId) && method === 'post')
      return { status: 400, body: error(50008, 'Cannot send messages in a non-text channel') }
    const user = [...this.#direct].find(([, id]) => id === channelId)?.[0]
    if (user !== undefined && this.shut.has(user))
      return { status: 403, body: error(50007, 'Cannot send messages to this user') }
    const thread = this.threads.find(one => one.id === channelId)
    if (thread === undefined) {
      // A thread below a message has the message's id: it is there once it is opened.
      const unknown = this.#gone.has(channelId) || messages.channelOf(channelId) !== undefined
      return unknown ? { status: 404, body: error(10003, 'Unknown Channel') } : null
    }
    if (thread.locked) return { status: 400, body: error(160005, 'Thread is locked') }
    if (thread.archived && method === 'edit') return { status: 400, body: error(50083, 'Thread is archived') }
    // What is said in a thread opens it again.
    thread.archived = false
    return null
  }

  /** @returns null: it is none of these routes */
  answer(method: string, path: string, text: string, messages: Messages): Answer | null {
    const [, room, id = '', third = '', fourth = '', fifth = ''] = path.split('/')
    if (room === 'guilds' && third === 'threads' && fourth === 'active') return this.#list(one => !one.archived)
    if (method === 'POST' && path === '/users/@me/channels') return this.#openDirect(text, messages)
    if (room !== 'channels') return null
    if (third === 'threads' && fourth === 'archived') return this.#list(one => one.archived && one.forum === id)
    if (method === 'POST' && third === 'threads') return this.#openPost(id, text, messages)
    if (method === 'POST' && third === 'messages' && fifth === 'threads')
      return this.#openBelow(id, fourth, text, messages)
    if (method === 'POST' && fifth === 'crosspost') return this.#publish(id, fourth, messages)
    if (third !== '') return null
    const thread = this.threads.find(one => one.id === id)
    if (method === 'PATCH' && thread !== undefined) {
      thread.archived = JSON.parse(text).archived === true
      return { status: 200, body: this.#raw(thread) }
    }
    if (method === 'DELETE' && thread !== undefined) {
      this.deleteThread(id)
      return { status: 200, body: {} }
    }
    if (method === 'GET' && thread !== undefined) return { status: 200, body: this.#raw(thread) }
    if (method !== 'GET' || !this.forums.has(id)) return null
    const available_tags = (this.tags.get(id) ?? []).map(one => ({ moderated: false, emoji_id: null, ...one }))
    const flags = this.tagged.has(id) ? 16 : 0
    return { status: 200, body: { id, type: 15, guild_id: this.#guildId, available_tags, flags } }
  }

  /** The channel of a user's direct messages. */
  direct(userId: string): string {
    return this.#direct.get(userId) ?? ''
  }

  #openDirect(text: string, messages: Messages): Answer {
    const body = JSON.parse(text)
    const read = CreatePrivateChannelRequestSchema.safeParse(body)
    if (!read.success) return badForm(read.error.issues)
    const id = this.#direct.get(body.recipient_id) ?? messages.newId()
    this.#direct.set(body.recipient_id, id)
    return { status: 200, body: { id, type: 1, recipients: [{ id: body.recipient_id }] } }
  }

  #openPost(id: string, text: string, messages: Messages): Answer {
    const body = JSON.parse(text)
    if (!this.forums.has(id)) return { status: 400, body: error(50024, 'Cannot execute action on this channel type') }
    const read = CreateForumThreadRequestSchema.safeParse(body)
    if (!read.success) return badForm(read.error.issues)
    const tags: readonly string[] = body.applied_tags ?? []
    const known = new Set((this.tags.get(id) ?? []).filter(one => one.moderated !== true).map(one => one.id))
    if (tags.some(tag => !known.has(tag))) return badForm([{ path: ['applied_tags'], message: 'unknown tag' }])
    if (this.tagged.has(id) && tags.length === 0)
      return { status: 400, body: error(40067, 'A tag is required to create a forum post in this channel') }
    const thread = messages.newId()
    this.open({
      id: thread,
      name: body.name,
      forum: id,
      owner: this.#botId,
      tags,
      closesAfter: body.auto_archive_duration ?? null,
    })
    const answer = messages.post(thread, JSON.stringify(body.message), thread)
    if (answer.status !== 200) {
      this.threads.pop()
      return answer
    }
    return { status: 201, body: { id: thread, type: 11, parent_id: id, message: answer.body } }
  }

  #openBelow(id: string, messageId: string, text: string, messages: Messages): Answer {
    const body = JSON.parse(text)
    const read = CreateTextThreadWithMessageRequestSchema.safeParse(body)
    if (!read.success) return badForm(read.error.issues)
    if (this.closed.has(id)) return { status: 403, body: error(50013, 'Missing Permissions') }
    if (messages.channelOf(messageId) !== id) return { status: 404, body: error(10008, 'Unknown Message') }
    if (this.threads.some(one => one.id === messageId))
      return { status: 400, body: error(160004, 'A thread has already been created for this message') }
    const closesAfter = body.auto_archive_duration ?? null
    this.open({ id: messageId, name: body.name, forum: id, owner: this.#botId, closesAfter })
    return { status: 201, body: { id: messageId, type: 11, parent_id: id } }
  }

  /** Ten in an hour (Discord's help page "Announcement Channels FAQ"). */
  #publish(id: string, messageId: string, messages: Messages): Answer {
    if (!this.news.has(id)) return { status: 400, body: error(50024, 'Cannot execute action on this channel type') }
    if (messages.channelOf(messageId) !== id) return { status: 404, body: error(10008, 'Unknown Message') }
    if (this.published.includes(messageId))
      return { status: 400, body: error(40033, 'This message has already been crossposted.') }
    const times = (this.#publishedAt.get(id) ?? []).filter(at => this.#now() - at < 3_600_000)
    const [first] = times
    if (first !== undefined && times.length >= 10)
      return faultAnswer({ kind: 'rate-limit', retryAfter: (first + 3_600_000 - this.#now()) / 1000 })
    this.#publishedAt.set(id, [...times, this.#now()])
    this.published.push(messageId)
    return { status: 200, body: { id: messageId, channel_id: id, flags: 1 } }
  }

  #list(wanted: (one: FakeThread) => boolean): Answer {
    return { status: 200, body: { threads: this.threads.filter(wanted).map(one => this.#raw(one)), members: [] } }
  }

  #raw({ id, forum, owner, name, archived, locked, tags }: FakeThread): object {
    const thread_metadata = { archived, locked, auto_archive_duration: 4320 }
    const ids = { id, parent_id: forum, guild_id: this.#guildId, owner_id: owner }
    return { ...ids, type: 11, name, thread_metadata, applied_tags: tags }
  }
}

function badForm(issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]): Answer {
  const problems = issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  return { status: 400, body: { ...error(50035, 'Invalid Form Body'), errors: nested(problems) } }
}
