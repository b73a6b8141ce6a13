import type { Feed } from '../../feeds/feed.ts'
import { holds, hostOf, type PollState } from '../../feeds/schedule/poll-state.ts'

/** A wall clock that is off by more than this, in ms, was set, or the machine slept. */
const JUMP_MS = 30_000

/**
 * Detects when the wall clock was set. Due times are in wall time: after it was set back by an hour, no feed may wait an hour longer.
 */
export class Jumps {
  #wall: number
  #steady: number

  constructor(wall: number, steady: number) {
    this.#wall = wall
    this.#steady = steady
  }

  /** @returns ms by which the wall clock was set since the last look; negative: set back; 0: not set */
  look(wall: number, steady: number): number {
    const jump = wall - this.#wall - (steady - this.#steady)
    this.#wall = wall
    this.#steady = steady
    return Math.abs(jump) > JUMP_MS ? jump : 0
  }
}

/** A day, in ms: the longest that a host is left alone. A later time was written before the clock was set back. */
const LONGEST_REST_MS = 86_400_000

/**
 * Feeds that may be polled now, in file order. A feed with a new address is due at once; one that answered 410 is not due until it has a new
 * address. A state whose last poll is in the future was written before the clock was set back: its due time moves by the same amount, or is now
 * if that is unknown (after a restart). No feed is due whose host asked to be left alone.
 * @param back ms by which the clock was last set back during this process, positive; 0: it was not
 */
export function dueFeeds(
  feeds: readonly Feed[],
  states: ReadonlyMap<string, PollState>,
  now: number,
  back: number,
): readonly Feed[] {
  const resting = restingHosts(states, now)
  return feeds.filter(feed => {
    const state = states.get(feed.id)
    if (!feed.enabled || resting.has(hostOf(feed, state ?? null))) return false
    if (state === undefined || !holds(state, feed)) return true
    if (state.gone) return false
    if (state.polledAt > now + JUMP_MS) return back === 0 || state.dueAt - back <= now
    return state.dueAt <= now
  })
}

function restingHosts(states: ReadonlyMap<string, PollState>, now: number): ReadonlySet<string> {
  const rests = [...states.values()].map(state => state.rest ?? null).filter(rest => rest !== null)
  return new Set(rests.filter(({ until }) => until > now && until <= now + LONGEST_REST_MS).map(({ host }) => host))
}
