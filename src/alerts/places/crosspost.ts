import { isRecord } from '../../text/record.ts'

/** A message to publish to the servers that follow its channel. */
export interface Crosspost {
  /** The delivery whose message it is. */
  readonly id: string
  /** Whether it goes before others. */
  readonly high: boolean
  /** ms since 1970 when its delivery was first tried. */
  readonly at: number
  readonly attempts: number
  /** ms since 1970 before which it is not tried. */
  readonly notBefore: number
}

/** What is to be published, and when each channel published: plain JSON, as stored. */
export interface Crossposts {
  readonly queue: readonly Crosspost[]
  /** Times of the last hour by channel, ms since 1970. */
  readonly times: Readonly<Record<string, readonly number[]>>
}

/** Name of the store's fact. */
export const CROSSPOSTS = 'crossposts'
const NONE: Crossposts = { queue: [], times: {} }

const HOUR = 3_600_000
/** Messages that one channel may publish per hour (Discord's help page "Announcement Channels FAQ": publishing limits). */
export const AN_HOUR = 10
/** What could not be published for this long is dropped: by then it is old news. */
const LATE_MS = 12 * HOUR
const MOST = 500
const TRIES = 6
const PAUSE_MS = 60_000

export function readCrossposts(kept: unknown): Crossposts {
  if (!isRecord(kept)) return NONE
  const queue = (Array.isArray(kept.queue) ? kept.queue : []).filter(
    one => isRecord(one) && typeof one.id === 'string' && typeof one.at === 'number',
  )
  return { queue, times: isRecord(kept.times) ? (kept.times as Crossposts['times']) : {} }
}

/** Adds a delivery; one that is already there is not added again. */
export function withCrosspost(all: Crossposts, id: string, high: boolean, now: number): Crossposts {
  if (all.queue.some(one => one.id === id)) return all
  return { ...all, queue: [...all.queue, { id, high, at: now, attempts: 0, notBefore: 0 }].slice(-MOST) }
}

export function withoutCrosspost(all: Crossposts, id: string): Crossposts {
  return { ...all, queue: all.queue.filter(one => one.id !== id) }
}

/** What to do with a message that is to be published. */
export type CrosspostStep = 'now' | 'wait' | 'leave out'

/** What to do with a message now. A clock that was set back delays it by an hour at most. */
export function crosspostStep(all: Crossposts, one: Crosspost, channelId: string, now: number): CrosspostStep {
  if (now - one.at > LATE_MS || one.attempts >= TRIES) return 'leave out'
  if (one.notBefore > now && one.notBefore - now <= HOUR) return 'wait'
  return lately(all, channelId, now).length >= AN_HOUR ? 'wait' : 'now'
}

/** The queue in publishing order. */
export function inTheirOrder({ queue }: Crossposts): readonly Crosspost[] {
  return [...queue].sort((a, b) => Number(b.high) - Number(a.high) || a.at - b.at)
}

/** The state after a message was, or may have been, published. */
export function counted(all: Crossposts, channelId: string, now: number): Crossposts {
  const channels = [...new Set([...Object.keys(all.times), channelId])]
  const times = channels.map(id => [id, [...lately(all, id, now), ...(id === channelId ? [now] : [])]] as const)
  return { ...all, times: Object.fromEntries(times.filter(([, list]) => list.length > 0)) }
}

/** The state after a message could not be published. @param afterMs the pause that Discord asks for; null: none */
export function putOff(all: Crossposts, id: string, afterMs: number | null, now: number): Crossposts {
  const queue = all.queue.map(one => {
    if (one.id !== id) return one
    // A pause that Discord asks for is not a failed attempt.
    const attempts = afterMs === null ? one.attempts + 1 : one.attempts
    return { ...one, attempts, notBefore: now + (afterMs ?? PAUSE_MS * 2 ** one.attempts) }
  })
  return { ...all, queue }
}

function lately({ times }: Crossposts, channelId: string, now: number): readonly number[] {
  return (times[channelId] ?? []).filter(at => at <= now && now - at < HOUR)
}
