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

/** Result of one feed in a cycle, for the table of `once` and for metrics. */
export interface FeedReport {
  readonly feed: Feed
  readonly outcome: 'read' | 'unchanged' | 'failed'
  readonly what: string
  /** The fetch failure or the parser's reason; null: it did not fail, or failed inside the bot. */
  readonly reason: string | null
  readonly ingested: Ingested
  /** Name of the process that fetched it and handed it over; missing: this one. */
  readonly by?: string
}

interface Answer {
  readonly feed: Feed
  readonly first: boolean
  readonly polled: Polled | null
}

/** Input of a cycle. */
export interface Round {
  /** Feeds that this process polls. */
  readonly feeds: readonly Feed[]
  /** Their poll states. */
  readonly states: ReadonlyMap<string, PollState>
  /** What is known of all feeds; updated from the answers. */
  readonly taught: Taught
  /** Answers that other processes have handed over. */
  readonly handed?: readonly HandedAnswer[]
  /** Called every few seconds for newly handed answers, except of the feeds named; missing: there are none. */
  readonly more?: (except: ReadonlySet<string>) => Promise<readonly HandedAnswer[]>
}

/** How often a running cycle looks for newly handed answers, in ms. */
export const TAKE_MS = 2000
/** Answers removed from the queue in one call. */
const MOST_LEAVING = 50

/**
 * Polls feeds in parallel and ingests their answers one at a time, as they arrive, so that two outlets of one cycle meet in one story. A long
 * answer is ingested one part per turn, so that one feed's thousands do not delay another feed's one. A failing feed affects no other. Answers
 * that other processes hand over are ingested among them, and leave the queue.
 * @throws StoreError if the store does not answer: what cannot be recorded is not posted
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
  /** Feeds with an answer in this cycle: one each at most, since the next may build on it. */
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

/** Ingests answers until none is left. */
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
  /** Feeds being ingested, in the order of their turns. */
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
  /** Ingested after the outlets' own feeds, so that an entry in both is credited to its outlet. */
  const aggregators: Answer[] = []
  const queue = new Leaving(world)
  for (;;) {
    for (const answer of await answers.next(turns.length === 0)) {
      // After a stop, fetched answers are dropped: they were not recorded, so they are fetched again.
      if (signal.aborted) continue
      if (answer.feed.kind === 'aggregator') aggregators.push(answer)
      else take(answer)
    }
    if (turns.length === 0 && answers.left === 0) {
      // If stopped, another process may lead by now: ingested answers are marked, and the leader drops them.
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
        // If stopped, the feed's state was not stored, and the next answer leads to the same notices.
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
      // An answer that cannot be ingested would block its feed for ever: drop it, and poll again.
      await queue.add(polled)
    }
  }
}

/** Looks for newly handed answers during a cycle. A store that does not answer is reported by the next write. */
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

/** Removes ingested answers from the queue, several at once. One that stays there is marked, and not ingested again. */
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

/** A feed whose answer is being ingested part by part. */
interface Turn {
  readonly feed: Feed
  readonly polled: Polled
  readonly parts: AsyncGenerator<Ingested>
  /** Result so far. */
  readonly ingested: Ingested
  /** When it began, in ms of the clock that is never set. */
  readonly since: number
}

/** Longest ingesting of one feed per look, in ms: the next look polls it again, with all feeds that became due meanwhile. */
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

/** An error's name and message, without its other fields. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'not an Error'
}
