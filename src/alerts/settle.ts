import { pauseFor } from './backoff.ts'
import type { Delivery, DeliveryState } from './delivery.ts'
import { classify, isInvalidAnswer } from './failures.ts'

/** What became of an attempt, as the way to Discord tells it. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageId: string; readonly channelId: string }
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
  /** Whether a repeat is told from a new message: bot mode, by its nonce. */
  readonly repeatable: boolean
  /** For a post that is not repeatable: what to do when it may or may not have arrived. */
  readonly onUncertain: 'resend' | 'hold'
}

/** What an attempt means beyond its delivery. */
export type Effect =
  | { readonly kind: 'none' }
  /** The channel takes nothing. `again`: whether it is probed by itself. */
  | { readonly kind: 'channel'; readonly again: boolean; readonly why: string }
  /** Nothing is to be sent anywhere before `until`. */
  | { readonly kind: 'all'; readonly until: number; readonly why: string }
  /** The process cannot go on. */
  | { readonly kind: 'process'; readonly why: string }

export interface Settled {
  readonly delivery: Delivery
  readonly effect: Effect
  /** Whether the answer counts towards Discord's ban. */
  readonly invalid: boolean
}

const NONE: Effect = { kind: 'none' }

/**
 * Decides what an attempt's outcome means. Pure: the same delivery, outcome and time give the same.
 * @param before the delivery as it was before the attempt
 * @param now ms since 1970 when the outcome was known
 */
export function settle(before: Delivery, outcome: Outcome, now: number, settings: SettleSettings): Settled {
  if (outcome.kind === 'sent') {
    const { messageId, channelId } = outcome
    return settled(ended(before, { at: 'sent', messageId, channelId, sentAt: now }))
  }
  if (outcome.kind === 'uncertain') return settled(uncertain(before, outcome.why, now, settings))
  if (outcome.kind === 'retry') {
    const { scope, why, status } = outcome
    const delivery = waiting(before, outcome.afterMs, now)
    const effect: Effect = scope === 'all' ? { kind: 'all', until: delivery.notBefore, why } : NONE
    return { delivery, effect, invalid: status !== null && isInvalidAnswer(status) }
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
  switch (failure.kind) {
    case 'process':
      return { delivery: untried(before), effect: { kind: 'process', why }, invalid }
    case 'channel':
      return { delivery: untried(before), effect: { kind: 'channel', again: failure.again, why }, invalid }
    case 'item':
      return { delivery: ended(before, { at: 'set-aside', why, since: now }), effect: NONE, invalid }
    case 'passing':
      return { delivery: waiting(before, null, now), effect: NONE, invalid }
    case 'uncertain':
      return { delivery: uncertain(before, why, now, settings), effect: NONE, invalid }
    case 'unknown-message':
      return { delivery: ended(before, gone(before, why, now)), effect: NONE, invalid }
  }
}

/** Where Discord knows no message: an edit has nothing to edit; the repeat of a post finds the earlier message deleted. */
function gone(before: Delivery, why: string, now: number): DeliveryState {
  if (before.action.kind === 'edit') {
    return { at: 'abandoned', why: 'its message was deleted in Discord', since: now }
  }
  if (before.firstTriedAt !== null) {
    return { at: 'abandoned', why: 'it was delivered, and deleted in Discord since', since: now }
  }
  return { at: 'set-aside', why, since: now }
}

function uncertain(before: Delivery, why: string, now: number, settings: SettleSettings): Delivery {
  const attempts = before.attempts + 1
  const firstTriedAt = before.firstTriedAt ?? now
  // An edit replaces the whole message, so doing it twice is doing it once.
  const held = !settings.repeatable && before.action.kind !== 'edit' && settings.onUncertain === 'hold'
  const notBefore = held ? before.notBefore : now + pauseFor(before.id, attempts, null)
  const since = before.state.at === 'uncertain' ? before.state.since : now
  return { ...before, attempts, firstTriedAt, notBefore, state: { at: 'uncertain', since, why } }
}

/** Not taken on: it waits, and how long ago an earlier attempt may have arrived stays as it was. */
function waiting(before: Delivery, afterMs: number | null, now: number): Delivery {
  const attempts = before.attempts + 1
  return { ...before, attempts, notBefore: now + pauseFor(before.id, attempts, afterMs) }
}

function untried(before: Delivery): Delivery {
  return { ...before, attempts: before.attempts + 1 }
}

function ended(before: Delivery, state: DeliveryState): Delivery {
  return { ...before, attempts: before.attempts + 1, state }
}

function settled(delivery: Delivery): Settled {
  return { delivery, effect: NONE, invalid: false }
}
