import type { PollHints, Timing } from '../fetched.ts'
import { freshForMs, retryAfterMs } from './freshness.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** No publisher keeps a feed from being asked for longer: a ttl of a year is a mistake. */
export const LONGEST_WAIT_MS = 24 * HOUR
const FIRST_RETRY_MS = 5 * MINUTE
const LONGEST_RETRY_MS = 6 * HOUR
const JITTER = 0.1

/** Feeds are looked for once a minute: a feed that is due within half of one is asked at this look, not at the next. */
const HALF_A_LOOK = 30_000
/** Intervals below this are kept to the look: a tenth of them more would make a minute two. */
const SHORT = 5 * MINUTE

/** Who says how often a feed is asked. */
export type Asker = 'feeds.yaml' | 'settings.yaml' | 'max-age or Expires' | 'ttl' | 'sy:updatePeriod'

/** How often a feed is asked, and who asks for it. */
export interface Frequency {
  readonly ms: number
  readonly by: Asker
}

/**
 * How often to ask a feed: what is written at the feed itself holds; otherwise the longest of what the settings, the headers and the feed say,
 * a day at most.
 * @param now ms since 1970, when the answer had come
 * @param by where the interval is written
 */
export function frequencyOf(
  timing: Timing,
  hints: PollHints,
  now: number,
  intervalMs: number,
  by: 'feeds.yaml' | 'settings.yaml',
): Frequency {
  const written: Frequency = { ms: intervalMs, by }
  if (by === 'feeds.yaml') return written
  const said: readonly Frequency[] = [
    { ms: freshForMs(timing, now), by: 'max-age or Expires' },
    { ms: hints.ttlMs ?? 0, by: 'ttl' },
    { ms: hints.updatePeriodMs ?? 0, by: 'sy:updatePeriod' },
  ]
  const { ms, by: asker } = said.reduce((longest, one) => (one.ms > longest.ms ? one : longest), written)
  return { ms: Math.min(ms, LONGEST_WAIT_MS), by: asker }
}

/**
 * When to ask again after an answer that could be read, or that was unchanged: by `frequencyOf`, where an interval that is written is made up
 * to 10 % shorter or longer by the feed, and past the hours and days in which the feed asks not to be read.
 * @param now ms since 1970, when the answer had come
 */
export function nextPoll(feedId: string, { ms, by }: Frequency, hints: PollHints, now: number): number {
  if (by !== 'feeds.yaml' && by !== 'settings.yaml') return settle(now, ms, hints)
  const wait = ms < SHORT ? ms - Math.min(HALF_A_LOOK, ms / 2) : ms * (1 + JITTER * (2 * shareOf(feedId) - 1))
  return settle(now, wait, hints)
}

/**
 * When to ask again after a failure: 5 min, then twice as long each time up to 6 h, and not before a Retry-After of 429 or 503.
 * @param failures how many polls in a row have failed, this one included
 */
export function nextTry(
  feedId: string,
  failed: { readonly status: number | null; readonly timing: Timing | null },
  failures: number,
  hints: PollHints,
  now: number,
): number {
  const doubled = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), LONGEST_RETRY_MS)
  // Feeds that failed together, when the network was down, do not come back in one moment.
  return settle(now, Math.max(doubled * (1 + JITTER * shareOf(feedId)), restMs(failed, now)), hints)
}

/** For how long a whole host is left alone after 429 or 503 with Retry-After, a day at most, in ms; 0: it did not ask. */
export function restMs(
  failed: { readonly status: number | null; readonly timing: Timing | null },
  now: number,
): number {
  const asks = failed.status === 429 || failed.status === 503
  return asks && failed.timing !== null ? Math.min(retryAfterMs(failed.timing, now), LONGEST_WAIT_MS) : 0
}

/** How long a feed waits within a cycle, so that feeds which are due together do not start together: 0 to `withinMs`, always the same. */
export function startDelayMs(feedId: string, withinMs: number): number {
  return Math.floor(shareOf(`start ${feedId}`) * withinMs)
}

/** Rounds up to a whole ms, waits out hours and days in which the feed asks not to be read, and keeps within a day. */
function settle(now: number, wait: number, hints: PollHints): number {
  const latest = now + LONGEST_WAIT_MS
  let at = Math.min(now + Math.ceil(wait), latest)
  while (at < latest && skips(hints, at)) at = (Math.floor(at / HOUR) + 1) * HOUR
  return Math.min(at, latest)
}

function skips(hints: PollHints, at: number): boolean {
  const time = new Date(at)
  return hints.skipHours.includes(time.getUTCHours()) || hints.skipDays.includes(time.getUTCDay())
}

/** 0 to 1, always the same for the same text: FNV-1a, with the last step of MurmurHash3, since ids that differ at their end alone must lie apart. */
function shareOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}
