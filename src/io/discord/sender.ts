import type { Message } from '../../alerts/card/message.ts'
import type { Outcome } from '../../alerts/delivery/settle.ts'
import type { Meeting } from '../../alerts/places/meetings.ts'
import type { Opening } from '../../alerts/places/opening.ts'

/** One message to send, and where it goes. */
export interface Outgoing {
  /** A channel's id, or a webhook's place. */
  readonly channelId: string
  readonly message: Message
  /** At most 25 characters. Bot mode only; a webhook has none. */
  readonly nonce: string
  /** Message id to edit; null: a new message. */
  readonly edits: string | null
  /** A picture attached to a new message. */
  readonly picture?: Picture
  /** How to open a thread if the message needs one; missing: the message's headline names it. */
  readonly opens?: Opening
}

/** A PNG, with its figures in words. `name` is the file name in the embed's attachment:// URL. */
export interface Picture {
  readonly name: string
  readonly bytes: Uint8Array
  /** At most 1024 characters (Discord's attachment object). */
  readonly description: string
}

/**
 * Outcome of an attempt. `retry`: it certainly did not arrive. `uncertain`: it may or may not have arrived.
 * `refused`: Discord answered with an error, which the failure table classifies.
 */
export type SendOutcome = Outcome

/** A message of ours found in a channel. */
export interface FoundMessage {
  readonly messageId: string
  readonly marker: string
  /** Where it is, if not in the place that was asked about. */
  readonly place?: string
}

/** Result of reading a channel's latest messages. `refused`: Discord answered with an error. */
export type Recent =
  | { readonly kind: 'read'; readonly messages: readonly FoundMessage[] }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | null }
  | { readonly kind: 'failed'; readonly why: string }

/** A permission that a bot needs, by its name in Discord's settings. */
export type PermissionName =
  | 'View Channel'
  | 'Send Messages'
  | 'Send Messages in Threads'
  | 'Create Public Threads'
  | 'Create Events'
  | 'Embed Links'
  | 'Attach Files'
  | 'Read Message History'

/** Scheduled events of servers; only a bot has them. Never throws for what Discord or the network does; `sent` carries the event's id. */
export interface EventsWay {
  /** An event already made for a meeting, found by its marker, or by its name and time; null: there is none. */
  find(to: Meeting, signal: AbortSignal): Promise<SendOutcome | null>
  create(to: Meeting, signal: AbortSignal): Promise<SendOutcome>
  change(eventId: string, to: Meeting, signal: AbortSignal): Promise<SendOutcome>
  cancel(guildId: string, eventId: string, signal: AbortSignal): Promise<SendOutcome>
  /** The bot's application id, for the link that grants a permission; null: not known. */
  applicationId(signal: AbortSignal): Promise<string | null>
}

/** The way to Discord: bot, webhook or the terminal's preview. */
export interface Sender {
  readonly mode: 'bot' | 'webhook' | 'preview'
  /** The mode of a place, if places differ; missing: `mode` applies everywhere. */
  modeAt?(place: string): Sender['mode']
  /** Never throws for what Discord or the network does. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome>
  /**
   * This bot's latest messages in a channel, with their markers. Never throws.
   * @param since ms since 1970: messages older than this are not asked for
   */
  recent(channelId: string, since: number, signal: AbortSignal): Promise<Recent>
  /** Whether Discord cannot recognise a repeated message there: forum posts have no nonce. Missing: it always can. */
  forgets?(place: string): boolean
  /** Archives a thread, which reopens when something is posted in it. Missing: there are no threads. Never throws. */
  archive?(place: string, signal: AbortSignal): Promise<SendOutcome>
  /** Publishes a message of an announcement channel; `sent`: it is published, now or earlier. Missing: there are no such channels. Never throws. */
  crosspost?(channelId: string, messageId: string, signal: AbortSignal): Promise<SendOutcome>
  /** Scheduled events. Missing or null: there are none. */
  events?(): EventsWay | null
  /** Whether this sender can find, edit and reply to a message in a place; only the webhook itself can for what it posted. */
  reaches(place: string): boolean
  /** Id of a channel's server, for links to its messages; null: not known. Missing: there is none. Never throws. */
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

/** What writes in a place: a route's own webhook can do less than a bot. */
export function modeAt(sender: Pick<Sender, 'mode' | 'modeAt'>, place: string | undefined): Sender['mode'] {
  return place === undefined ? sender.mode : (sender.modeAt?.(place) ?? sender.mode)
}
