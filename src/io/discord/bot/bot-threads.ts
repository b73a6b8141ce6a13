import { unescapeText } from '../../../alerts/card/escape.ts'
import { markerIn } from '../../../alerts/card/marker.ts'
import type { Opening } from '../../../alerts/places/opening.ts'
import { threadPlace } from '../../../alerts/places/place.ts'
import { clip } from '../../../text/clip.ts'
import { foldText } from '../../../text/fold/fold.ts'
import { isRecord } from '../../../text/record.ts'
import { attached, guildIn, successOf } from '../answer.ts'
import { DiscordAPIError, type REST, Routes } from '../discord-js.ts'
import { pictureFiles, restBody } from '../form.ts'
import type { FoundMessage, Outgoing, SendOutcome } from '../sender.ts'
import { timeOf } from './snowflake.ts'

/** Channel types in which every message is a post of its own: forum and media (Discord's page "Channel Resource", Channel Types). */
const FORUMS = new Set<unknown>([15, 16])
/** Flag of a forum that asks for a tag on every post (same page, Channel Flags). */
const REQUIRE_TAG = 1 << 4
/** Discord's page "Opcodes and Status Codes", JSON error codes. */
const OTHER_KIND = new Set<unknown>([50008, 50024])
const ARCHIVED = 50083
/** Longest name of a post in UTF-16 units, and the most posts that a search looks at. */
const NAME = 100
const MOST_POSTS = 200

/** Writes threads as a bot: posts of forums, and threads below a message. Its methods throw what discord.js throws. */
export class BotThreads {
  readonly #rest: Pick<REST, 'get' | 'post' | 'patch' | 'delete'>
  /** Channels that are known to be forums. */
  readonly #forums = new Set<string>()
  /** Channels where the bot may open no thread; remembered until the process ends. */
  readonly #closed = new Set<string>()

  constructor(rest: Pick<REST, 'get' | 'post' | 'patch' | 'delete'>) {
    this.#rest = rest
  }

  /** Whether a channel is known to be a forum. */
  isForum(channelId: string): boolean {
    return this.#forums.has(channelId)
  }

  /** Whether a message was refused because its channel turns out to be a forum, which takes posts only. */
  async turnsOut(channelId: string, error: unknown, signal: AbortSignal): Promise<boolean> {
    if (!(error instanceof DiscordAPIError) || !OTHER_KIND.has(error.code)) return false
    return this.asks(channelId, signal)
  }

  /** Asks Discord whether a channel is a forum. */
  async asks(channelId: string, signal: AbortSignal): Promise<boolean> {
    return FORUMS.has((await this.#channel(channelId, signal)).type)
  }

  /** Opens a forum post with a message (Discord's page "Channel Resource", Start Thread in Forum or Media Channel). */
  async openPost(channelId: string, outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    const { message, picture, opens } = outgoing
    // Tags may have been added since the last post. Posts are few, so the forum is read before each.
    const forum = await this.#channel(channelId, signal)
    const { message_reference: _, ...rest } = message
    const tag = tagFor(forum, opens)
    const body = {
      name: opens?.name ?? nameOf(message),
      ...(opens === undefined ? {} : { auto_archive_duration: opens.closesAfter }),
      ...(tag === null ? {} : { applied_tags: [tag] }),
      message: { ...rest, ...attached(picture) },
    }
    const answer = await this.#rest.post(Routes.threads(channelId), {
      ...restBody(body, pictureFiles(picture)),
      signal,
    })
    const thread = isRecord(answer) ? answer : {}
    // The first message of a post has the post's id (same page).
    const first = isRecord(thread.message) ? thread.message : { id: thread.id, channel_id: thread.id }
    const outcome = successOf(first, channelId)
    if (outcome.kind !== 'sent') return outcome
    return { ...outcome, channelId: String(thread.id), place: threadPlace(channelId, String(thread.id)) }
  }

  /** Opens the thread below a message, whose id is the message's. @returns false: it cannot be opened there */
  async openBelow(channelId: string, messageId: string, opening: Opening, signal: AbortSignal): Promise<boolean> {
    if (this.#closed.has(channelId)) return false
    const { name, closesAfter } = opening
    try {
      await this.#rest.post(Routes.threads(channelId, messageId), {
        body: { name, auto_archive_duration: closesAfter },
        signal,
      })
      return true
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.status === 429 || error.status >= 500) throw error
      // 160004: an earlier attempt has opened it.
      if (error.code === 160004) return true
      if (error.status === 403) this.#closed.add(channelId)
      return false
    }
  }

  /** Does something in a thread, after reopening the thread if it is archived. */
  async awake<T>(threadId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.code !== ARCHIVED) throw error
      await this.archive(threadId, false, signal)
      return work()
    }
  }

  async archive(threadId: string, archived: boolean, signal: AbortSignal): Promise<void> {
    await this.#rest.patch(Routes.channel(threadId), { body: { archived }, signal })
  }

  /** @returns false: the bot may not */
  async remove(threadId: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#rest.delete(Routes.channel(threadId), { signal })
      return true
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 403) return false
      throw error
    }
  }

  /** Our posts in a forum since a time (ms since 1970), open or archived, with the markers of their first messages. */
  async posts(channelId: string, ownId: string, since: number, signal: AbortSignal): Promise<readonly FoundMessage[]> {
    const guild = guildIn(await this.#channel(channelId, signal)) ?? ''
    const query = new URLSearchParams({ limit: '100' })
    const lists = [
      await this.#rest.get(Routes.guildActiveThreads(guild), { signal }),
      await this.#rest.get(Routes.channelThreads(channelId, 'public'), { query, signal }),
    ]
    const ids = new Set<string>()
    for (const list of lists) {
      for (const { id, parent_id, owner_id } of threadsIn(list))
        if (parent_id === channelId && owner_id === ownId && timeOf(String(id)) >= since) ids.add(String(id))
    }
    const found: FoundMessage[] = []
    const newest = [...ids].sort((a, b) => timeOf(b) - timeOf(a)).slice(0, MOST_POSTS)
    for (const id of newest) {
      const marker = await this.#markerOf(id, signal)
      if (marker !== null) found.push({ messageId: id, marker, place: threadPlace(channelId, id) })
    }
    return found
  }

  /** @returns null: the post's first message is deleted, or not ours */
  async #markerOf(threadId: string, signal: AbortSignal): Promise<string | null> {
    try {
      const message = await this.#rest.get(Routes.channelMessage(threadId, threadId), { signal })
      return isRecord(message) && Array.isArray(message.embeds) ? markerIn(message.embeds) : null
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 404) return null
      throw error
    }
  }

  async #channel(channelId: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.#rest.get(Routes.channel(channelId), { signal })
    const channel = isRecord(answer) ? answer : {}
    if (FORUMS.has(channel.type)) this.#forums.add(channelId)
    else this.#forums.delete(channelId)
    return channel
  }
}

/** Id of the forum's tag for a post, never one that only moderators may apply; null: the post gets none. */
function tagFor(forum: Readonly<Record<string, unknown>>, opens: Opening | undefined): string | null {
  const tags = (Array.isArray(forum.available_tags) ? forum.available_tags : []).filter(isRecord)
  const known = new Map(tags.filter(one => one.moderated !== true).map(one => [foldText(String(one.name)), one.id]))
  const required = (Number(forum.flags ?? 0) & REQUIRE_TAG) !== 0
  for (const name of [...(opens?.tags ?? []), ...(required ? (opens?.otherwise ?? []) : [])]) {
    const id = known.get(foldText(name))
    if (typeof id === 'string') return id
  }
  return null
}

/** Name of a post whose caller gives none: its message's headline. */
function nameOf({ embeds, content }: Outgoing['message']): string {
  return clip(unescapeText(embeds?.[0]?.title ?? content ?? '').trim() || 'News', NAME)
}

function threadsIn(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return isRecord(list) && Array.isArray(list.threads) ? list.threads.filter(isRecord) : []
}
