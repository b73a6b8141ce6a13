import { parseHttpDate } from '../dates/http-date.ts'
import type { Timing } from '../fetched.ts'

/** Whole seconds, without fraction or sign; ten digits are over three centuries. */
const SECONDS = /^"?(\d{1,10})"?$/

/**
 * How long an answer says it stays fresh: max-age, or else Expires (RFC 9111, 4.2.1).
 * Ages are measured by the server's own clock, so that a wrong clock on either side does no harm.
 * @param now ms since 1970, for an Expires without a Date
 * @returns ms from now; 0 if nothing is said or the copy is already stale
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
  // Of two max-ages the longer counts, since polling too early is the worse mistake.
  if (ages.length > 0) return Math.max(0, Math.max(...ages) * 1000 - age)
  if (timing.expires === null) return 0
  const expires = parseHttpDate(timing.expires)
  if (expires === null) return 0
  return Math.max(0, expires - (parseHttpDate(timing.date ?? '') ?? now) - age)
}

/**
 * How long Retry-After, in seconds or as a date, asks us to wait.
 * @returns ms from now; 0 if nothing is said
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
