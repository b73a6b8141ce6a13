import type { Card } from './card/card.ts'

/** What to do in the channel. An edit replaces the whole message, so only the newest edit of a message counts. */
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

/** One message, reply or edit for one channel: stored before it is sent, its id derived from its content. */
export interface Delivery {
  readonly id: string
  /** At most 25 characters, derived from the id: Discord answers a repeat with the earlier message. */
  readonly nonce: string
  /** Put into the message's footer; by it the message is found again in the channel. */
  readonly marker: string
  /** Name of a route in settings.yaml. */
  readonly route: string
  readonly action: DeliveryAction
  readonly storyId: string
  readonly itemIds: readonly string[]
  /** The feed that brought it, so that many from one feed do not delay another's; absent in older stores. */
  readonly feedId?: string
  /** On a summary card: the deliveries that it replaces. */
  readonly gathers?: readonly string[]
  /** The summary card that replaces it. */
  readonly toldIn?: string
  /** On a copy for a further route: the original delivery. */
  readonly copyOf?: string
  /** On a direct message: the delivery of its alert. */
  readonly directOf?: string
  readonly card: Card
  readonly state: DeliveryState
  /** ms since 1970. */
  readonly createdAt: number
  /** Order among the deliveries of one route created in the same ms. */
  readonly order: number
  readonly attempts: number
  /** ms since 1970 of the first attempt with unknown outcome, by the clock of that moment; null: none. */
  readonly firstTriedAt: number | null
  /**
   * Where that attempt was made, or the message is: a channel's id, or "webhook-ID" for what only that webhook can edit.
   * Absent: nothing was tried yet, or it is from an older store.
   */
  readonly place?: string
  /** ms since 1970 before which it must not be tried. */
  readonly notBefore: number
  /** Length of the pause that ends at `notBefore`, in ms: if more seems left, the clock was set back. */
  readonly pauseMs?: number
}
