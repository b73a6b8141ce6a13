import type { Message } from '../../alerts/card/message.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import type { FloodSettings } from '../../alerts/flood.ts'
import type { Opening } from '../../alerts/places/opening.ts'
import type { Sender } from '../../io/discord/sender.ts'
import type { Store } from '../../io/store/store.ts'

export interface OutboxSettings {
  readonly onUncertain: 'resend' | 'hold'
  /** How long Discord recognises a nonce, in ms. */
  readonly nonceWindowMs: number
  /** null: no summary cards, however many messages there are. */
  readonly flood: FloodSettings | null
}

/** What the outbox depends on; passed in, so that tests and the simulation control each part. */
export interface OutboxDeps {
  readonly store: Pick<Store, 'openDeliveries' | 'delivery' | 'saveDelivery' | 'fact' | 'saveFact'>
  readonly sender: Sender
  /** ms since 1970. */
  readonly now: () => number
  /** ms of a clock that is never set; it may stand still while the machine sleeps. */
  readonly steady: () => number
  /** @param replyTo id of the message to reply to; null: none, or not known */
  readonly render: (delivery: Delivery, replyTo: string | null) => Message | Promise<Message>
  /** How to open a thread if a message needs one. Missing: its headline names it. */
  readonly opening?: (delivery: Delivery) => Opening
  /** Whether replies to a route's cards go into a thread below the first card. Missing: they do not. */
  readonly threadsOf?: (route: string) => boolean
  /** Called before each attempt; if it throws, the attempt is not made. */
  readonly tries?: (delivery: Delivery) => Promise<void>
  /** Called when a user accepts no direct messages, before the delivery records it. */
  readonly closed?: (delivery: Delivery) => Promise<void>
  /** Place of a route; null: the route is no longer in settings.yaml. */
  readonly channelOf: (route: string) => string | null
  readonly settings: () => OutboxSettings
  /** Called once when a channel stops accepting messages, once when it accepts them again, and when everything waits. */
  readonly onNotice: (notice: OutboxNotice) => void
}

export type OutboxNotice =
  | { readonly kind: 'channel-paused'; readonly channelId: string; readonly why: string; readonly again: boolean }
  /** The channel is not paused, but one message has been tried for minutes. */
  | { readonly kind: 'channel-late'; readonly channelId: string; readonly why: string }
  /** No thread can be opened there: what was meant for one is posted in the channel itself. */
  | { readonly kind: 'no-thread'; readonly channelId: string }
  | { readonly kind: 'channel-resumed'; readonly channelId: string }
  /** A story's card was deleted or cannot be edited from here: the story counts as not posted. */
  | { readonly kind: 'card-gone'; readonly post: Delivery; readonly why: string }
  | { readonly kind: 'all-paused'; readonly until: number; readonly why: string }
  | { readonly kind: 'settled'; readonly delivery: Delivery }
