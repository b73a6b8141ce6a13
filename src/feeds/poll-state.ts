import type { Cadence } from './cadence.ts'
import type { Feed } from './feed.ts'
import type { PollHints, Validators } from './fetched.ts'
import { concealed } from './secrets.ts'

/** Why a feed's last poll gave nothing. */
export interface PollFailure {
  /** A fetch failure, or the reader's name for what it found instead of a feed. */
  readonly reason: string
  readonly what: string
  /** ms since 1970 of the first failure in a row. */
  readonly since: number
}

/** How an outlet fares, and when it was last said. */
export type Health =
  | { readonly kind: 'well' }
  | { readonly kind: 'failing' | 'stale'; readonly since: number; readonly saidAt: number }

/** What is kept of a feed between polls: plain JSON, as the store keeps it. */
export interface PollState {
  readonly feedId: string
  /** ms since 1970 of the last poll, by the clock of that moment. */
  readonly polledAt: number
  /** ms since 1970 before which the feed must not be asked again. */
  readonly dueAt: number
  /** Whether entries of the feed were ever read: until then a read counts as the first run. */
  readonly read: boolean
  /** The address in feeds.yaml when this was learned: a new one there makes the rest void. */
  readonly configuredUrl: string
  /** Where the feed is asked since it moved for good; null: at its configured address. */
  readonly movedUrl: string | null
  /** A move that has been seen, but not often enough to follow; null: none. */
  readonly moving: { readonly url: string; readonly polls: number } | null
  readonly validators: Validators | null
  /** Answered 410: not asked again until feeds.yaml gives another address. */
  readonly gone: boolean
  /** The host that answered 429 or 503 with Retry-After, and until when (ms since 1970) none of its feeds is asked; absent: none did. */
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

/** What to ask with. */
export function validatorsOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): Validators | null {
  return state !== null && holds(state, feed) ? state.validators : null
}

/** The host that a feed is asked at. */
export function hostOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): string {
  return URL.parse(addressOf(feed, state))?.host ?? ''
}
