import type { Feed } from '../../feeds/feed.ts'
import { type Answer, nameOfState } from '../../feeds/schedule/answer.ts'
import { holds, type PollState } from '../../feeds/schedule/poll-state.ts'
import type { Waiting } from '../../io/store/queue/answer-queue.ts'
import type { Polled, World } from '../world.ts'

/** Answers that are taken in together: the memory that they take has a bound. */
const MOST = 100

/** An answer that another process has handed over, beside the feed's state as it is. */
export interface HandedAnswer {
  readonly feed: Feed
  readonly state: PollState | null
  readonly polled: Polled & { readonly handed: NonNullable<Polled['handed']> }
}

/** What waits in the queue, as it is to be taken in. */
export interface Handed {
  readonly taken: readonly HandedAnswer[]
  /** All feeds of which an answer waits: they are not asked. */
  readonly feeds: ReadonlySet<string>
}

export const NOTHING_HANDED: Handed = { taken: [], feeds: new Set() }

/**
 * Reads answers that wait, of each feed the oldest, which the next one may build on. Drops those that were taken in, cannot be read, or are
 * of no feed that is asked here.
 * @param except feeds of which none is read
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

/** Those of feeds that are not asked here, and the oldest of each that is. */
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

/** An answer that was not asked with the state that the feed has by now brings its items, and teaches nothing of the feed. */
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
