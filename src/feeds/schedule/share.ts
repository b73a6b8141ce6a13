import { createHash } from 'node:crypto'
import type { Feed } from '../feed.ts'
import { addressOf, type PollState } from './poll-state.ts'

/**
 * Which process polls a host: the one whose name gives the highest hash with it (rendezvous hashing: Thaler and Ravishankar 1998).
 * All that know the same names choose the same; one that comes or goes moves no host but those it gets or had.
 * @param names of the processes; their order does not matter
 * @returns null where there is none
 */
export function ownerOf(host: string, names: readonly string[]): string | null {
  let owner: string | null = null
  let most = ''
  for (const name of names) {
    const weight = createHash('sha256')
      .update(JSON.stringify([host, name]))
      .digest('hex')
    if (owner !== null && (weight < most || (weight === most && name > owner))) continue
    owner = name
    most = weight
  }
  return owner
}

/** Who asks a feed: all feeds of a host are one process's, so that the host is asked at one pace. */
export class Shares {
  readonly #names: readonly string[]
  readonly #owners = new Map<string, string | null>()

  constructor(names: readonly string[]) {
    this.#names = names
  }

  /** @returns a name of those; null: there are none */
  ownerOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): string | null {
    const host = paceHostOf(feed, state)
    const known = this.#owners.get(host)
    if (known !== undefined) return known
    const owner = ownerOf(host, this.#names)
    this.#owners.set(host, owner)
    return owner
  }
}

/** The host as requests are paced by: without its port. */
function paceHostOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): string {
  return URL.parse(addressOf(feed, state))?.hostname ?? ''
}
