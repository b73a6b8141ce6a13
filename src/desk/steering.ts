import { isRecord } from '../text/record.ts'

/** Who changed something in Discord, when, and by which interaction. */
export interface Change {
  readonly askId: string
  /** Discord's id of the user, and their display name. */
  readonly by: string
  readonly name: string
  /** ms since 1970. */
  readonly at: number
}

export const MUTABLE = ['story', 'outlet', 'person', 'list'] as const
export type Mutable = (typeof MUTABLE)[number]

/** Something about which nothing is posted for a time. */
export interface Mute {
  readonly id: string
  readonly kind: Mutable
  /** A thread's id, or the name of an outlet, person or list. */
  readonly value: string
  /** Name for people: for a story, a stranger's text. */
  readonly label: string
  /** ms since 1970; null: until it is undone. */
  readonly until: number | null
  readonly made: Change
  /** null: it is in effect. */
  readonly undone: Change | null
}

/** Hours in which messages make no sound. */
export interface Quiet {
  /** Times of day as HH:MM in the zone; `to` before `from`: over midnight. */
  readonly from: string
  readonly to: string
  readonly timeZone: string
  /** What still pings in these hours. */
  readonly still: 'high' | 'nothing'
  readonly made: Change
}

/** Nothing is sent; alerts wait in the store. */
export interface Pause {
  /** ms since 1970; null: until it is ended. */
  readonly until: number | null
  readonly made: Change
}

/** Mutes, quiet hours and pause as set in Discord: plain JSON, as stored. */
export interface Steering {
  readonly mutes: readonly Mute[]
  readonly quiet: Quiet | null
  readonly pause: Pause | null
  /** Ids of the last asks that set quiet hours and pause; '': none. Kept because an ask that ends one leaves no other trace. */
  readonly asked: { readonly quiet: string; readonly pause: string }
}

/** Name of the fact in the store. */
export const STEERING = 'desk-steering'
export const UNSTEERED: Steering = { mutes: [], quiet: null, pause: null, asked: { quiet: '', pause: '' } }

/** Most mutes that are kept, including ended ones: the newest. */
const MOST_MUTES = 300

/** Reads the stored state, without unreadable parts. */
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

/** Whether a later ask already decided this: one that is answered late, after the store did not answer, must not override it. */
export function isOvertaken({ asked }: Steering, what: keyof Steering['asked'], askId: string): boolean {
  // Discord's ids grow with time; as decimal strings, longer ones are later.
  const last = asked[what]
  return last.length === askId.length ? last > askId : last.length > askId.length
}

/** Sets quiet hours or pause, as decided by an ask. */
export function decided<W extends keyof Steering['asked']>(
  steering: Steering,
  what: W,
  to: Steering[W],
  askId: string,
): Steering {
  return { ...steering, [what]: to, asked: { ...steering.asked, [what]: askId } }
}

/** The mutes in effect at a time (ms since 1970), newest first. */
export function standing({ mutes }: Steering, now: number): readonly Mute[] {
  return mutes.filter(({ until, undone }) => undone === null && (until === null || until > now)).toReversed()
}

/** Adds a mute. A repeated ask makes one mute only; another mute of the same thing replaces it. */
export function withMute(steering: Steering, mute: Mute): Steering {
  const others = steering.mutes.filter(
    one => one.id !== mute.id && !(one.undone === null && one.kind === mute.kind && one.value === mute.value),
  )
  return { ...steering, mutes: [...others, mute].slice(-MOST_MUTES) }
}

/** Undoes a mute; one that was already undone stays as it is. */
export function withoutMute(steering: Steering, id: string, undone: Change): Steering {
  const mutes = steering.mutes.map(one => (one.id === id && one.undone === null ? { ...one, undone } : one))
  return { ...steering, mutes }
}

/** Until when nothing is sent, in ms since 1970; Infinity: until /resume; null: not paused. */
export function pausedUntil({ pause }: Steering, now: number): number | null {
  if (pause === null || (pause.until !== null && pause.until <= now)) return null
  return pause.until ?? Number.POSITIVE_INFINITY
}

/** Whether a time (ms since 1970) is within quiet hours. */
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
