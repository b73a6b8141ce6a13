/** Posts the digest when it is due. Each attempt is recorded before it is made. */

import { withMarker } from '../../alerts/card/marker.ts'
import { classify, isInvalidAnswer } from '../../alerts/delivery/failures.ts'
import type { Outcome } from '../../alerts/delivery/settle.ts'
import { chart } from '../../alerts/digest/chart.ts'
import { DIGEST_PICTURE, digestPictureText, renderDigest } from '../../alerts/digest/digest.ts'
import { modeAt, type Sender } from '../../io/discord/sender.ts'
import type { Clock } from '../../io/ops/clock.ts'
import type { Log } from '../../io/ops/log.ts'
import { drawPicture } from '../../io/ops/picture.ts'
import type { Store } from '../../io/store/store.ts'
import { idOf } from '../../text/id.ts'
import { lookBack } from '../deliver/look-back.ts'
import type { Outbox } from '../deliver/outbox.ts'
import type { Decisions } from '../world.ts'
import { gatherDigest } from './compose-digest.ts'
import type { DigestDue, DueDigest } from './due-digest.ts'

const SEND_MS = 30_000
/** A digest that could not be posted for this long, in ms, is left out. */
const LATE_MS = 12 * 3_600_000
/** An attempt recorded longer ago than this, in ms, is no longer made. */
const STALE_MS = 10_000

export interface DigestParts {
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly sender: Sender
  readonly decisions: () => Decisions
  readonly channelOf: (route: string) => string | null
  readonly due: DigestDue
  /** Knows which channels accept nothing, and learns from answers. */
  readonly outbox: Pick<Outbox, 'until' | 'heed'>
}

/**
 * Posts a digest that is due, if its channel accepts messages. Nonce and marker derive from its slot, so that a repeat posts no second one.
 * @throws StoreError
 */
export async function postDueDigest(parts: DigestParts): Promise<void> {
  const { clock, log, decisions, channelOf, due, outbox } = parts
  const digest = await due.next()
  if (digest === null) return
  const wanted = decisions().settings.digest
  const route = wanted === null ? null : channelOf(wanted.route)
  const leaveOut = async (reason: string) => {
    await due.told(digest)
    log.warn('digest_left_out', { due: new Date(digest.slot).toISOString(), reason })
  }
  if (wanted === null) return leaveOut('the digest was switched off')
  if (route === null) return leaveOut('its route is unknown')
  if (clock.now() - digest.slot > LATE_MS) return leaveOut('too late')
  // A digest that may have arrived is searched for and repeated where it was tried, whatever its route is now.
  const place = digest.triedIn !== null && parts.sender.reaches(digest.triedIn) ? digest.triedIn : route
  const until = await outbox.until(place)
  if (until === null || until > clock.now()) return
  if (digest.triedIn !== null) {
    const stands = await mayStand(parts, digest, place)
    if (stands === 'unknown') return
    if (stands !== 'absent') return leaveOut(stands)
  }
  const message = withMarker(await draw(parts, digest.slot, wanted.days), markerOf(digest))
  const begun = clock.now()
  await due.tries(digest, place)
  // The machine slept meanwhile: another process may have taken over.
  if (Math.abs(clock.now() - begun) > STALE_MS) return
  const outgoing = { channelId: place, nonce: idOf(['digest', String(digest.slot)], 20), edits: null, ...message }
  const outcome = await parts.sender.send(outgoing, AbortSignal.timeout(SEND_MS))
  await settleDigest(parts, digest, place, outcome)
}

async function draw({ store, decisions }: DigestParts, slot: number, days: number) {
  const { timeZone } = decisions().settings
  const digest = await gatherDigest(store, days, slot, timeZone, decisions())
  const picture = {
    name: DIGEST_PICTURE,
    bytes: await drawPicture(chart(digest.days)),
    description: digestPictureText(digest),
  }
  return { message: renderDigest(digest, timeZone, true), picture }
}

/** The marker by which a digest is found again in its channel. */
function markerOf({ slot }: DueDigest): string {
  return idOf(['digest', String(slot)], 8)
}

/** Whether a digest whose attempt was interrupted is in its channel: a bot searches; for a webhook, settings.yaml decides. */
async function mayStand(parts: DigestParts, digest: DueDigest, place: string): Promise<string> {
  const { clock, sender, decisions, outbox } = parts
  const mode = modeAt(sender, place)
  if (mode !== 'bot') {
    const hold = mode === 'webhook' && decisions().settings.onUncertain === 'hold'
    return hold ? 'it may be there already (onUncertain: hold)' : 'absent'
  }
  const now = clock.now()
  const looked = await lookBack(sender, place, markerOf(digest), digest.slot, now, AbortSignal.timeout(SEND_MS))
  if (looked.kind === 'found') return 'it is there already'
  if (looked.kind === 'refused') await outbox.heed(place, looked.effect, looked.invalid)
  return looked.kind === 'absent' ? 'absent' : 'unknown'
}

async function settleDigest(parts: DigestParts, digest: DueDigest, place: string, outcome: Outcome): Promise<void> {
  const { log, sender, due, outbox } = parts
  if (outcome.kind === 'sent' || (outcome.kind === 'uncertain' && modeAt(sender, place) === 'webhook')) {
    await due.told(digest)
    log.info('digest_posted', { due: new Date(digest.slot).toISOString(), outcome: outcome.kind })
    return
  }
  if (outcome.kind === 'uncertain') {
    log.warn('digest_not_posted', { reason: outcome.why, effect: 'looked for at the next minute' })
    return
  }
  if (outcome.kind === 'refused') {
    const { kind, why, again } = classify(outcome.status, outcome.code)
    const invalid = isInvalidAnswer(outcome.status)
    if (kind === 'item') {
      await due.told(digest)
      log.warn('digest_left_out', { due: new Date(digest.slot).toISOString(), reason: why })
      return
    }
    if (kind === 'uncertain' || kind === 'message-gone') {
      log.warn('digest_not_posted', { reason: why, effect: 'looked for at the next minute' })
      return
    }
    const stops = kind === 'channel' || kind === 'no-channel' || kind === 'process'
    await outbox.heed(place, stops ? { kind: 'channel', again, why } : { kind: 'none' }, invalid)
  }
  if (outcome.kind === 'retry') {
    const { status, scope, afterMs, why } = outcome
    const pause = { kind: 'all', until: parts.clock.now() + (afterMs ?? 0), why } as const
    await outbox.heed(place, scope === 'all' ? pause : { kind: 'none' }, status !== null && isInvalidAnswer(status))
  }
  await due.failed()
  log.warn('digest_not_posted', { reason: outcome.why, effect: 'tried again when its channel may be asked' })
}
