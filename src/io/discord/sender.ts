import type { Message } from '../../alerts/card/message.ts'
import type { Outcome } from '../../alerts/delivery/settle.ts'
import type { Meeting } from '../../alerts/places/meetings.ts'
import type { Opening } from '../../alerts/places/opening.ts'

/** Where and how one message goes. */
export interface Outgoing {
  /** A channel's id, or a webhook's place. */
  readonly channelId: string
  readonly message: Message
  /** At most 25 characters. Bot mode only; a webhook has none. */
  readonly nonce: string
  /** Message id to edit; null: a new message. */
  readonly edits: string | null
  /** A picture that goes along with a new message. */
  readonly picture?: Picture
  /** What a thread is opened with, where the message needs one; missing: its own headline names it. */
  readonly opens?: Opening
}

/** A PNG with its numbers in words. `name` is what the embed's attachment:// address says. */
export interface Picture {
  readonly name: string
  readonly bytes: Uint8Array
  /** At most 1024 characters (Discord's attachment object). */
  readonly description: string
}

/**
 * What became of an attempt. `retry`: it was certainly not taken on. `uncertain`: it may or may not have arrived.
 * `refused`: Discord answered with an error, which the failure table classes.
 */
export type SendOutcome = Outcome

/** A message of ours that the channel holds. */
export interface FoundMessage {
  readonly messageId: string
  readonly marker: string
  /** Where it stands, if that is another place than was asked about. */
  readonly place?: string
}

/** What a look at a channel's latest messages came to. `refused`: Discord answered with an error. */
export type Recent =
  | { readonly kind: 'read'; readonly messages: readonly FoundMessage[] }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | null }
  | { readonly kind: 'failed'; readonly why: string }

/** A permission that a bot needs, by the name that Discord's settings show. */
export type PermissionName =
  | 'View Channel'
  | 'Send Messages'
  | 'Send Messages in Threads'
  | 'Create Public Threads'
  | 'Create Events'
  | 'Embed Links'
  | 'Attach Files'
  | 'Read Message History'

/** The calendars of servers: a bot's. Nothing here throws for what Discord or the network does; `sent` carries the event's id. */
export interface EventsWay {
  /** An event that was made for a meeting before, by its marker, or by its name and time; null: there is none. */
  find(to: Meeting, signal: AbortSignal): Promise<SendOutcome | null>
  create(to: Meeting, signal: AbortSignal): Promise<SendOutcome>
  change(eventId: string, to: Meeting, signal: AbortSignal): Promise<SendOutcome>
  cancel(guildId: string, eventId: string, signal: AbortSignal): Promise<SendOutcome>
  /** The bot's application, for the link that grants a permission; null: not known. */
  applicationId(signal: AbortSignal): Promise<string | null>
}

/** The way to Discord: bot, webhook or the terminal's preview. */
export interface Sender {
  readonly mode: 'bot' | 'webhook' | 'preview'
  /** What writes in a place, where not all places have the same way. */
  modeAt?(place: string): Sender['mode']
  /** Never throws for what Discord or the network does. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome>
  /**
   * The channel's latest messages by this bot with their markers. Never throws.
   * @param since ms since 1970: messages older than this are not asked for
   */
  recent(channelId: string, since: number, signal: AbortSignal): Promise<Recent>
  /** Whether Discord knows no repeat of a new message there: the posts of a forum have no nonce. Missing: it does. */
  forgets?(place: string): boolean
  /** Closes a thread: it is opened again by what is said in it. Missing: there are none. Never throws. */
  archive?(place: string, signal: AbortSignal): Promise<SendOutcome>
  /** Publishes a message of an announcement channel; `sent`: it is published, now or before. Missing: there are none. Never throws. */
  crosspost?(channelId: string, messageId: string, signal: AbortSignal): Promise<SendOutcome>
  /** The calendars of servers. Missing or null: there are none. */
  events?(): EventsWay | null
  /** Whether a message that stands in a place can be looked for, edited and answered from here: a webhook's only by itself. */
  reaches(place: string): boolean
  /** The server that a channel belongs to, for links to its messages; null: not known. Missing: there is none. Never throws. */
  guildOf?(channelId: string, signal: AbortSignal): Promise<string | null>
  /** Deletes a message of ours; `sent`: it is gone. Missing: there is none to delete. Never throws. */
  remove?(place: string, messageId: string, signal: AbortSignal): Promise<SendOutcome>
  /** Which of some permissions the bot lacks in a channel; null: not known. Missing: it needs none. Never throws. */
  lacks?(
    channelId: string,
    wanted: readonly PermissionName[],
    signal: AbortSignal,
  ): Promise<readonly PermissionName[] | null>
  close(): Promise<void>
}

/** What writes in a place: a webhook of a route's own has not what a bot has. */
export function modeAt(sender: Pick<Sender, 'mode' | 'modeAt'>, place: string | undefined): Sender['mode'] {
  return place === undefined ? sender.mode : (sender.modeAt?.(place) ?? sender.mode)
}
