import { comingLine } from '../../alerts/card/coming-line.ts'
import { linkText } from '../../alerts/card/link.ts'
import type { Coming } from '../../briefs/brief.ts'
import { type CalendarEvent, calendar } from './calendar.ts'
import { listing, type Reply, say } from './reply.ts'

/** A coming event that a story announced. */
export interface Upcoming extends Coming {
  readonly storyId: string
  readonly title: string
  readonly url: string | null
}

const TITLE = 100
const LINK = 360

/** Coming events, soonest first, with a calendar file of those that have a day. @param now ms since 1970 */
export function renderUpcoming(events: readonly Upcoming[], now: number): Reply {
  const distinct = distinctOf(events)
  if (distinct.length === 0) return say('Nothing is known to be coming.')
  const year = new Date(now).getUTCFullYear()
  const lines = distinct.map(one => `- ${comingLine(one, year)} (${linkText(one.title, one.url, LINK, TITLE)})`)
  const bytes = new TextEncoder().encode(calendar(calendarEvents(distinct), now))
  const file = { name: 'upcoming.ics', type: 'text/calendar', bytes, description: `${distinct.length} coming events` }
  return { ...listing('Coming events named in stories', lines), files: [file] }
}

/** Coming events for a calendar, each once. */
export function calendarEvents(events: readonly Upcoming[]): readonly CalendarEvent[] {
  return distinctOf(events).map(({ storyId, what, date, at, time, title, url }) => ({
    of: storyId,
    what,
    date,
    at: time === 'instant' ? at : null,
    title,
    url,
  }))
}

function distinctOf(events: readonly Upcoming[]): readonly Upcoming[] {
  return [...new Map(events.map(one => [`${one.date} ${one.what.toLowerCase()}`, one])).values()]
}
