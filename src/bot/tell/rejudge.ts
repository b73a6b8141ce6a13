import type { Item } from '../../feeds/item.ts'
import type { Store } from '../../io/store/store.ts'
import type { World } from '../world.ts'
import { type Ingested, ingest } from './ingest.ts'
import type { OpenStories } from './open-stories.ts'
import { judgedOf } from './second-look.ts'

/** A change followed by another within this time, in ms, was probably half of it: a person's minute, and the looks at the files. */
const FOLLOWS_MS = 180_000
/** Successive changes count as one for at most this long, in ms. */
const LONGEST_MS = 30 * 60_000
const FACT = 'config-taken'

/** The configuration in force, stored for restarts. */
interface Taken {
  readonly mark: string
  /** ms since 1970 when it was taken. */
  readonly at: number
  /** When the first of the successive changes was taken, in ms since 1970. */
  readonly since: number
  /** Feeds that had been read before that: entries of the others are those of a first run. */
  readonly read: readonly string[]
}

/** Receives the result of judging again, feed by feed. */
export type Rejudged = (feedId: string, ingested: Ingested) => void

/**
 * Judges again the items that were judged between two successive configuration changes: the first may have been half of a file still being
 * written. Items that no rule matched then are seen, so no later poll would bring them back.
 * @param mark identifies the configuration in force
 * @param stories the open stories under this configuration
 * @throws StoreError if the store does not answer: the next call does it
 */
export async function rejudge(
  world: World,
  mark: string,
  stories: () => Promise<OpenStories>,
  signal: AbortSignal,
  told: Rejudged,
): Promise<void> {
  const now = world.clock.now()
  const last = await world.store.fact(FACT)
  if (isTaken(last) && last.mark === mark) return
  const follows = isTaken(last) && Math.abs(now - last.at) <= FOLLOWS_MS
  const first = follows && Math.abs(now - last.since) <= LONGEST_MS ? last : null
  const since = Math.min(first?.since ?? now, now)
  const read = first?.read ?? (await feedsRead(world))
  if (first !== null) {
    for (const [feedId, items] of await missed(world, since)) {
      const ingested = await ingestAgain(world, feedId, items, !read.includes(feedId), await stories(), signal)
      if (ingested !== null) told(feedId, ingested)
    }
  }
  if (signal.aborted) return
  const taken: Taken = { mark, at: now, since, read }
  await world.store.saveFact(FACT, taken)
}

async function feedsRead({ store, decisions }: World): Promise<readonly string[]> {
  const states = await store.pollStates(decisions().feeds.map(feed => feed.id))
  return [...states.values()].filter(state => state.read).map(state => state.feedId)
}

/** Items that passed without an alert and would be alerted, or looked at again, now; by feed. */
async function missed(world: World, since: number): Promise<ReadonlyMap<string, readonly Item[]>> {
  const { feeds, judge } = world.decisions()
  const byId = new Map(feeds.map(feed => [feed.id, feed]))
  const found = new Map<string, Item[]>()
  for await (const { item, verdict, storyId } of world.store.archived(since)) {
    const feed = byId.get(item.feedId)
    if (feed === undefined || verdict.alert || storyId !== null) continue
    const again = judge(judgedOf(item, feed))
    if (!again.alert && (!again.doubtful || verdict.doubtful)) continue
    const items = found.get(feed.id) ?? []
    items.push(item)
    found.set(feed.id, items)
  }
  return found
}

/** Ingests items as if they had just arrived. */
async function ingestAgain(
  world: World,
  feedId: string,
  items: readonly Item[],
  first: boolean,
  open: OpenStories,
  signal: AbortSignal,
): Promise<Ingested | null> {
  const feed = world.decisions().feeds.find(one => one.id === feedId)
  const state = (await world.store.pollStates([feedId])).get(feedId)
  if (feed === undefined || state === undefined) return null
  world.log.info('judged_again', { feed: feedId, items: items.length, why: 'the configuration was changed again' })
  const polled = { kind: 'read', items, problems: [], notices: [], state } as const
  return ingest({ ...world, store: unseenAll(world.store) }, feed, polled, first, open, signal)
}

/** The same store, but with these items as new: they count as seen only because half a configuration judged them. */
function unseenAll(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'find')
        return async (_: string, items: readonly Item[]) => ({ fresh: items, known: 0, notes: [], wasRead: false })
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

function isTaken(value: unknown): value is Taken {
  if (typeof value !== 'object' || value === null) return false
  const { mark, at, since, read } = value as Record<string, unknown>
  return typeof mark === 'string' && typeof at === 'number' && typeof since === 'number' && Array.isArray(read)
}
