import type { Delivery } from '../delivery.ts'
import { isDoubtful, targetOf } from './where.ts'

/**
 * A channel's deliveries in sending order: by creation time, and an edit of or reply to a
 * message never before it, even if the clock was set back between the two.
 */
export function inOrder(deliveries: readonly Delivery[]): readonly Delivery[] {
  const byTime = [...deliveries].sort(
    (left, right) => left.createdAt - right.createdAt || left.order - right.order || (left.id < right.id ? -1 : 1),
  )
  const here = new Set(byTime.map(delivery => delivery.id))
  const placed = new Set<string>()
  const waited = new Set<string>()
  const followers = Map.groupBy(byTime, delivery => targetOf(delivery) ?? '')
  const ordered: Delivery[] = []
  const place = (delivery: Delivery) => {
    if (placed.has(delivery.id)) return
    placed.add(delivery.id)
    ordered.push(delivery)
    for (const follower of followers.get(delivery.id) ?? []) if (waited.has(follower.id)) place(follower)
  }
  for (const delivery of byTime) {
    const to = targetOf(delivery)
    if (to !== null && here.has(to) && !placed.has(to)) waited.add(delivery.id)
    else place(delivery)
  }
  // A cycle of deliveries that wait for each other is a bug elsewhere; none of them must get lost.
  for (const delivery of byTime) place(delivery)
  return ordered
}

/** Deliveries of one feed per turn: on usual days none has more waiting, and everything is sent in order of time. */
const IN_A_TURN = 10

/**
 * What a channel sends before new deliveries are looked for: the first ten of each feed, so that one feed's thousands never delay
 * another feed's one. A story stays in order: earlier deliveries of the same story come along.
 * @param ordered in the order of `inOrder`; a delivery without a feed counts as a feed of its own
 */
export function firstTurn(ordered: readonly Delivery[]): readonly Delivery[] {
  const counts = new Map<string, number>()
  const needed = new Set<string>()
  const turn = new Set<Delivery>()
  for (const delivery of ordered) {
    const { feedId, state } = delivery
    const before = feedId === undefined ? 0 : (counts.get(feedId) ?? 0)
    // One that may have arrived may wait for a person indefinitely, so it takes up no place.
    if (feedId !== undefined && state.at === 'pending') counts.set(feedId, before + 1)
    if (before < IN_A_TURN) turn.add(delivery)
  }
  for (const delivery of ordered.toReversed()) {
    const story = `story ${delivery.storyId}`
    if (!turn.has(delivery) && !needed.has(story) && !needed.has(delivery.id)) continue
    turn.add(delivery)
    needed.add(story)
    const to = targetOf(delivery)
    if (to !== null) needed.add(to)
  }
  return ordered.filter(delivery => turn.has(delivery))
}

/**
 * Edits that a later edit of the same message replaces: each draws the whole card, so only the newest is sent.
 * @param ordered open deliveries of one channel, in order
 * @returns the edits that are superseded, each with the id of the one that replaces it
 */
export function superseded(ordered: readonly Delivery[]): ReadonlyMap<string, string> {
  const newest = new Map<string, string>()
  for (const { action, id } of ordered) if (action.kind === 'edit') newest.set(action.of, id)
  const replaced = new Map<string, string>()
  for (const { action, id } of ordered) {
    const by = action.kind === 'edit' ? newest.get(action.of) : undefined
    if (by !== undefined && by !== id) replaced.set(id, by)
  }
  return replaced
}

/** What must be known before a delivery is tried. */
export type Readiness =
  | { readonly kind: 'send' }
  /** An attempt may have arrived, and its nonce may have expired: look in the channel first. */
  | { readonly kind: 'look'; readonly since: number }
  | { readonly kind: 'wait'; readonly until: number }
  /** It may have arrived and must not be resent automatically. */
  | { readonly kind: 'held'; readonly since: number }

export interface ReadinessSettings {
  readonly repeatable: boolean
  readonly onUncertain: 'resend' | 'hold'
  /** How long Discord remembers a nonce, in ms. */
  readonly nonceWindowMs: number
  /**
   * How long ago the first attempt was made, in ms; null: unknown, since another process made it or the clock was set. The stored
   * time does not show it: the clock may have been set since then.
   */
  readonly triedAgoMs: number | null
}

/** Whether a delivery may be tried now. An attempt without a recorded outcome may have arrived. */
export function readiness(delivery: Delivery, now: number, settings: ReadinessSettings): Readiness {
  const { firstTriedAt, notBefore, pauseMs } = delivery
  const { repeatable, onUncertain, nonceWindowMs, triedAgoMs } = settings
  const doubtful = firstTriedAt !== null && isDoubtful(delivery)
  if (doubtful && !repeatable && onUncertain === 'hold') return { kind: 'held', since: firstTriedAt }
  // If more of a pause seems left than its whole length, the clock was set back since.
  if (notBefore > now && notBefore - now <= (pauseMs ?? Number.POSITIVE_INFINITY))
    return { kind: 'wait', until: notBefore }
  const remembered = triedAgoMs !== null && triedAgoMs < nonceWindowMs
  return doubtful && repeatable && !remembered ? { kind: 'look', since: firstTriedAt } : { kind: 'send' }
}
