import { hash } from 'node:crypto'

/** A coming event, as a calendar takes it. */
export interface CalendarEvent {
  /** What makes it the same event when it is imported again. */
  readonly of: string
  readonly what: string
  /** YYYY-MM-DD, or YYYY-MM where no day is named. */
  readonly date: string
  /** ms since 1970 where a time of day is known; null: a whole day. */
  readonly at: number | null
  readonly title: string
  readonly url: string | null
}

/** Octets of a line (RFC 5545, 3.1). */
const LINE = 75

/**
 * Coming events as an iCalendar file (RFC 5545): whole days, and times in UTC. Of an event without a day there is nothing that a calendar
 * could show, so it is left out.
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

/** A calendar holds at least one component (RFC 5545, 3.6): of one without events that is the zone of its times. */
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

/** RFC 5545, 3.3.11; no control character may stand in it. */
function text(plain: string): string {
  return plain
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
}

/** Lines of at most 75 octets, cut between characters; what goes on begins with a space. */
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
