import type { Feed } from '../../feeds/feed.ts'
import { Homes } from '../../feeds/homes.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import { StoreError } from '../../io/store/store.ts'
import { type Ingested, ingestParts } from '../tell/ingest.ts'
import type { OpenStories } from '../tell/open-stories.ts'
import type { Polled, World } from '../world.ts'
import { Arrivals } from './arrivals.ts'
import type { HandedAnswer } from './handed.ts'
import { HomesOfCycle, placed, type Taught, teach } from './homes-of-cycle.ts'

/** What one feed came to in a cycle, for the table of `once` and for the metrics. */
export interface FeedReport {
  readonly feed: Feed
  readonly outcome: 'read' | 'unchanged' | 'failed'
  readonly what: string
  /** A fetch failure, or the reader's name for what it found; null: it did not fail, or inside the bot. */
  readonly reason: string | null
  readonly ingested: Ingested
  /** Name of the process that asked it and handed the answer over; missing: this one did. */
  readonly by?: string
}

interface Answer {
  readonly feed: Feed
  readonly first: boolean
  readonly polled: Polled | null
}

/** What a cycle goes over. */
export interface Round {
  /** Feeds that are asked here. */
  readonly feeds: readonly Feed[]
  /** What is known of them. */
  readonly states: ReadonlyMap<string, PollState>
  /** What is known of all feeds; it learns what these teach. */
  readonly taught: Taught
  /** Answers that other processes have handed over. */
  readonly handed?: readonly HandedAnswer[]
  /** Asked every few seconds for answers that were handed over since, but of the feeds named; missing: there are none. */
  readonly more?: (except: ReadonlySet<string>) => Promise<readonly HandedAnswer[]>
}

/** How often a cycle that goes on looks for answers that were handed over meanwhile, in ms. */
export const TAKE_MS = 2000
/** Answers that leave the queue at once. */
const MOST_LEAVING = 50

/**
 * Asks feeds in parallel and takes their answers in one after the other, as they come, so that two outlets of one cycle meet in one story;
 * of a long answer one part a turn, so that one feed's thousands never stand before another feed's one. A feed that fails costs nothing
 * but itself. Answers that other processes hand over are taken in among them, and leave the queue.
 * @throws StoreError when the store does not answer: nothing is posted that could not be recorded
 */
export async function cycle(
  world: World,
  round: Round,
  open: OpenStories,
  signal: AbortSignal,
  report: (one: FeedReport) => void,
): Promise<void> {
  const { feeds, states, taught, handed = [], more } = round
  const homes = new HomesOfCycle(() => new Homes(world.decisions().feeds, taught.hosts, taught.titles))
  const answers = new Arrivals(feeds.map(feed => ask(world, feed, states.get(feed.id) ?? null, signal, feeds.length)))
  /** Feeds of which an answer is taken in, or will be: of each no more than one, as the next may build on it. */
  const busy = new Set(feeds.map(feed => feed.id))
  const add = (one: HandedAnswer) => {
    busy.add(one.feed.id)
    answers.add({ feed: one.feed, first: one.state === null || !one.state.read, polled: one.polled })
  }
  for (const one of handed) add(one)
  const over = new AbortController()
  if (more !== undefined) void keepAdding(world, () => more(busy), add, AbortSignal.any([signal, over.signal]))
  try {
    await takeIn(world, taught, homes, answers, open, signal, report)
  } finally {
    over.abort()
  }
}

/** Takes answers in until none is left. */
async function takeIn(
  world: World,
  taught: Taught,
  homes: HomesOfCycle,
  answers: Arrivals<Answer>,
  open: OpenStories,
  signal: AbortSignal,
  report: (one: FeedReport) => void,
): Promise<void> {
  const none: Ingested = { items: 0, fresh: 0, alerts: 0, edits: 0, rules: [] }
  const broken = (feed: Feed) =>
    report({ feed, outcome: 'failed', what: 'an error inside the bot, see the log', reason: null, ingested: none })
  /** Feeds that are being taken in, in the order of their turns. */
  const turns: Turn[] = []
  const take = ({ feed, first, polled: came }: Answer) => {
    if (came !== null && came.handed?.stale !== true) teach(taught, feed.id, came.state)
    const polled = came === null ? null : placed(feed, came, homes)
    if (polled === null) broken(feed)
    else {
      const parts = ingestParts(world, feed, polled, first, open, signal)
      turns.push({ feed, polled, parts, ingested: none, since: world.clock.steady() })
    }
  }
  /** Outlets' own feeds come before the aggregators', so that an entry is its outlet's where both bring it. */
  const aggregators: Answer[] = []
  const queue = new Leaving(world)
  for (;;) {
    for (const answer of await answers.next(turns.length === 0)) {
      // What was fetched when a stop is asked for is dropped: it was not recorded, so it is fetched again.
      if (signal.aborted) continue
      if (answer.feed.kind === 'aggregator') aggregators.push(answer)
      else take(answer)
    }
    if (turns.length === 0 && answers.left === 0) {
      // Cut off, another process may lead by now: what was taken in is marked, and whoever leads drops it.
      if (signal.aborted) return
      if (aggregators.length === 0) return await queue.leave()
      for (const answer of aggregators.splice(0)) take(answer)
    }
    const turn = turns.shift()
    if (turn === undefined) continue
    const { feed, polled, parts } = turn
    const by = polled.handed === undefined ? {} : { by: polled.handed.by }
    try {
      const { done, value } = await parts.next()
      if (done !== true && world.clock.steady() - turn.since < LONGEST_MS) turns.push({ ...turn, ingested: value })
      else if (done !== true) {
        world.log.warn('put_off', {
          feed: feed.id,
          new: value.fresh,
          effect: 'the rest of it is taken in at the next look',
        })
        report({ feed, outcome: polled.kind, what: '', reason: null, ingested: value, ...by })
      } else {
        // Cut short, its state was not kept: the next answer has the same to say.
        const notices = signal.aborted ? [] : polled.notices
        for (const { kind, what } of notices) world.notice(`feed ${feed.id}`, what, kind === 'recovered')
        const failure =
          polled.kind === 'failed'
            ? { what: polled.what, reason: polled.state.failure?.reason ?? null }
            : { what: '', reason: null }
        report({ feed, outcome: polled.kind, ...failure, ingested: turn.ingested, ...by })
        if (!signal.aborted) await queue.add(polled)
      }
    } catch (error) {
      if (error instanceof StoreError) throw error
      world.log.error('ingest_failed', { feed: feed.id, reason: nameOf(error) })
      broken(feed)
      // What cannot be taken in would stand in the way of its feed for ever: it is asked again instead.
      await queue.add(polled)
    }
  }
}

/** Looks for what other processes have handed over while a cycle goes on. A store that does not answer is told of by whoever writes. */
async function keepAdding(
  world: World,
  more: () => Promise<readonly HandedAnswer[]>,
  add: (one: HandedAnswer) => void,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    await world.clock.sleep(TAKE_MS, stop)
    const came = stop.aborted ? [] : await more().catch(() => [])
    if (!stop.aborted) for (const one of came) add(one)
  }
}

/** Answers that were taken in: they leave the queue a few at once. One that stays there is marked, and not taken in again. */
class Leaving {
  readonly #world: World
  #ids: string[] = []

  constructor(world: World) {
    this.#world = world
  }

  async add({ handed }: Polled): Promise<void> {
    if (handed !== undefined) this.#ids.push(handed.id)
    if (this.#ids.length >= MOST_LEAVING) await this.leave()
  }

  async leave(): Promise<void> {
    const ids = this.#ids.splice(0)
    if (ids.length > 0) await this.#world.store.answers?.drop(ids)
  }
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

/** An error's kind and message without anything it carries along. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'not an Error'
}
