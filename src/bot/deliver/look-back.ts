import { classify, isInvalidAnswer } from '../../alerts/delivery/failures.ts'
import type { Effect } from '../../alerts/delivery/settle.ts'
import type { Sender } from '../../io/discord/sender.ts'

/** How far before the first attempt the search begins: our clock may have been wrong by up to a day of zones then. */
const CLOCK_SLACK_MS = 25 * 3_600_000

/** Result of a search for a message. `invalid`: the answer counts towards Discord's ban for invalid requests. */
export type LookedBack =
  | { readonly kind: 'found'; readonly messageId: string; readonly place: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly why: string; readonly invalid: boolean }
  | { readonly kind: 'refused'; readonly effect: Effect; readonly why: string; readonly invalid: boolean }

/**
 * Searches for a message by its marker in the place where it was tried. If the place cannot be read, nothing may be sent on a guess.
 * @param triedAt time of the first attempt in ms since 1970, by the clock at that time
 */
export async function lookBack(
  sender: Sender,
  place: string,
  marker: string,
  triedAt: number,
  now: number,
  abort: AbortSignal,
): Promise<LookedBack> {
  // A time in the future is wrong: search everything that can be read.
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
  // Even a token refused here may be good elsewhere: only a refused write stops the process.
  if (kind === 'channel' || kind === 'process') {
    return { kind: 'refused', effect: { kind: 'channel', again, why }, why, invalid }
  }
  return { kind: 'failed', why, invalid }
}
