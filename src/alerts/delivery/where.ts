import type { Delivery } from '../delivery.ts'
import { readPlace, threadPlace } from '../places/place.ts'

/** What is known of places: where a route leads now, and what the connection to Discord can reach. */
export interface Places {
  /** null: settings.yaml no longer names the route. */
  readonly route: string | null
  /** Whether messages in a place can be found, edited and answered from here; a webhook's only by that webhook. */
  reaches(place: string): boolean
  /** Whether what answers a card goes into a thread of its own below that card. */
  readonly threads?: boolean
}

/** The id of the delivery whose message this one edits or answers; null: none. */
export function targetOf({ action }: Delivery): string | null {
  if (action.kind === 'post') return null
  return action.kind === 'edit' ? action.of : action.to
}

/** Whether a new message may have arrived without our knowing. Edits are never doubtful: they can safely be repeated. */
export function isDoubtful(delivery: Delivery): boolean {
  return delivery.firstTriedAt !== null && delivery.action.kind !== 'edit'
}

/**
 * Where to send a delivery. What may have arrived is looked for and resent where it was tried; an edit or a reply goes where its
 * card is; all else goes where the route leads now, so that changing a route does not move stories already posted.
 * @param post the delivery that it edits or answers; null: none, or not stored
 * @returns null: nowhere, until settings.yaml names its route again
 */
export function placeOf(delivery: Delivery, post: Delivery | null, places: Places): string | null {
  const { route, reaches, threads = false } = places
  if (isDoubtful(delivery) && delivery.place !== undefined && reaches(delivery.place)) return delivery.place
  const card = post === null ? null : placeOfMessage(post)
  if (card === null || !reaches(card)) return route
  return threads ? (threadBelow(delivery, post) ?? card) : card
}

/** The thread below the card that a delivery answers; null: it answers none, or that card is itself in a thread. */
export function threadBelow(delivery: Delivery, post: Delivery | null): string | null {
  if (delivery.action.kind !== 'reply' || post?.id !== delivery.action.to || post.state.at !== 'sent') return null
  const stands = readPlace(placeOfMessage(post) ?? '')
  return stands === null || stands.thread !== null ? null : threadPlace(stands.channel, post.state.messageId)
}

/** Where a delivery's message is; null: it is not in Discord. */
export function placeOfMessage({ state, place }: Delivery): string | null {
  return state.at === 'sent' ? (place ?? state.channelId) : null
}

/**
 * Whether a post counts as published: its message is in Discord and editable, or may still get there. A message that was
 * deleted, refused, given up or written by another webhook does not count.
 * @param post the delivery of the story's card; null: it is not stored
 */
export function isTold(post: Delivery | null, reaches: Places['reaches']): boolean {
  if (post === null || post.state.at === 'set-aside' || post.state.at === 'abandoned') return false
  const place = placeOfMessage(post)
  return place === null || reaches(place)
}
