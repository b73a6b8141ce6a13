import type { Delivery } from '../delivery.ts'
import { isDoubtful, targetOf } from './where.ts'

/**
 * Deliveries of one channel in the order in which they are to be said: by the time they were made, and what edits or answers a
 * message never before it, even where a clock was set back between the two.
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
  // A ring of deliveries that wait for each other is a mistake elsewhere; it must not make one vanish.
  for (const delivery of byTime) place(delivery)
  return ordered
}

/** Of one feed in a turn: on usual days none has more waiting, and everything is said in the order of its time. */
const IN_A_TURN = 10

/**
 * What a channel says before it is looked what has come since: the first ten of each feed, so that one feed's thousands never stand before
 * another feed's one. A story is told in its order: what stands before one of the ten in it comes along.
 * @param ordered as `inOrder` has them; one that names no feed is a feed of its own
 */
export function firstTurn(ordered: readonly Delivery[]): readonly Delivery[] {
  const counts = new Map<string, number>()
  const needed = new Set<string>()
  const turn = new Set<Delivery>()
  for (const delivery of ordered) {
    const { feedId, state } = delivery
    const before = feedId === undefined ? 0 : (counts.get(feedId) ?? 0)
    // One that may have arrived may wait for a person for ever: it takes nobody's place.
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
  /** An attempt may have arrived, and its nonce is not known to count still: look in the channel first. */
  | { readonly kind: 'look'; readonly since: number }
  | { readonly kind: 'wait'; readonly until: number }
  /** It may have arrived and is not to be sent again by itself. */
  | { readonly kind: 'held'; readonly since: number }

export interface ReadinessSettings {
  readonly repeatable: boolean
  readonly onUncertain: 'resend' | 'hold'
  /** How long Discord knows a nonce again, in ms. */
  readonly nonceWindowMs: number
  /**
   * How long ago the first attempt was made, in ms; null: nobody knows, since another process made it or the clock was set. The time
   * that is stored says nothing of it: a clock may have been set between, by as much as has passed.
   */
  readonly triedAgoMs: number | null
}

/** Whether a delivery may be tried now. An attempt whose end was never recorded counts as one that may have arrived. */
export function readiness(delivery: Delivery, now: number, settings: ReadinessSettings): Readiness {
  const { firstTriedAt, notBefore, pauseMs } = delivery
  const { repeatable, onUncertain, nonceWindowMs, triedAgoMs } = settings
  const doubtful = firstTriedAt !== null && isDoubtful(delivery)
  if (doubtful && !repeatable && onUncertain === 'hold') return { kind: 'held', since: firstTriedAt }
  // A pause that seems longer than it was made was begun by a clock that has been set back since.
  if (notBefore > now && notBefore - now <= (pauseMs ?? Number.POSITIVE_INFINITY))
    return { kind: 'wait', until: notBefore }
  const remembered = triedAgoMs !== null && triedAgoMs < nonceWindowMs
  return doubtful && repeatable && !remembered ? { kind: 'look', since: firstTriedAt } : { kind: 'send' }
}
