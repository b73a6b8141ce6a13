import type { Delivery, DeliveryState } from '../delivery.ts'
import { pauseFor } from './backoff.ts'
import { classify, isInvalidAnswer } from './failures.ts'

/** The outcome of an attempt, as Discord's client reports it. */
export type Outcome =
  /** `place`: where the message is, if that is not where it was sent: the post that it opened in a forum. */
  | { readonly kind: 'sent'; readonly messageId: string; readonly channelId: string; readonly place?: string }
  | {
      readonly kind: 'retry'
      readonly afterMs: number | null
      readonly scope: 'channel' | 'all'
      readonly status: number | null
      readonly why: string
    }
  | { readonly kind: 'uncertain'; readonly why: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | null; readonly why: string }

export interface SettleSettings {
  /** Whether Discord recognises a repeat: in bot mode, by its nonce. */
  readonly repeatable: boolean
  /** For a post that is not repeatable: what to do when it may or may not have arrived. */
  readonly onUncertain: 'resend' | 'hold'
  /** Where the attempt was made: what may have arrived is looked for and resent there. */
  readonly place: string
  /** If only the marker shows a repeat: how long the attempt may still be in progress at Discord, in ms. Default: 0. */
  readonly settlesMs?: number
}

/** What an attempt means beyond its delivery. */
export type Effect =
  | { readonly kind: 'none' }
  /** The channel refuses everything. `again`: whether it is probed automatically. */
  | { readonly kind: 'channel'; readonly again: boolean; readonly why: string }
  /** The channel no longer exists. */
  | { readonly kind: 'no-channel'; readonly why: string }
  /** The card to edit is gone, or not ours: no message of its story is left. */
  | { readonly kind: 'card-gone'; readonly why: string }
  /** A user accepts no direct messages from the bot. */
  | { readonly kind: 'closed'; readonly why: string }
  /** Nothing is to be sent anywhere before `until`. */
  | { readonly kind: 'all'; readonly until: number; readonly why: string }
  /** The process cannot go on. */
  | { readonly kind: 'process'; readonly why: string }

export interface Settled {
  readonly delivery: Delivery
  readonly effect: Effect
  /** Whether the response counts towards Discord's ban. */
  readonly invalid: boolean
  /** Why it was not sent; '': it was. */
  readonly why: string
}

const NONE: Effect = { kind: 'none' }
/** Edits of an old message that was edited too often back off as after this many more failures: half a minute at first, doubling. */
const LATER_TRIES = 4

/**
 * Decides what an attempt's outcome means. Pure: the same delivery, outcome and time give the same.
 * @param before the delivery as it was before the attempt
 * @param now ms since 1970 when the outcome was known
 */
export function settle(before: Delivery, outcome: Outcome, now: number, settings: SettleSettings): Settled {
  if (outcome.kind === 'sent') {
    const { messageId, channelId } = outcome
    const state: DeliveryState = { at: 'sent', messageId, channelId, sentAt: now }
    const place = outcome.place ?? settings.place
    return { delivery: { ...ended(before, state), place }, effect: NONE, invalid: false, why: '' }
  }
  const { why } = outcome
  if (outcome.kind === 'uncertain') {
    return { delivery: uncertain(before, why, now, settings), effect: NONE, invalid: false, why }
  }
  if (outcome.kind === 'retry') {
    const { scope, status } = outcome
    const delivery = waiting(before, outcome.afterMs, now)
    const effect: Effect = scope === 'all' ? { kind: 'all', until: delivery.notBefore, why } : NONE
    return { delivery, effect, invalid: status !== null && isInvalidAnswer(status), why }
  }
  return refused(before, outcome, now, settings)
}

function refused(
  before: Delivery,
  outcome: Extract<Outcome, { kind: 'refused' }>,
  now: number,
  settings: SettleSettings,
): Settled {
  const failure = classify(outcome.status, outcome.code)
  const why = outcome.why === '' ? failure.why : `${failure.why}: ${outcome.why}`
  const invalid = isInvalidAnswer(outcome.status)
  const settled = (delivery: Delivery, effect: Effect = NONE): Settled => ({ delivery, effect, invalid, why })
  switch (failure.kind) {
    case 'process':
      return settled(untried(before), { kind: 'process', why })
    case 'channel':
      return settled(untried(before), { kind: 'channel', again: failure.again, why })
    case 'no-channel':
      return settled(untried(before), { kind: 'no-channel', why })
    case 'item':
      return settled(ended(before, { at: 'set-aside', why, since: now }))
    case 'later':
      return settled(waiting(before, pauseFor(before.id, before.attempts + 1 + LATER_TRIES, null), now))
    case 'passing':
      return settled(waiting(before, null, now))
    case 'uncertain':
      return settled(uncertain(before, why, now, settings))
    case 'closed':
      return settled(ended(before, { at: 'abandoned', why, since: now }), { kind: 'closed', why })
    case 'message-gone':
      return gone(before, why, 'its message was deleted in Discord', now, settled)
    case 'not-ours':
      return gone(before, why, failure.why, now, settled)
  }
}

/** When Discord has no such message: an edit has nothing to edit; the repeat of a post finds the earlier message deleted. */
function gone(
  before: Delivery,
  why: string,
  noCard: string,
  since: number,
  settled: (delivery: Delivery, effect?: Effect) => Settled,
): Settled {
  if (before.action.kind === 'edit') {
    return settled(ended(before, { at: 'abandoned', why: noCard, since }), { kind: 'card-gone', why: noCard })
  }
  if (before.firstTriedAt !== null) {
    return settled(ended(before, { at: 'abandoned', why: 'it was delivered, and deleted in Discord since', since }))
  }
  return settled(ended(before, { at: 'set-aside', why, since }))
}

function uncertain(before: Delivery, why: string, now: number, settings: SettleSettings): Delivery {
  const attempts = before.attempts + 1
  const firstTriedAt = before.firstTriedAt ?? now
  // An edit replaces the whole message, so doing it twice is doing it once.
  const held = !settings.repeatable && before.action.kind !== 'edit' && settings.onUncertain === 'hold'
  const pauseMs = held ? 0 : Math.max(pauseFor(before.id, attempts, null), settings.settlesMs ?? 0)
  const notBefore = held ? before.notBefore : now + pauseMs
  const since = before.state.at === 'uncertain' ? before.state.since : now
  const state: DeliveryState = { at: 'uncertain', since, why }
  return { ...before, attempts, firstTriedAt, place: settings.place, notBefore, pauseMs, state }
}

/** Not handled: it waits, and the time of an earlier attempt that may have arrived is kept. */
function waiting(before: Delivery, afterMs: number | null, now: number): Delivery {
  const attempts = before.attempts + 1
  const asked = pauseFor(before.id, attempts, afterMs)
  // Discord may ask for the same short pause every time; an edit is not urgent, so our own backoff is the minimum.
  const pauseMs = before.action.kind === 'edit' ? Math.max(asked, pauseFor(before.id, attempts, null)) : asked
  return { ...before, attempts, notBefore: now + pauseMs, pauseMs }
}

function untried(before: Delivery): Delivery {
  return { ...before, attempts: before.attempts + 1 }
}

function ended(before: Delivery, state: DeliveryState): Delivery {
  return { ...before, attempts: before.attempts + 1, state }
}
