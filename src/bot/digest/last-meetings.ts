import type { LastMeeting } from '../../alerts/digest/digest.ts'
import type { EventReading } from '../../events/event.ts'
import { dateIn } from '../../text/time/clock-time.ts'
import { renderDay } from '../../text/time/day.ts'

const DAY = 86_400_000
const YEAR_DAYS = 365
/** Reports within this time, in ms, are of one meeting. */
const ONE_MEETING_MS = 2 * DAY
/** Phases of a meeting that took place. */
const TOOK_PLACE = new Set(['held', 'ended', 'failed'])
/** Characters of the headline that names a meeting whose place is unknown. */
const TITLE = 60

interface Meeting {
  readonly at: number
  /** Whether `which` is its place, not a headline. */
  readonly placed: boolean
  readonly which: string
}

/** The last meetings of the two sides that were held, according to alerts: planned or cancelled ones do not count. */
export class LastMeetings {
  readonly #principals: readonly string[]
  readonly #timeZone: string
  #talks: Meeting | null = null
  #summit: Meeting | null = null

  /** @param principals the two sides, as named in config/events.yaml */
  constructor(principals: readonly string[], timeZone: string) {
    this.#principals = principals
    this.#timeZone = timeZone
  }

  /** @param at time of the report, in ms since 1970 */
  see(event: EventReading, title: string, at: number): void {
    const held = event.claims.find(
      claim =>
        TOOK_PLACE.has(claim.phase) && claim.mode === 'done' && !claim.named && claim.object?.family === 'meeting',
    )
    if (held === undefined || event.kind !== 'report') return
    if (!this.#principals.every(side => event.sides.includes(side))) return
    const date = dateIn(at, this.#timeZone)
    // "12月12日在斯德哥尔摩举行" in November: the same words mean "held" and "to be held".
    if (event.days.length > 0 && event.days.every(named => isAhead(named, date))) return
    const place = event.places[0]
    const day = renderDay(date, 0)
    const meeting = {
      at,
      placed: place !== undefined,
      which: place === undefined ? title.slice(0, TITLE) : `${place}, ${day}`,
    }
    if (held.object?.level === 'leaders') this.#summit = newer(this.#summit, meeting)
    else this.#talks = newer(this.#talks, meeting)
  }

  talks(now: number): LastMeeting | null {
    return ago(this.#talks, now)
  }

  summit(now: number): LastMeeting | null {
    return ago(this.#summit, now)
  }
}

/**
 * Whether a day in a headline is in the future. One day ahead may still be today where it happens.
 * @param named MM-DD, in the nearest year
 * @param date YYYY-MM-DD
 */
function isAhead(named: string, date: string): boolean {
  const days = (Date.parse(`${date.slice(0, 4)}-${named}`) - Date.parse(date)) / DAY
  const ahead = (days + YEAR_DAYS) % YEAR_DAYS
  return ahead > 1 && ahead < YEAR_DAYS / 2
}

function newer(known: Meeting | null, other: Meeting): Meeting {
  if (known === null) return other
  if (other.at < known.at) return known
  // A later report of the same meeting may not name the place.
  return known.placed && !other.placed && other.at - known.at < ONE_MEETING_MS ? { ...known, at: other.at } : other
}

function ago(meeting: Meeting | null, now: number): LastMeeting | null {
  return meeting === null ? null : { days: Math.max(0, Math.floor((now - meeting.at) / DAY)), which: meeting.which }
}
