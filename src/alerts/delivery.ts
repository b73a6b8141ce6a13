import type { Card } from './card/card.ts'

/** What is to be done in the channel. An edit replaces the whole message, so only the newest edit of a message counts. */
export type DeliveryAction =
  | { readonly kind: 'post' }
  | { readonly kind: 'edit'; readonly of: string }
  | { readonly kind: 'reply'; readonly to: string }

/** How far a delivery has come. `sent` means that Discord's answer carried a message id. */
export type DeliveryState =
  | { readonly at: 'pending' }
  | { readonly at: 'uncertain'; readonly since: number; readonly why: string }
  | {
      readonly at: 'sent'
      readonly messageId: string
      readonly channelId: string
      readonly sentAt: number
    }
  | { readonly at: 'set-aside'; readonly why: string; readonly since: number }
  | { readonly at: 'abandoned'; readonly why: string; readonly since: number }

/** One thing to be said in one channel: stored before it is sent, its id derived from what it says. */
export interface Delivery {
  readonly id: string
  /** At most 25 characters, derived from the id: Discord answers a repeat with the earlier message. */
  readonly nonce: string
  /** Stands in the message's footer; by it a message is found again in the channel. */
  readonly marker: string
  /** Name of a route in settings.yaml. */
  readonly route: string
  readonly action: DeliveryAction
  readonly storyId: string
  readonly itemIds: readonly string[]
  /** The feed that brought it, so that one feed's many stand behind another's one; what was stored before there was this has none. */
  readonly feedId?: string
  /** Of a summary card: the deliveries that it tells in their stead. */
  readonly gathers?: readonly string[]
  /** The summary card that tells it in its stead. */
  readonly toldIn?: string
  /** Of what is told on one more route: the delivery that it is a copy of. */
  readonly copyOf?: string
  /** Of a direct message: the delivery of the alert that it tells. */
  readonly directOf?: string
  readonly card: Card
  readonly state: DeliveryState
  /** ms since 1970. */
  readonly createdAt: number
  /** Place among the deliveries of one route that were made at the same ms. */
  readonly order: number
  readonly attempts: number
  /** ms since 1970 of the first attempt whose outcome is not known, by the clock of then; null: none. */
  readonly firstTriedAt: number | null
  /**
   * Where that attempt was made, or the message stands: a channel's id, or "webhook-ID" for what only that webhook can edit.
   * Left out: nothing was tried yet, or it was written before this was kept.
   */
  readonly place?: string
  /** ms since 1970 before which it must not be tried. */
  readonly notBefore: number
  /** Length of the pause that ends at `notBefore`, in ms: one that seems longer was begun before the clock was set back. */
  readonly pauseMs?: number
}
