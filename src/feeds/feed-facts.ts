import { shownUrl } from '../text/shown-url.ts'
import { renderDuration } from '../text/time/duration.ts'
import { shownName } from './entries-to-items.ts'
import type { Feed } from './feed.ts'
import { entriesADay } from './schedule/cadence.ts'
import type { Frequency } from './schedule/next-poll.ts'
import { holds, type PollState } from './schedule/poll-state.ts'

/** How often a feed is polled and what decides that; the configured interval until it has answered. */
export function frequencyOf(feed: Feed, state: PollState | undefined, intervalMs: number): Frequency {
  if (state?.frequency !== undefined) return state.frequency
  return feed.intervalMs === null ? { ms: intervalMs, by: 'settings.yaml' } : { ms: feed.intervalMs, by: 'feeds.yaml' }
}

export type FeedFacts = ReturnType<typeof factsOf>

/**
 * A feed's status, for people and programs.
 * @param kept the state stored under the feed's id, possibly of an earlier address
 * @param now ms since 1970
 */
export function factsOf(feed: Feed, kept: PollState | null, intervalMs: number, now: number) {
  const state = kept !== null && holds(kept, feed) ? kept : null
  const { ms, by } = frequencyOf(feed, state ?? undefined, intervalMs)
  const rate = state === null ? null : entriesADay(state.cadence, now)
  const newest = state?.cadence.newestAt ?? null
  return {
    id: feed.id,
    name: shownName(feed, state?.title ?? ''),
    url: shownUrl(feed.url, feed.secret),
    enabled: feed.enabled,
    health: healthOf(feed, state, now),
    everySeconds: Math.round(ms / 1000),
    everyBy: by,
    polledSecondsAgo: state === null ? null : Math.round((now - state.polledAt) / 1000),
    newestSecondsAgo: newest === null ? null : Math.max(0, Math.round((now - newest) / 1000)),
    entriesADay: rate === null ? null : Math.round(rate * 10) / 10,
  }
}

function healthOf(feed: Feed, state: PollState | null, now: number): string {
  if (!feed.enabled) return 'paused'
  if (state === null) return 'not asked yet'
  if (state.gone) return 'gone (410), not asked again'
  if (state.failure !== null) {
    const { what, since } = state.failure
    const times = state.failures === 1 ? 'once' : `${state.failures} times since ${renderDuration(now - since)}`
    return `failing ${times}: ${what}`
  }
  if (state.health.kind === 'stale') return 'answers, but has brought nothing for longer than is usual'
  return 'well'
}
