import { createHash } from 'node:crypto'
import type { PollHints, Timing } from './fetched.ts'
import { freshForMs, retryAfterMs } from './freshness.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** No publisher keeps a feed from being asked for longer: a ttl of a year is a mistake. */
export const LONGEST_WAIT_MS = 24 * HOUR
const FIRST_RETRY_MS = 5 * MINUTE
const LONGEST_RETRY_MS = 6 * HOUR
const JITTER = 0.1

/**
 * When to ask again after an answer that could be read, or that was unchanged: the latest of what the operator, the headers and the feed
 * say, at most a day away.
 * @param now ms since 1970, when the answer had come
 * @param intervalMs the configured interval, which a feed's jitter makes up to 10 % shorter or longer
 */
export function nextPoll(feedId: string, timing: Timing, hints: PollHints, now: number, intervalMs: number): number {
  const wait = Math.max(
    intervalMs * (1 + JITTER * (2 * shareOf(feedId) - 1)),
    freshForMs(timing, now),
    hints.ttlMs ?? 0,
    hints.updatePeriodMs ?? 0,
  )
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

/** 0 to 1, always the same for the same text. */
function shareOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 0x1_0000_0000
}
