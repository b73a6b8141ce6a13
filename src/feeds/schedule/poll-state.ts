import type { KeptEntries } from '../cut/kept-entries.ts'
import type { Feed } from '../feed.ts'
import type { PollHints, Validators } from '../fetched.ts'
import type { Guids } from '../recognise/identity.ts'
import { concealed } from '../secrets.ts'
import type { Cadence } from './cadence.ts'
import type { Frequency } from './next-poll.ts'

/** The configured address of a feed that has moved is tried this often. */
const HOME_MS = 86_400_000

/** Why a feed's last poll gave nothing. */
export interface PollFailure {
  /** A fetch failure, or the reader's name for what it found instead of a feed. */
  readonly reason: string
  readonly what: string
  /** ms since 1970 of the first failure in a row. */
  readonly since: number
}

/** A feed's health, and when it was last reported. */
export type Health =
  | { readonly kind: 'well' }
  | { readonly kind: 'failing' | 'stale'; readonly since: number; readonly saidAt: number }

/** A feed's state between polls: plain JSON, as stored. */
export interface PollState {
  readonly feedId: string
  /** ms since 1970 of the last poll, by the clock of that moment. */
  readonly polledAt: number
  /** ms since 1970 before which the feed must not be asked again. */
  readonly dueAt: number
  /** Whether a whole document with entries was ever read: until then a read counts as the first run. */
  readonly read: boolean
  /** How many truncated documents were read before the first whole one; absent: none. */
  readonly brokenOff?: number
  /** What is known of the feed's guids; absent: nothing yet. */
  readonly guids?: Guids
  /** Hosts that the feed's entries link to; absent: not known yet. */
  readonly hosts?: readonly string[]
  /** The feed's own title; absent: feeds.yaml names it, or nothing was read. */
  readonly title?: string
  /** The last document's entries, to be recognised by their bytes; absent or null: the next one is read whole. */
  readonly kept?: KeptEntries | null
  /** The address in feeds.yaml when this was learned: if it changes there, the rest is void. */
  readonly configuredUrl: string
  /** Where the feed is polled since it moved for good; null: at its configured address. */
  readonly movedUrl: string | null
  /** ms since 1970 when the configured address of a feed that has moved was last tried; absent: it was not. */
  readonly homeTriedAt?: number
  /** How often the feed is polled, and what decides that; absent: not known yet. */
  readonly frequency?: Frequency
  /** A move that has been seen, but not often enough to follow; null: none. */
  readonly moving: { readonly url: string; readonly polls: number } | null
  readonly validators: Validators | null
  /** Answered 410: not asked again until feeds.yaml gives another address. */
  readonly gone: boolean
  /** The host that answered 429 or 503 with Retry-After, and until when (ms since 1970) none of its feeds is polled; absent: none did. */
  readonly rest?: { readonly host: string; readonly until: number } | null
  /** Failed polls in a row. */
  readonly failures: number
  readonly failure: PollFailure | null
  /** What the feed said when it was last read. */
  readonly hints: PollHints
  readonly cadence: Cadence
  readonly health: Health
}

/** Whether what was learned still holds: not after feeds.yaml gave the feed another address. */
export function holds(state: PollState, feed: Pick<Feed, 'url' | 'secret'>): boolean {
  return state.configuredUrl === feed.url || state.configuredUrl === concealed(feed.url, { headers: {}, ...feed })
}

/** The address to ask. */
export function addressOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): string {
  return state !== null && holds(state, feed) ? (state.movedUrl ?? feed.url) : feed.url
}

/** Whether to try a moved feed's configured address again: a 301 may be temporary in practice. */
export function triesHome(feed: Pick<Feed, 'url'>, state: PollState | null, now: number): state is PollState {
  if (state === null || !holds(state, feed) || state.movedUrl === null) return false
  return Math.abs(now - (state.homeTriedAt ?? 0)) >= HOME_MS
}

/** The validators for the next request; null: none. */
export function validatorsOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): Validators | null {
  return state !== null && holds(state, feed) ? state.validators : null
}

/** What is known of its guids. */
export function guidsOf(feed: Pick<Feed, 'url'>, state: PollState | null): Guids | undefined {
  return state !== null && holds(state, feed) ? state.guids : undefined
}

/** The host that a feed is polled at. */
export function hostOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): string {
  return URL.parse(addressOf(feed, state))?.host ?? ''
}
