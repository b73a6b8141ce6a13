import type { PollHints, Timing } from '../fetched.ts'
import { freshForMs, retryAfterMs } from './freshness.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The longest wait that a publisher can ask for: a ttl of a year is a mistake. */
export const LONGEST_WAIT_MS = 24 * HOUR
const FIRST_RETRY_MS = 5 * MINUTE
const LONGEST_RETRY_MS = 6 * HOUR
const JITTER = 0.1

/** Due feeds are looked for once a minute: one that is due within half a minute is polled now, not at the next look. */
const HALF_A_LOOK = 30_000
/** Shorter intervals get no jitter: a tenth more would turn one minute into two. */
const SHORT = 5 * MINUTE

/** What decides how often a feed is polled. */
export type Asker = 'feeds.yaml' | 'settings.yaml' | 'max-age or Expires' | 'ttl' | 'sy:updatePeriod'

/** How often a feed is polled, and what decides that. */
export interface Frequency {
  readonly ms: number
  readonly by: Asker
}

/**
 * How often to poll a feed: an interval written in its feeds.yaml entry holds; otherwise the longest of what settings, headers and feed say,
 * at most a day.
 * @param now ms since 1970, when the answer had come
 * @param by the file that sets the interval
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
 * When to poll again (ms since 1970) after an answer that was read or unchanged: by `frequencyOf`, with configured intervals made up
 * to 10 % shorter or longer depending on the feed's id, and outside the hours and days in which the feed asks not to be read.
 * @param now ms since 1970, when the answer had come
 */
export function nextPoll(feedId: string, { ms, by }: Frequency, hints: PollHints, now: number): number {
  if (by !== 'feeds.yaml' && by !== 'settings.yaml') return settle(now, ms, hints)
  const wait = ms < SHORT ? ms - Math.min(HALF_A_LOOK, ms / 2) : ms * (1 + JITTER * (2 * shareOf(feedId) - 1))
  return settle(now, wait, hints)
}

/**
 * When to poll again after a failure: 5 min, then twice as long each time up to 6 h, and not before a Retry-After of 429 or 503.
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
  // Feeds that failed together while the network was down must not all come back at once.
  return settle(now, Math.max(doubled * (1 + JITTER * shareOf(feedId)), restMs(failed, now)), hints)
}

/** How long (ms, at most a day) a whole host is left alone after 429 or 503 with Retry-After; 0: it did not ask. */
export function restMs(
  failed: { readonly status: number | null; readonly timing: Timing | null },
  now: number,
): number {
  const asks = failed.status === 429 || failed.status === 503
  return asks && failed.timing !== null ? Math.min(retryAfterMs(failed.timing, now), LONGEST_WAIT_MS) : 0
}

/** A feed's fixed delay within a cycle, 0 to `withinMs`, so that feeds due together do not start together. */
export function startDelayMs(feedId: string, withinMs: number): number {
  return Math.floor(shareOf(`start ${feedId}`) * withinMs)
}

/** Rounds up to a whole ms, skips the hours and days in which the feed asks not to be read, and stays within a day. */
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
