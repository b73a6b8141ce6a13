import { type BotPlace, readPlace, userOf } from '../../../alerts/places/place.ts'
import { isRecord } from '../../../text/record.ts'
import { attached, successOf } from '../answer.ts'
import { DiscordAPIError, type REST, Routes } from '../discord-js.ts'
import { pictureFiles, restBody } from '../form.ts'
import type { Outgoing, SendOutcome } from '../sender.ts'
import type { BotThreads } from './bot-threads.ts'

/** Discord's page "Opcodes and Status Codes", section JSON error codes. */
const UNKNOWN_CHANNEL = 10003

/** Posts and edits messages as a bot: in channels, threads and forums, and to users directly. Its methods throw what discord.js throws. */
export class BotPosting {
  readonly #rest: Pick<REST, 'post' | 'patch'>
  readonly #threads: BotThreads
  /** Direct-message channels by user. */
  readonly #direct = new Map<string, string>()

  constructor(rest: Pick<REST, 'post' | 'patch'>, threads: BotThreads) {
    this.#rest = rest
    this.#threads = threads
  }

  /** The channel and thread of a place. A user's direct-message channel is asked for once, since it never changes. */
  async where(place: string, signal: AbortSignal): Promise<BotPlace> {
    const user = userOf(place)
    if (user === null) return readPlace(place) ?? { channel: place, thread: null }
    const known = this.#direct.get(user)
    if (known !== undefined) return { channel: known, thread: null }
    const answer = await this.#rest.post(Routes.userChannels(), { body: { recipient_id: user }, signal })
    if (!isRecord(answer) || typeof answer.id !== 'string') throw new Error('the answer names no channel')
    this.#direct.set(user, answer.id)
    return { channel: answer.id, thread: null }
  }

  async put(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    const { channelId: place, message, edits } = outgoing
    const { channel, thread } = await this.where(place, signal)
    if (edits !== null) {
      const edit = () =>
        this.#rest.patch(Routes.channelMessage(thread ?? channel, edits), { body: edited(message), signal })
      return successOf(await (thread === null ? edit() : this.#threads.awake(thread, signal, edit)), thread ?? channel)
    }
    if (thread !== null) return this.#putBelow(channel, thread, outgoing, signal)
    if (this.#threads.isForum(channel)) return this.#threads.openPost(channel, outgoing, signal)
    try {
      return await this.#post(channel, outgoing, signal)
    } catch (error) {
      if (!(await this.#threads.turnsOut(channel, error, signal))) throw error
      return this.#threads.openPost(channel, outgoing, signal)
    }
  }

  /** Posts into a thread and opens it if it does not exist yet; if it cannot be opened, posts into the channel. */
  async #putBelow(channel: string, thread: string, outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    const post = () => this.#threads.awake(thread, signal, () => this.#post(thread, outgoing, signal))
    try {
      return await post()
    } catch (error) {
      const { opens } = outgoing
      const gone = error instanceof DiscordAPIError && error.code === UNKNOWN_CHANNEL
      if (!gone || opens === undefined || this.#threads.isForum(channel)) throw error
      if (await this.#threads.openBelow(channel, thread, opens, signal)) return post()
      const outcome = await this.put({ ...outgoing, channelId: channel }, signal)
      return outcome.kind === 'sent' ? { place: channel, ...outcome } : outcome
    }
  }

  async #post(channel: string, { message, nonce, picture }: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    const body = { ...message, ...attached(picture), nonce, enforce_nonce: true }
    return successOf(
      await this.#rest.post(Routes.channelMessages(channel), { ...restBody(body, pictureFiles(picture)), signal }),
      channel,
    )
  }
}

/** An edit without the fields that only a new message may have. */
function edited(message: Outgoing['message']): Omit<Outgoing['message'], 'message_reference' | 'flags'> {
  const { message_reference: _, flags: __, ...rest } = message
  return rest
}
