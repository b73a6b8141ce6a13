import type { Coming } from '../../briefs/brief.ts'
import { clip } from '../../text/clip.ts'
import { idOf } from '../../text/id.ts'
import { isRecord } from '../../text/record.ts'
import type { Card } from '../card/card.ts'
import { clean } from '../card/escape.ts'
import { linkable } from '../card/link.ts'

/** Which coming events of a route's stories become scheduled events of the server. */
export type EventsWanted = 'meetings' | 'all'

/** A coming event of an alerted story. */
export interface ToldEvent extends Coming {
  readonly title: string
  readonly url: string | null
  /** The story's thread: if its event moves, this one moves. */
  readonly thread: string
  readonly type: Card['type']
  readonly where: readonly string[]
}

/** A scheduled event of a server, as it should be. */
export interface Meeting {
  readonly guildId: string
  readonly thread: string
  /** YYYY-MM-DD. */
  readonly date: string
  readonly name: string
  readonly description: string
  readonly location: string
  /** ms since 1970. */
  readonly startAt: number
  readonly endAt: number
  /** Put at the end of the description, to find the event again. */
  readonly marker: string
}

/** An event that was created: plain JSON, as stored. */
export interface Scheduled {
  readonly guildId: string
  readonly thread: string
  readonly date: string
  /** Discord's id; null: somebody deleted it, and it is not created again. */
  readonly eventId: string | null
  readonly startAt: number
  /** A hash of its contents. */
  readonly form: string
}

export type EventStep =
  | { readonly kind: 'create'; readonly to: Meeting }
  | { readonly kind: 'change'; readonly from: Scheduled; readonly to: Meeting }
  | { readonly kind: 'cancel'; readonly from: Scheduled }
  /** It is over, or deleted and no longer wanted: its record can be dropped. */
  | { readonly kind: 'forget'; readonly from: Scheduled }

/** Name of the store's fact. */
export const SCHEDULED = 'scheduled-events'

const HOUR = 3_600_000
const MEETINGS = new Set<Card['type']>(['summit', 'talks'])
/** Longest texts, in UTF-16 units (Discord's page "Guild Scheduled Event"). */
const LIMITS = { name: 100, description: 1000, location: 100 }
/** Discord requires a location (same page, entity metadata). */
const NOWHERE = 'Place not known'

/**
 * The scheduled events that one server should have: per thread one event a day. Coming events without a day are left out,
 * and so are those that have begun, which Discord refuses.
 */
export function meetingsOf(guildId: string, events: readonly ToldEvent[], wanted: EventsWanted): readonly Meeting[] {
  const days = new Map<string, Meeting>()
  const said = new Set<string>()
  for (const event of events) {
    if (!/^\d{4}-\d\d-\d\d$/.test(event.date) || (wanted === 'meetings' && !MEETINGS.has(event.type))) continue
    const same = `${event.date} ${event.what.toLowerCase()}`
    const key = `${event.thread} ${event.date}`
    if (!days.has(key) && said.has(same)) continue
    said.add(same)
    // The newest report wins.
    days.set(key, meetingOf(guildId, event))
  }
  return [...days.values()]
}

function meetingOf(guildId: string, event: ToldEvent): Meeting {
  const { thread, date, at, time, what, title, url, where } = event
  const marker = idOf(['event', guildId, thread, date], 8)
  const instant = time === 'instant'
  const link = linkable(url)
  const lines = [
    clean(title),
    ...(link === null ? [] : [link]),
    ...(instant ? [] : ['The day is known, the hour is not.']),
  ]
  return {
    guildId,
    thread,
    date,
    name: clip(clean(what), LIMITS.name) || 'Meeting',
    description: `${clip(lines.join('\n'), LIMITS.description - 20)}\n\n${marker}`,
    location: clip(clean(where.join(', ')), LIMITS.location) || NOWHERE,
    startAt: at,
    endAt: at + (instant ? HOUR : 24 * HOUR),
    marker,
  }
}

/** The steps that bring the servers' events to the wanted state. @param now ms since 1970 */
export function planEvents(
  wanted: readonly Meeting[],
  scheduled: readonly Scheduled[],
  now: number,
): readonly EventStep[] {
  const left = new Map(scheduled.map(one => [keyOf(one), one]))
  const fresh: Meeting[] = []
  const steps: EventStep[] = []
  for (const to of wanted) {
    const from = left.get(keyOf(to))
    left.delete(keyOf(to))
    if (from === undefined) fresh.push(to)
    else if (from.eventId !== null && from.form !== formOf(to) && isAhead(from, now) && isAhead(to, now))
      steps.push({ kind: 'change', from, to })
  }
  for (const to of fresh.filter(one => isAhead(one, now))) {
    const from = [...left.values()].find(
      one => one.guildId === to.guildId && one.thread === to.thread && one.eventId !== null && isAhead(one, now),
    )
    if (from !== undefined) left.delete(keyOf(from))
    steps.push(from === undefined ? { kind: 'create', to } : { kind: 'change', from, to })
  }
  for (const from of left.values())
    steps.push({ kind: from.eventId !== null && isAhead(from, now) ? 'cancel' : 'forget', from })
  return steps
}

export function scheduledAs(to: Meeting, eventId: string | null): Scheduled {
  const { guildId, thread, date, startAt } = to
  return { guildId, thread, date, eventId, startAt, form: formOf(to) }
}

/** The list with `to` in place of `from`. @param from null: nothing is replaced @param to null: nothing is added */
export function replaced(
  scheduled: readonly Scheduled[],
  from: Scheduled | null,
  to: Scheduled | null,
): readonly Scheduled[] {
  const gone = new Set([from, to].flatMap(one => (one === null ? [] : [keyOf(one)])))
  return [...scheduled.filter(one => !gone.has(keyOf(one))), ...(to === null ? [] : [to])]
}

export function readScheduled(kept: unknown): readonly Scheduled[] {
  return (Array.isArray(kept) ? kept : []).filter(
    one => isRecord(one) && typeof one.guildId === 'string' && typeof one.startAt === 'number',
  )
}

function keyOf({ guildId, thread, date }: Pick<Scheduled, 'guildId' | 'thread' | 'date'>): string {
  return `${guildId} ${thread} ${date}`
}

function formOf({ name, description, location, startAt, endAt }: Meeting): string {
  return idOf([name, description, location, String(startAt), String(endAt)])
}

function isAhead({ startAt }: { readonly startAt: number }, now: number): boolean {
  return startAt > now
}
