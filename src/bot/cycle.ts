import type { Feed } from '../feeds/feed.ts'
import { Homes } from '../feeds/homes.ts'
import type { Item } from '../feeds/item.ts'
import type { PollState } from '../feeds/poll-state.ts'
import { StoreError } from '../io/store/store.ts'
import { type Ingested, ingestParts } from './ingest.ts'
import type { OpenStories } from './opened.ts'
import type { Polled, World } from './world.ts'

/** What one feed came to in a cycle, for the table of `once` and for the metrics. */
export interface FeedReport {
  readonly feed: Feed
  readonly outcome: 'read' | 'unchanged' | 'failed'
  readonly what: string
  /** A fetch failure, or the reader's name for what it found; null: it did not fail, or inside the bot. */
  readonly reason: string | null
  readonly ingested: Ingested
}

interface Answer {
  readonly feed: Feed
  readonly first: boolean
  readonly polled: Polled | null
}

/**
 * Asks feeds in parallel and takes their answers in one after the other, as they come, so that two outlets of one cycle meet in one story;
 * of a long answer one part a turn, so that one feed's thousands never stand before another feed's one. A feed that fails costs nothing
 * but itself.
 * @throws StoreError when the store does not answer: nothing is posted that could not be recorded
 */
export async function cycle(
  world: World,
  feeds: readonly Feed[],
  states: ReadonlyMap<string, PollState>,
  open: OpenStories,
  signal: AbortSignal,
  report: (one: FeedReport) => void,
): Promise<void> {
  const none: Ingested = { items: 0, fresh: 0, alerts: 0, edits: 0, rules: [] }
  const hosts = new Map([...states].map(([id, state]) => [id, state.hosts ?? []] as const))
  const titles = new Map([...states].map(([id, state]) => [id, state.title ?? ''] as const))
  const homes = new HomesOfCycle(() => new Homes(world.decisions().feeds, hosts, titles))
  const answers = new Arrivals(feeds.map(feed => ask(world, feed, states.get(feed.id) ?? null, signal, feeds.length)))
  const broken = (feed: Feed) =>
    report({ feed, outcome: 'failed', what: 'an error inside the bot, see the log', reason: null, ingested: none })
  /** Feeds that are being taken in, in the order of their turns. */
  const turns: Turn[] = []
  const take = ({ feed, first, polled: came }: Answer) => {
    if (came?.state.hosts !== undefined) hosts.set(feed.id, came.state.hosts)
    if (came?.state.title !== undefined) titles.set(feed.id, came.state.title)
    const polled = came === null ? null : placed(feed, came, homes)
    if (polled === null) broken(feed)
    else {
      const parts = ingestParts(world, feed, polled, first, open, signal)
      turns.push({ feed, polled, parts, ingested: none, since: world.clock.steady() })
    }
  }
  /** Outlets' own feeds come before the aggregators', so that an entry is its outlet's where both bring it. */
  const aggregators: Answer[] = []
  for (;;) {
    for (const answer of await answers.next(turns.length === 0)) {
      // What was fetched when a stop is asked for is dropped: it was not recorded, so it is fetched again.
      if (signal.aborted) continue
      if (answer.feed.kind === 'aggregator') aggregators.push(answer)
      else take(answer)
    }
    if (turns.length === 0 && answers.left === 0) {
      if (aggregators.length === 0 || signal.aborted) return
      for (const answer of aggregators.splice(0)) take(answer)
    }
    const turn = turns.shift()
    if (turn === undefined) continue
    const { feed, polled, parts } = turn
    try {
      const { done, value } = await parts.next()
      if (done !== true && world.clock.steady() - turn.since < LONGEST_MS) turns.push({ ...turn, ingested: value })
      else if (done !== true) {
        world.log.warn('put_off', {
          feed: feed.id,
          new: value.fresh,
          effect: 'the rest of it is taken in at the next look',
        })
        report({ feed, outcome: polled.kind, what: '', reason: null, ingested: value })
      } else {
        // Cut short, its state was not kept: the next answer has the same to say.
        const notices = signal.aborted ? [] : polled.notices
        for (const { kind, what } of notices) world.notice(`feed ${feed.id}`, what, kind === 'recovered')
        const failure =
          polled.kind === 'failed'
            ? { what: polled.what, reason: polled.state.failure?.reason ?? null }
            : { what: '', reason: null }
        report({ feed, outcome: polled.kind, ...failure, ingested: turn.ingested })
      }
    } catch (error) {
      if (error instanceof StoreError) throw error
      world.log.error('ingest_failed', { feed: feed.id, reason: nameOf(error) })
      broken(feed)
    }
  }
}

/** What came, with its items where they belong. */
function placed(feed: Feed, polled: Polled, homes: HomesOfCycle): Polled {
  if (polled.kind !== 'read') return polled
  const { again } = polled
  const items = homes.place(feed, polled.items)
  return { ...polled, items, ...(again && { again: async () => placed(feed, await again(), homes) }) }
}

/** One feed whose answer is taken in part by part. */
interface Turn {
  readonly feed: Feed
  readonly polled: Polled
  readonly parts: AsyncGenerator<Ingested>
  /** What it has come to so far. */
  readonly ingested: Ingested
  /** ms of the clock that is never set, when it began. */
  readonly since: number
}

/** Longest that one feed is taken in at one look: the next look asks it again, and all feeds that have become due meanwhile. */
const LONGEST_MS = 60_000

async function ask(
  world: World,
  feed: Feed,
  state: PollState | null,
  signal: AbortSignal,
  together: number,
): Promise<Answer> {
  try {
    return { feed, first: state === null || !state.read, polled: await world.poll(feed, state, signal, together) }
  } catch (error) {
    world.log.error('poll_failed', { feed: feed.id, reason: nameOf(error) })
    return { feed, first: false, polled: null }
  }
}

/** The outlets' homes as they are known in a cycle: once for the outlets' feeds, and for the aggregators, which come last, with what those taught. */
class HomesOfCycle {
  readonly #make: () => Homes
  #homes: Homes | null = null
  #aggregators = false

  constructor(make: () => Homes) {
    this.#make = make
  }

  place(feed: Feed, items: readonly Item[]): readonly Item[] {
    const aggregator = feed.kind === 'aggregator'
    if (this.#homes === null || aggregator !== this.#aggregators) this.#homes = this.#make()
    this.#aggregators = aggregator
    const homes = this.#homes
    return items.map(item => homes.place(item))
  }
}

/** What promises come to, in the order in which they come to it. None of them may reject. */
class Arrivals<T> {
  /** Of how many nothing has been taken yet. */
  left: number
  readonly #come: T[] = []
  #wake = () => {}

  constructor(promises: readonly Promise<T>[]) {
    this.left = promises.length
    for (const promise of promises) {
      void promise.then(value => {
        this.#come.push(value)
        this.#wake()
      })
    }
  }

  /** What has come since it was asked last. @param wait for the next one, where nothing has come and something is left */
  async next(wait: boolean): Promise<readonly T[]> {
    if (wait && this.#come.length === 0 && this.left > 0)
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    this.left -= this.#come.length
    return this.#come.splice(0)
  }
}

/** An error's kind and message without anything it carries along. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'not an Error'
}
