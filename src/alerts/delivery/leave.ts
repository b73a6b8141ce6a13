import { idOf } from '../../text/id.ts'
import type { Delivery } from '../delivery.ts'
import type { Effect } from './settle.ts'
import { isDoubtful } from './where.ts'

/** A delivery whose channel refuses, and that is not waited for. `gone`: why the card that it edits or answers tells nobody anything. */
export interface Left {
  readonly delivery: Delivery
  readonly gone: string
}

/**
 * A channel that refuses what was said in it before its route was led elsewhere is not waited for: an edit is given up and its card with
 * it, a reply goes where the route leads, and so does what certainly stands nowhere, since the channel is no more.
 * @param after the delivery after the refusal
 * @param place the channel that refuses
 * @param leads where its route leads today; null: nowhere
 * @param now ms since 1970
 * @returns null: this is none of it, the channel is paused
 */
export function leave(after: Delivery, effect: Effect, place: string, leads: string | null, now: number): Left | null {
  if (effect.kind !== 'channel' && effect.kind !== 'no-channel') return null
  if (leads === null || leads === place) return null
  // It may stand in a channel that is there, and is only not shown to us.
  if (isDoubtful(after) && effect.kind === 'channel') return null
  const gone = `its channel is left, and takes nothing: ${effect.why}`
  if (after.action.kind === 'edit') {
    return { delivery: { ...after, state: { at: 'abandoned', why: gone, since: now } }, gone }
  }
  const { place: _, ...rest } = after
  // Discord would answer the old nonce with what went with its channel.
  const nonce = isDoubtful(after) ? idOf([after.nonce, leads], 20) : after.nonce
  return { delivery: { ...rest, nonce, state: { at: 'pending' }, firstTriedAt: null }, gone }
}
