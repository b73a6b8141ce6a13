import type { Feed } from '../../feeds/feed.ts'
import { type Answer, nameOfState } from '../../feeds/schedule/answer.ts'
import { holds, type PollState } from '../../feeds/schedule/poll-state.ts'
import type { Waiting } from '../../io/store/queue/answer-queue.ts'
import type { Polled, World } from '../world.ts'

/** Most answers taken at once, which bounds their memory. */
const MOST = 100

/** An answer that another process handed over, with the feed's present state. */
export interface HandedAnswer {
  readonly feed: Feed
  readonly state: PollState | null
  readonly polled: Polled & { readonly handed: NonNullable<Polled['handed']> }
}

/** Queued answers, ready to ingest. */
export interface Handed {
  readonly taken: readonly HandedAnswer[]
  /** All feeds with a queued answer, which must not be polled. */
  readonly feeds: ReadonlySet<string>
}

export const NOTHING_HANDED: Handed = { taken: [], feeds: new Set() }

/**
 * Reads queued answers: for each feed the oldest, since later ones may build on it. Drops answers that were already taken in, cannot be read,
 * or are of no enabled feed.
 * @param except feeds whose answers are not read
 * @throws StoreError
 */
export async function readHanded(world: World, except: ReadonlySet<string>): Promise<Handed> {
  const { answers } = world.store
  if (answers === null) return NOTHING_HANDED
  const waiting = await answers.waiting()
  if (waiting.length === 0) return NOTHING_HANDED
  const feeds = new Map(world.decisions().feeds.map(feed => [feed.id, feed] as const))
  const [useless, next] = sorted(waiting, feeds, except)
  const read = await answers.read(next.map(one => one.id))
  const states = await world.store.pollStates(next.map(one => one.feedId))
  const taken: HandedAnswer[] = []
  const gone = useless.map(one => one.id)
  for (const [index, { id, feedId }] of next.entries()) {
    const answer = read[index] ?? null
    const feed = feeds.get(feedId)
    if (answer === null || feed === undefined) gone.push(id)
    else taken.push(handedOf(id, feed, states.get(feedId) ?? null, answer))
  }
  if (gone.length > 0) await answers.drop(gone)
  const dropped = new Set(gone)
  return { taken, feeds: new Set(waiting.filter(one => !dropped.has(one.id)).map(one => one.feedId)) }
}

/** Answers of no enabled feed, and the oldest answer of each other feed. */
function sorted(
  waiting: readonly Waiting[],
  feeds: ReadonlyMap<string, Feed>,
  except: ReadonlySet<string>,
): readonly [useless: readonly Waiting[], next: readonly Waiting[]] {
  const useless = waiting.filter(one => feeds.get(one.feedId)?.enabled !== true)
  const busy = new Set(useless.map(one => one.feedId))
  const next: Waiting[] = []
  for (const one of waiting) {
    if (busy.has(one.feedId)) continue
    busy.add(one.feedId)
    if (!except.has(one.feedId) && next.length < MOST) next.push(one)
  }
  return [useless, next]
}

/** A stale answer, fetched with another state than the feed now has, counts for its items only, not for the feed's state. */
function handedOf(id: string, feed: Feed, state: PollState | null, answer: Answer): HandedAnswer {
  const stale = answer.askedWith !== nameOfState(state) || !holds(answer.state, feed)
  const handed = { id, stale, by: answer.by }
  const { notices } = answer
  const known = { state: answer.state, notices: stale ? [] : notices, handed }
  if (answer.kind === 'unchanged') return { feed, state, polled: { ...known, kind: 'unchanged' } }
  if (answer.kind === 'failed') return { feed, state, polled: { ...known, kind: 'failed', what: answer.what } }
  const { items, problems, standing } = answer
  return { feed, state, polled: { ...known, kind: 'read', items, problems, ...(standing > 0 && { standing }) } }
}
