import { hash } from 'node:crypto'

/** A coming event for a calendar. */
export interface CalendarEvent {
  /** Source of the event's UID, so that a repeated import recognises it. */
  readonly of: string
  readonly what: string
  /** YYYY-MM-DD, or YYYY-MM if the day is not known. */
  readonly date: string
  /** ms since 1970 if the time of day is known; null: all day. */
  readonly at: number | null
  readonly title: string
  readonly url: string | null
}

/** Most octets in a line (RFC 5545, 3.1). */
const LINE = 75

/**
 * Coming events as an iCalendar file (RFC 5545): all-day events, and times in UTC. Events without a day are left out, since a calendar
 * cannot show them.
 * @param now ms since 1970
 */
export function calendar(events: readonly CalendarEvent[], now: number): string {
  const dated = events.filter(({ date, at }) => at !== null || /^\d{4}-\d\d-\d\d$/.test(date))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Backchannel//coming events//EN',
    ...(dated.length === 0 ? UTC : dated.flatMap(event => eventLines(event, now))),
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(foldLine).join('\r\n')}\r\n`
}

/** A calendar needs at least one component (RFC 5545, 3.6): without events, this time zone. */
const UTC = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventLines({ of, what, date, at, title, url }: CalendarEvent, now: number): readonly string[] {
  const uid = hash('sha256', JSON.stringify([of, what, date])).slice(0, 32)
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@backchannel`,
    `DTSTAMP:${stamp(now)}`,
    at === null ? `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}` : `DTSTART:${stamp(at)}`,
    `SUMMARY:${text(what)}`,
    `DESCRIPTION:${text(title)}`,
    ...(url === null ? [] : [`URL:${url.replace(/[\r\n\s]/g, '')}`]),
    'END:VEVENT',
  ]
}

function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** Escapes a text (RFC 5545, 3.3.11), which may contain no control character. */
function text(plain: string): string {
  return plain
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
}

/** Folds a line into lines of at most 75 octets, between characters; continuations begin with a space. */
function foldLine(line: string): readonly string[] {
  const out: string[] = []
  let part = ''
  let size = 0
  for (const character of line) {
    const octets = Buffer.byteLength(character)
    if (size + octets > LINE) {
      out.push(part)
      part = ' '
      size = 1
    }
    part += character
    size += octets
  }
  return [...out, part]
}
