import { isRecord } from '../text/record.ts'

/** Who changed something in Discord, when, by which interaction. */
export interface Change {
  readonly askId: string
  /** Discord's id of the user, and the name under which they were shown. */
  readonly by: string
  readonly name: string
  /** ms since 1970. */
  readonly at: number
}

export const MUTABLE = ['story', 'outlet', 'person', 'list'] as const
export type Mutable = (typeof MUTABLE)[number]

/** Something of which nobody is told for a time. */
export interface Mute {
  readonly id: string
  readonly kind: Mutable
  /** A thread's id, an outlet's or a person's name, a list's name. */
  readonly value: string
  /** What people call it: a stranger's text for a story. */
  readonly label: string
  /** ms since 1970; null: until it is undone. */
  readonly until: number | null
  readonly made: Change
  /** null: it stands. */
  readonly undone: Change | null
}

/** Hours in which messages come without a sound. */
export interface Quiet {
  /** Times of day as HH:MM in the zone; to before from: over midnight. */
  readonly from: string
  readonly to: string
  readonly timeZone: string
  /** What is told as always in these hours. */
  readonly still: 'high' | 'nothing'
  readonly made: Change
}

/** Nothing is sent; alerts wait in the store. */
export interface Pause {
  /** ms since 1970; null: until it is ended. */
  readonly until: number | null
  readonly made: Change
}

/** All that people have changed in Discord: plain JSON, as the store keeps it. */
export interface Steering {
  readonly mutes: readonly Mute[]
  readonly quiet: Quiet | null
  readonly pause: Pause | null
  /** Discord's id of the last ask that decided it; '': none did. Taking back leaves nothing else of itself. */
  readonly asked: { readonly quiet: string; readonly pause: string }
}

/** Name of the store's fact. */
export const STEERING = 'desk-steering'
export const UNSTEERED: Steering = { mutes: [], quiet: null, pause: null, asked: { quiet: '', pause: '' } }

/** Mutes that are kept, those that are over included: the newest. */
const MOST_MUTES = 300

/** What the store keeps, as far as it can be read. */
export function readSteering(kept: unknown): Steering {
  if (!isRecord(kept)) return UNSTEERED
  const { mutes, quiet, pause } = kept
  const asked = isRecord(kept.asked) ? kept.asked : {}
  return {
    mutes: Array.isArray(mutes) ? mutes.filter(isMute) : [],
    quiet: isRecord(quiet) && typeof quiet.timeZone === 'string' ? (quiet as unknown as Quiet) : null,
    pause: isRecord(pause) && isRecord(pause.made) ? (pause as unknown as Pause) : null,
    asked: { quiet: String(asked.quiet ?? ''), pause: String(asked.pause ?? '') },
  }
}

/** Whether a later ask has decided it: one that is answered late, after a memory that did not answer, must not override it. */
export function isOvertaken({ asked }: Steering, what: keyof Steering['asked'], askId: string): boolean {
  // Discord's ids grow with time, in the digits of a number.
  const last = asked[what]
  return last.length === askId.length ? last > askId : last.length > askId.length
}

/** Decides one thing by an ask. */
export function decided<W extends keyof Steering['asked']>(
  steering: Steering,
  what: W,
  to: Steering[W],
  askId: string,
): Steering {
  return { ...steering, [what]: to, asked: { ...steering.asked, [what]: askId } }
}

/** The mutes that count at a time, the newest first. */
export function standing({ mutes }: Steering, now: number): readonly Mute[] {
  return mutes.filter(({ until, undone }) => undone === null && (until === null || until > now)).toReversed()
}

/** The same ask made twice is one mute; another one of the same thing takes its place. */
export function withMute(steering: Steering, mute: Mute): Steering {
  const others = steering.mutes.filter(
    one => one.id !== mute.id && !(one.undone === null && one.kind === mute.kind && one.value === mute.value),
  )
  return { ...steering, mutes: [...others, mute].slice(-MOST_MUTES) }
}

/** A mute that is undone already stays as it was undone. */
export function withoutMute(steering: Steering, id: string, undone: Change): Steering {
  const mutes = steering.mutes.map(one => (one.id === id && one.undone === null ? { ...one, undone } : one))
  return { ...steering, mutes }
}

/** Until when nothing is sent: ms since 1970, infinity for until it is ended; null: it is sent. */
export function pausedUntil({ pause }: Steering, now: number): number | null {
  if (pause === null || (pause.until !== null && pause.until <= now)) return null
  return pause.until ?? Number.POSITIVE_INFINITY
}

/** Whether these are quiet hours. */
export function isQuiet({ quiet }: { readonly quiet: Omit<Quiet, 'made'> | null }, now: number): boolean {
  if (quiet === null) return false
  const { from, to, timeZone } = quiet
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(new Date(now))
  return from <= to ? time >= from && time < to : time >= from || time < to
}

function isMute(value: unknown): value is Mute {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    MUTABLE.some(kind => kind === value.kind) &&
    typeof value.value === 'string' &&
    typeof value.label === 'string' &&
    isRecord(value.made)
  )
}
