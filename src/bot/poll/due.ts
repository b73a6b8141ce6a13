import type { Feed } from '../../feeds/feed.ts'
import { holds, hostOf, type PollState } from '../../feeds/schedule/poll-state.ts'

/** A clock that moved by more than this was set, or the machine slept. */
const JUMP_MS = 30_000

/**
 * Notices when the wall clock was set. Due times are kept in wall time; when it is set back by an hour, no feed may wait an hour longer,
 * and when it is set forward nothing more than what is due is asked.
 */
export class Jumps {
  #wall: number
  #steady: number

  constructor(wall: number, steady: number) {
    this.#wall = wall
    this.#steady = steady
  }

  /** @returns by how many ms the wall clock was set since the last look; 0 for none. Negative: set back. */
  look(wall: number, steady: number): number {
    const jump = wall - this.#wall - (steady - this.#steady)
    this.#wall = wall
    this.#steady = steady
    return Math.abs(jump) > JUMP_MS ? jump : 0
  }
}

/** A day: the longest that a host is left alone. What lies further ahead was written before the clock was set back. */
const LONGEST_REST_MS = 86_400_000

/**
 * Feeds that may be asked now, in file order. A feed with a new address is due at once; one that answered 410 is not, until it has one.
 * A state whose poll lies in the future was written before the clock was set back: its due time is moved by the same amount, or, where
 * that is not known (after a restart), is now. No feed is due of a host that asked one of them to be left alone.
 * @param back ms by which the clock was last set back while this process ran, as a positive number; 0: it was not
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
