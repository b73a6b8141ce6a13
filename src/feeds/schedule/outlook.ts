import type { Feed } from '../feed.ts'
import type { PollState } from './poll-state.ts'

/** What keeps some feeds from being read. */
export interface Cause {
  /** For people: "answered 403". */
  readonly what: string
  /** Ids, in the order in which they were given. */
  readonly feeds: readonly string[]
  /** Whether it may be this machine's network that fails, and not the feeds. */
  readonly network: boolean
}

/** A feed that was not read. */
export interface Failing {
  readonly id: string
  /** A fetch failure, or the reader's name for what it found; null: not known. */
  readonly reason: string | null
  readonly what: string
}

/** The state of all polled feeds, and when the next is due. */
export interface Outlook {
  /** How many are polled. */
  readonly polled: number
  /** How many were asked at least once. */
  readonly asked: number
  readonly failing: number
  readonly causes: readonly Cause[]
  /** ms since 1970 when the first feed is due, never before `now`; null: no feed is asked again. */
  readonly nextAt: number | null
}

/** Failures that a machine without a network meets at every feed. */
const NETWORK: ReadonlySet<string> = new Set(['lookup', 'name-not-found', 'connection', 'deadline'])

const GONE = 'answered 410: gone, not asked again – remove it from feeds.yaml or give it another url'

/** Feeds by cause of failure, the most common first. */
export function causesOf(failing: readonly Failing[]): readonly Cause[] {
  return [...Map.groupBy(failing, one => one.what)]
    .map(([what, feeds]) => ({
      what,
      feeds: feeds.map(one => one.id),
      network: feeds.every(one => one.reason !== null && NETWORK.has(one.reason)),
    }))
    .sort((a, b) => b.feeds.length - a.feeds.length)
}

/** "41 of 41 feeds: its host name was not found (ENOTFOUND) – is this machine online?" */
export function renderCause({ what, feeds, network }: Cause, of: number): string {
  const all = feeds.length === of && of > 1
  return `${feeds.length} of ${of} feed${of === 1 ? '' : 's'}: ${what}${all && network ? ' – is this machine online?' : ''}`
}

/**
 * Sums up the stored state of the feeds.
 * @param feeds those of feeds.yaml; disabled ones do not count
 * @param now ms since 1970
 */
export function outlookOf(
  feeds: readonly Pick<Feed, 'id' | 'enabled'>[],
  states: ReadonlyMap<string, PollState>,
  now: number,
): Outlook {
  const polled = feeds.filter(feed => feed.enabled)
  const failing: Failing[] = []
  let nextAt: number | null = null
  let asked = 0
  for (const { id } of polled) {
    const state = states.get(id)
    if (state !== undefined) asked += 1
    if (state?.gone === true) failing.push({ id, reason: 'gone', what: GONE })
    else {
      if (state !== undefined && state.failures > 0)
        failing.push({ id, reason: state.failure?.reason ?? null, what: state.failure?.what ?? 'not read' })
      nextAt = Math.min(nextAt ?? Number.POSITIVE_INFINITY, Math.max(now, state?.dueAt ?? now))
    }
  }
  return { polled: polled.length, asked, failing: failing.length, causes: causesOf(failing), nextAt }
}

/** Whether no polled feed can be read. Reported, since a bot that reads nothing looks like one with nothing to report. */
export function allFailing({ polled, failing }: Outlook): boolean {
  return polled > 0 && failing === polled
}
