import type { Message } from '../../alerts/card/message.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import type { FloodSettings } from '../../alerts/flood.ts'
import type { Opening } from '../../alerts/places/opening.ts'
import type { Sender } from '../../io/discord/sender.ts'
import type { Store } from '../../io/store/store.ts'

export interface OutboxSettings {
  readonly onUncertain: 'resend' | 'hold'
  /** How long Discord knows a nonce again, in ms. */
  readonly nonceWindowMs: number
  /** null: each message by itself, however many there are. */
  readonly flood: FloodSettings | null
}

/** What the outbox works with: handed in, so that tests and the simulation turn each by hand. */
export interface OutboxDeps {
  readonly store: Pick<Store, 'openDeliveries' | 'delivery' | 'saveDelivery' | 'fact' | 'saveFact'>
  readonly sender: Sender
  /** ms since 1970. */
  readonly now: () => number
  /** ms of a clock that is never set; it may stand still while the machine sleeps. */
  readonly steady: () => number
  /** @param replyTo message that a reply answers, where it is known */
  readonly render: (delivery: Delivery, replyTo: string | null) => Message | Promise<Message>
  /** What a thread is opened with, where a message needs one. Missing: its headline names it. */
  readonly opening?: (delivery: Delivery) => Opening
  /** Whether what answers a route's cards goes into a thread below the first of them. Missing: it does not. */
  readonly threadsOf?: (route: string) => boolean
  /** Told before each attempt; what it throws keeps the attempt from being made. */
  readonly tries?: (delivery: Delivery) => Promise<void>
  /** A user takes no direct messages: told before that is recorded of the delivery. */
  readonly closed?: (delivery: Delivery) => Promise<void>
  /** Channel id of a route; null: the route is no longer in settings.yaml. */
  readonly channelOf: (route: string) => string | null
  readonly settings: () => OutboxSettings
  /** Told once when a channel stops taking messages, once when it takes them again, and when everything waits. */
  readonly onNotice: (notice: OutboxNotice) => void
}

export type OutboxNotice =
  | { readonly kind: 'channel-paused'; readonly channelId: string; readonly why: string; readonly again: boolean }
  /** It takes messages, but a message has been tried for minutes. */
  | { readonly kind: 'channel-late'; readonly channelId: string; readonly why: string }
  /** It lets no thread be opened: what was meant for one stands in the channel itself. */
  | { readonly kind: 'no-thread'; readonly channelId: string }
  | { readonly kind: 'channel-resumed'; readonly channelId: string }
  /** The message of a story's card is not there any more, or cannot be edited from here: the story is told by nothing. */
  | { readonly kind: 'card-gone'; readonly post: Delivery; readonly why: string }
  | { readonly kind: 'all-paused'; readonly until: number; readonly why: string }
  | { readonly kind: 'settled'; readonly delivery: Delivery }
