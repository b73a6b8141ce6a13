import type { Feed } from '../feeds/feed.ts'
import { Homes } from '../feeds/homes.ts'
import type { Item } from '../feeds/item.ts'
import type { PollState } from '../feeds/poll-state.ts'
import { StoreError } from '../io/store/store.ts'
import { type Ingested, ingest } from './ingest.ts'
import type { OpenStories } from './opened.ts'
import type { Polled, World } from './world.ts'

/** What one feed came to in a cycle, for the table of `once` and for the metrics. */
export interface FeedReport {
  readonly feed: Feed
  readonly outcome: 'read' | 'unchanged' | 'failed'
  readonly what: string
  readonly ingested: Ingested
}

interface Answer {
  readonly feed: Feed
  readonly first: boolean
  readonly polled: Polled | null
}

/**
 * Asks feeds in parallel and takes their answers in one after the other, as they come, so that two outlets of one cycle meet in one story.
 * A feed that fails costs nothing but itself.
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
  const homes = new HomesOfCycle(() => new Homes(world.decisions().feeds, hosts))
  const asked = feeds.map(feed => ask(world, feed, states.get(feed.id) ?? null, signal, feeds.length))
  for await (const { feed, first, polled: came } of ownFirst(asCompleted(asked))) {
    if (came?.state.hosts !== undefined) hosts.set(feed.id, came.state.hosts)
    const polled = came?.kind === 'read' ? { ...came, items: homes.place(feed, came.items) } : came
    // What was fetched when a stop is asked for is dropped: it was not recorded, so it is fetched again.
    if (signal.aborted) continue
    if (polled === null) {
      report({ feed, outcome: 'failed', what: 'an error inside the bot, see the log', ingested: none })
      continue
    }
    try {
      const ingested = await ingest(world, feed, polled, first, open, signal)
      for (const { kind, what } of polled.notices) world.notice(`feed ${feed.id}`, what, kind === 'recovered')
      report({ feed, outcome: polled.kind, what: polled.kind === 'failed' ? polled.what : '', ingested })
    } catch (error) {
      if (error instanceof StoreError) throw error
      world.log.error('ingest_failed', { feed: feed.id, reason: nameOf(error) })
      report({ feed, outcome: 'failed', what: 'an error inside the bot, see the log', ingested: none })
    }
  }
}

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

/** Outlets' own feeds before the aggregators', so that an entry is its outlet's where both bring it. */
async function* ownFirst(answers: AsyncIterable<Answer>): AsyncGenerator<Answer> {
  const later: Answer[] = []
  for await (const answer of answers) {
    if (answer.feed.kind === 'aggregator') later.push(answer)
    else yield answer
  }
  yield* later
}

/** Yields what promises come to in the order in which they come to it. None of them may reject. */
async function* asCompleted<T>(promises: readonly Promise<T>[]): AsyncGenerator<T> {
  const come: T[] = []
  let wake = () => {}
  for (const promise of promises) {
    void promise.then(value => {
      come.push(value)
      wake()
    })
  }
  for (let left = promises.length; left > 0; left -= 1) {
    if (come.length === 0)
      await new Promise<void>(resolve => {
        wake = resolve
      })
    yield come.shift() as T
  }
}

/** An error's kind and message without anything it carries along. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'not an Error'
}
