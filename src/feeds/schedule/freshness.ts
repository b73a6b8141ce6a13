import { parseHttpDate } from '../dates/http-date.ts'
import type { Timing } from '../fetched.ts'

/** A number of seconds; a fraction, a sign or more digits than a century has is not one. */
const SECONDS = /^"?(\d{1,10})"?$/

/**
 * For how long the answer says that it stays fresh: max-age, or else Expires (RFC 9111, 4.2.1).
 * Ages are measured by the server's own clock, so that a wrong clock on either side does no harm.
 * @param now ms since 1970, for an Expires without a Date
 * @returns ms from now; 0 where nothing is said or the copy is stale already
 */
export function freshForMs(timing: Timing, now: number): number {
  const directives = (timing.cacheControl ?? '').toLowerCase().split(',')
  const named = (name: string) => directives.some(one => one.trim().split('=')[0]?.trim() === name)
  if (named('no-store') || named('no-cache')) return 0
  const ages = directives.flatMap(one => {
    const [name = '', value = ''] = one.split('=')
    const seconds = name.trim() === 'max-age' ? secondsOf(value) : null
    return seconds === null ? [] : [seconds]
  })
  const age = (secondsOf(timing.age ?? '') ?? 0) * 1000
  // Two max-ages: the longer one is kept, since asking too early is what must not be.
  if (ages.length > 0) return Math.max(0, Math.max(...ages) * 1000 - age)
  if (timing.expires === null) return 0
  const expires = parseHttpDate(timing.expires)
  if (expires === null) return 0
  return Math.max(0, expires - (parseHttpDate(timing.date ?? '') ?? now) - age)
}

/**
 * For how long Retry-After asks to be left alone, in seconds or as a date.
 * @returns ms from now; 0 where nothing is said
 */
export function retryAfterMs(timing: Timing, now: number): number {
  if (timing.retryAfter === null) return 0
  const seconds = secondsOf(timing.retryAfter)
  if (seconds !== null) return seconds * 1000
  const until = parseHttpDate(timing.retryAfter)
  return until === null ? 0 : Math.max(0, until - (parseHttpDate(timing.date ?? '') ?? now))
}

function secondsOf(text: string): number | null {
  const match = SECONDS.exec(text.trim())
  return match === null ? null : Number(match[1])
}
