import type { Message } from '../../alerts/message.ts'

/** Where and how one message goes. */
export interface Outgoing {
  readonly channelId: string
  readonly message: Message
  /** At most 25 characters. Bot mode only; a webhook has none. */
  readonly nonce: string
  /** Message id to edit; null: a new message. */
  readonly edits: string | null
}

/** What became of an attempt. `uncertain`: it may or may not have arrived. */
export type SendOutcome =
  | {
      readonly kind: 'sent'
      readonly messageId: string
      readonly channelId: string
    }
  | {
      readonly kind: 'retry'
      readonly afterMs: number | null
      readonly scope: 'channel' | 'all'
      readonly why: string
    }
  | { readonly kind: 'uncertain'; readonly why: string }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: number | null
      readonly why: string
    }

/** A message of ours that the channel holds. */
export interface FoundMessage {
  readonly messageId: string
  readonly marker: string
}

/** The way to Discord: bot, webhook or the terminal's preview. */
export interface Sender {
  readonly mode: 'bot' | 'webhook' | 'preview'
  /** Never throws for what Discord or the network does. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome>
  /** The channel's latest messages by this bot with their markers; null where the mode cannot read. */
  recent(channelId: string, signal: AbortSignal): Promise<readonly FoundMessage[] | null>
  close(): Promise<void>
}
