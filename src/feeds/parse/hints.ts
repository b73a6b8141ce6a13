import type { PollHints } from '../fetched.ts'
import type { RawFields } from './raw-feed.ts'

const HOUR = 3_600_000
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** ms per `sy:updatePeriod` of the RSS 1.0 syndication module. */
const PERIODS: Readonly<Record<string, number>> = {
  hourly: HOUR,
  daily: 24 * HOUR,
  weekly: 7 * 24 * HOUR,
  monthly: 30 * 24 * HOUR,
  yearly: 365 * 24 * HOUR,
}

/** How often a feed asks to be polled: ttl in minutes, skipHours and skipDays (RSS 2.0), sy:updatePeriod and sy:updateFrequency. */
export function readHints(feed: RawFields): PollHints {
  const text = (name: string) => feed[name]?.[0]?.text.trim().toLowerCase() ?? ''
  const ttl = Number.parseFloat(text('ttl'))
  const period = PERIODS[text('sy:updateperiod')] ?? null
  const frequency = Number.parseFloat(text('sy:updatefrequency')) || 1
  const hours = (text('skiphours').match(/\d+/g) ?? []).map(Number).filter(hour => hour <= 24)
  const days = (text('skipdays').match(/[a-z]+/g) ?? []).map(day => DAYS.indexOf(day.slice(0, 3)))
  return {
    ttlMs: ttl > 0 ? ttl * 60_000 : null,
    skipHours: [...new Set(hours.map(hour => hour % 24))],
    skipDays: [...new Set(days.filter(day => day >= 0))],
    updatePeriodMs: period === null || frequency <= 0 ? null : period / frequency,
  }
}
