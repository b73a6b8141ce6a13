import type { KeptEntries } from '../cut/kept-entries.ts'
import type { Feed } from '../feed.ts'
import { type Answer, type Failed, NO_HINTS, type PollHints, type Unchanged } from '../fetched.ts'
import { learnCadence, NO_CADENCE } from './cadence.ts'
import { frequencyOf, nextPoll, nextTry, restMs } from './next-poll.ts'
import { holds, hostOf, type PollState } from './poll-state.ts'

/** Polls that must agree before a move is followed: a hotel's or provider's login page also redirects. */
const AGREEING_POLLS = 3
/** Failures in a row after which a moved feed is polled at its configured address again. */
const LOST_AFTER = 3
/** Truncated documents after which a truncated one counts as all that the feed has. */
const BROKEN_OFF_POLLS = 3
/** The last ms since 1970 that a Date can hold: "never" as a number that JSON keeps. */
export const NEVER = 8.64e15

/** The result of a poll once its body, if any, was read. */
export type PollOutcome =
  | {
      readonly kind: 'read'
      readonly fetched: Answer
      readonly hints: PollHints
      readonly entries: readonly { readonly id: string; readonly publishedAt: number | null }[]
      /** Whether the document came to its end. */
      readonly whole: boolean
      /** The hosts that its entries link to. */
      readonly hosts: readonly string[]
      /** The feed's own title, if feeds.yaml gives it no name. */
      readonly title?: string
      /** The entries, to be recognised by their bytes; absent or null: the next document must be read whole. */
      readonly kept?: KeptEntries | null
    }
  | { readonly kind: 'unchanged'; readonly fetched: Unchanged }
  /** A body came that is no feed; `reason` is the reader's name for it. */
  | { readonly kind: 'unreadable'; readonly fetched: Answer; readonly reason: string; readonly what: string }
  | { readonly kind: 'failed'; readonly fetched: Failed }

/**
 * A feed's state after a poll. Pure: the same poll of the same state gives the same result, so a repeat after a crash is harmless.
 * @param state what was kept before; null: nothing
 * @param now ms since 1970, when the answer had come
 * @param intervalMs the configured interval
 * @param by the file that sets it
 */
export function learn(
  feed: Pick<Feed, 'id' | 'url'>,
  state: PollState | null,
  outcome: PollOutcome,
  now: number,
  intervalMs: number,
  by: 'feeds.yaml' | 'settings.yaml' = 'settings.yaml',
): PollState {
  const before = state !== null && holds(state, feed) ? state : unknownState(feed, state, now)
  // It was not asked: all that was learned is when it may be.
  if (outcome.kind === 'failed' && outcome.fetched.reason === 'resting')
    return { ...before, dueAt: now + restMs(outcome.fetched, now) }
  if (outcome.kind === 'failed' || outcome.kind === 'unreadable') return learnFailure(before, outcome, now)
  const hints = outcome.kind === 'read' ? outcome.hints : before.hints
  const frequency = frequencyOf(outcome.fetched.timing, hints, now, intervalMs, by)
  return {
    ...before,
    ...follow(before, outcome.fetched.movedTo, now),
    polledAt: now,
    dueAt: nextPoll(feed.id, frequency, hints, now),
    frequency,
    ...reading(before, outcome),
    rest: null,
    failures: 0,
    failure: null,
    hints,
    cadence: outcome.kind === 'read' ? learnCadence(before.cadence, outcome.entries, now) : before.cadence,
  }
}

/**
 * A feed counts as read once a whole document with entries was read; one whose documents are all truncated, with the third.
 */
function reading(
  before: PollState,
  outcome: Extract<PollOutcome, { kind: 'read' | 'unchanged' }>,
): Pick<PollState, 'read' | 'brokenOff' | 'validators' | 'hosts' | 'title' | 'kept'> {
  const { validators } = outcome.fetched
  // A publisher may call a truncated document unchanged: the next poll is unconditional.
  if (outcome.kind === 'unchanged')
    return { read: before.read, validators: before.read || before.brokenOff === undefined ? validators : null }
  const { entries, whole, kept = null } = outcome
  const told = {
    hosts: outcome.hosts.length > 0 ? outcome.hosts : (before.hosts ?? []),
    kept,
    ...(outcome.title === undefined ? {} : { title: outcome.title }),
  }
  if (before.read || (whole && entries.length > 0)) return { read: true, validators, ...told }
  const brokenOff = (before.brokenOff ?? 0) + (entries.length > 0 ? 1 : 0)
  const read = brokenOff >= BROKEN_OFF_POLLS
  return { read, ...(brokenOff === 0 ? {} : { brokenOff }), validators, ...told }
}

function learnFailure(
  before: PollState,
  outcome: Extract<PollOutcome, { kind: 'failed' | 'unreadable' }>,
  now: number,
): PollState {
  const { reason, what } = outcome.kind === 'failed' ? outcome.fetched : outcome
  const { timing } = outcome.fetched
  const refused = outcome.kind === 'failed' ? outcome.fetched : null
  const failures = before.failures + 1
  // A 410 at the new address of a moved feed does not end the feed; only one at its configured address does.
  const gone = refused?.reason === 'gone' && before.movedUrl === null
  const status = refused?.status ?? null
  const rest = refused === null ? 0 : restMs(refused, now)
  return {
    ...before,
    polledAt: now,
    dueAt: gone ? NEVER : nextTry(before.feedId, { status, timing }, failures, before.hints, now),
    // A document that could not be read must not be answered by 304 next time: the last good validators stay.
    movedUrl: failures >= LOST_AFTER || reason === 'gone' ? null : before.movedUrl,
    moving: failures >= LOST_AFTER ? null : before.moving,
    gone,
    rest: rest > 0 ? { host: hostOf({ url: before.configuredUrl }, before), until: now + rest } : null,
    failures,
    failure: { reason, what, since: before.failure?.since ?? now },
  }
}

/** Counts polls that agree on a move, and follows it after three. */
function follow(
  before: PollState,
  movedTo: string | null,
  now: number,
): Pick<PollState, 'movedUrl' | 'moving' | 'homeTriedAt'> {
  if (movedTo === null) return { movedUrl: before.movedUrl, moving: null }
  const polls = before.moving?.url === movedTo ? before.moving.polls + 1 : 1
  if (polls < AGREEING_POLLS) return { movedUrl: before.movedUrl, moving: { url: movedTo, polls } }
  return { movedUrl: movedTo === before.configuredUrl ? null : movedTo, moving: null, homeTriedAt: now }
}

/** A feed's state before its first poll. With a new address it starts anew, but if its entries were read before, it is no first run. */
export function unknownState(feed: Pick<Feed, 'id' | 'url'>, old: PollState | null, now: number): PollState {
  return {
    feedId: feed.id,
    polledAt: now,
    dueAt: now,
    read: old?.read ?? false,
    ...(old?.brokenOff === undefined ? {} : { brokenOff: old.brokenOff }),
    configuredUrl: feed.url,
    movedUrl: null,
    moving: null,
    validators: null,
    gone: false,
    failures: 0,
    failure: null,
    hints: NO_HINTS,
    cadence: NO_CADENCE,
    health: { kind: 'well' },
  }
}
