import type { Feed } from '../../feeds/feed.ts'
import type { Homes } from '../../feeds/homes.ts'
import type { Item } from '../../feeds/item.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Polled } from '../world.ts'

/** Hosts that feeds' entries link to, and titles of feeds without a configured name, by feed. */
export interface Taught {
  readonly hosts: Map<string, readonly string[]>
  readonly titles: Map<string, string>
}

/** Collects both from the states of all feeds. */
export function taughtBy(states: ReadonlyMap<string, PollState>): Taught {
  return {
    hosts: new Map([...states].map(([id, state]) => [id, state.hosts ?? []] as const)),
    titles: new Map([...states].map(([id, state]) => [id, state.title ?? ''] as const)),
  }
}

/** Updates both from an answer. */
export function teach({ hosts, titles }: Taught, feedId: string, state: PollState): void {
  if (state.hosts !== undefined) hosts.set(feedId, state.hosts)
  if (state.title !== undefined) titles.set(feedId, state.title)
}

/** The outlets' homes as known in a cycle: built once for the outlets' feeds, and again for the aggregators, with what those taught. */
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

/** A poll's result, with its items assigned to their outlets. */
export function placed(feed: Feed, polled: Polled, homes: HomesOfCycle): Polled {
  if (polled.kind !== 'read') return polled
  const { again } = polled
  const items = homes.place(feed, polled.items)
  return { ...polled, items, ...(again && { again: async () => placed(feed, await again(), homes) }) }
}
