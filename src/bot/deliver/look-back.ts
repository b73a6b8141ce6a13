import { classify, isInvalidAnswer } from '../../alerts/delivery/failures.ts'
import type { Effect } from '../../alerts/delivery/settle.ts'
import type { Sender } from '../../io/discord/sender.ts'

/** How much before the first try the channel is searched: our clock may have been wrong by a day's worth of zones when it was noted. */
const CLOCK_SLACK_MS = 25 * 3_600_000

/** What a search for a message came to. `invalid`: the answer counts towards Discord's ban. */
export type LookedBack =
  | { readonly kind: 'found'; readonly messageId: string; readonly place: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly why: string; readonly invalid: boolean }
  | { readonly kind: 'refused'; readonly effect: Effect; readonly why: string; readonly invalid: boolean }

/**
 * Looks for a message by its marker where it was tried. What cannot be read is not written to on a guess.
 * @param triedAt ms since 1970 of the first attempt, by the clock of then
 */
export async function lookBack(
  sender: Sender,
  place: string,
  marker: string,
  triedAt: number,
  now: number,
  abort: AbortSignal,
): Promise<LookedBack> {
  // A time that lies ahead says nothing: the whole of what can be read is searched.
  const since = triedAt > now ? 0 : triedAt - CLOCK_SLACK_MS
  const recent = await sender.recent(place, since, abort)
  if (recent.kind === 'read') {
    const found = recent.messages.find(message => message.marker === marker)
    return found === undefined
      ? { kind: 'absent' }
      : { kind: 'found', messageId: found.messageId, place: found.place ?? place }
  }
  if (recent.kind === 'failed') return { kind: 'failed', why: recent.why, invalid: false }
  const { kind, why, again } = classify(recent.status, recent.code)
  const invalid = isInvalidAnswer(recent.status)
  if (kind === 'no-channel') return { kind: 'refused', effect: { kind, why }, why, invalid }
  // Also a token that is refused here may still be good elsewhere: what it means for the process shows where it is written with.
  if (kind === 'channel' || kind === 'process') {
    return { kind: 'refused', effect: { kind: 'channel', again, why }, why, invalid }
  }
  return { kind: 'failed', why, invalid }
}
