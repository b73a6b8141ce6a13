import type { Feed } from '../../feeds/feed.ts'
import type { Homes } from '../../feeds/homes.ts'
import type { Item } from '../../feeds/item.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Polled } from '../world.ts'

/** Hosts to which the entries of feeds lead, and what feeds without a name call themselves, by feed. */
export interface Taught {
  readonly hosts: Map<string, readonly string[]>
  readonly titles: Map<string, string>
}

/** What the states of all feeds say of where entries belong. */
export function taughtBy(states: ReadonlyMap<string, PollState>): Taught {
  return {
    hosts: new Map([...states].map(([id, state]) => [id, state.hosts ?? []] as const)),
    titles: new Map([...states].map(([id, state]) => [id, state.title ?? ''] as const)),
  }
}

/** Learns what an answer teaches. */
export function teach({ hosts, titles }: Taught, feedId: string, state: PollState): void {
  if (state.hosts !== undefined) hosts.set(feedId, state.hosts)
  if (state.title !== undefined) titles.set(feedId, state.title)
}

/** The outlets' homes as they are known in a cycle: once for the outlets' feeds, and for the aggregators, which come last, with what those taught. */
export class HomesOfCycle {
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

/** What came, with its items where they belong. */
export function placed(feed: Feed, polled: Polled, homes: HomesOfCycle): Polled {
  if (polled.kind !== 'read') return polled
  const { again } = polled
  const items = homes.place(feed, polled.items)
  return { ...polled, items, ...(again && { again: async () => placed(feed, await again(), homes) }) }
}
