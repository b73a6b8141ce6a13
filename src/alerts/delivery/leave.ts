import { idOf } from '../../text/id.ts'
import type { Delivery } from '../delivery.ts'
import type { Effect } from './settle.ts'
import { isDoubtful } from './where.ts'

/** A delivery that gives up on a refusing channel. `gone`: why the card that it edits or answers reaches nobody. */
export interface Left {
  readonly delivery: Delivery
  readonly gone: string
}

/**
 * If a route was moved away from a channel and the old channel now refuses, the channel is not waited for: an edit is given up with its
 * card, a reply goes where the route now leads, and so does what certainly was not posted, since its channel no longer exists.
 * @param after the delivery after the refusal
 * @param place the channel that refuses
 * @param leads the place its route leads to now; null: nowhere
 * @param now ms since 1970
 * @returns null: this is not such a case, so the channel is paused
 */
export function leave(after: Delivery, effect: Effect, place: string, leads: string | null, now: number): Left | null {
  if (effect.kind !== 'channel' && effect.kind !== 'no-channel') return null
  if (leads === null || leads === place) return null
  // It may have arrived in a channel that exists but is hidden from us.
  if (isDoubtful(after) && effect.kind === 'channel') return null
  const gone = `its channel is left, and takes nothing: ${effect.why}`
  if (after.action.kind === 'edit') {
    return { delivery: { ...after, state: { at: 'abandoned', why: gone, since: now } }, gone }
  }
  const { place: _, ...rest } = after
  // Discord would answer the old nonce with the message that was lost with its channel.
  const nonce = isDoubtful(after) ? idOf([after.nonce, leads], 20) : after.nonce
  return { delivery: { ...rest, nonce, state: { at: 'pending' }, firstTriedAt: null }, gone }
}
