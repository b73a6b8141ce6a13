import { createHash } from 'node:crypto'
import type { Feed } from '../feed.ts'
import { addressOf, type PollState } from './poll-state.ts'

/**
 * Which process polls a host: the one whose name gives the highest hash with it (rendezvous hashing: Thaler and Ravishankar 1998).
 * Processes that know the same names choose the same owner; one that comes or goes moves only the hosts that it gets or had.
 * @param names of the processes; their order does not matter
 * @returns null if there are no names
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

/** Which process polls a feed: all feeds of a host belong to one process, so that the host sees one pace. */
export class Shares {
  readonly #names: readonly string[]
  readonly #owners = new Map<string, string | null>()

  constructor(names: readonly string[]) {
    this.#names = names
  }

  /** @returns the name of the process that polls it; null: there are none */
  ownerOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): string | null {
    const host = paceHostOf(feed, state)
    const known = this.#owners.get(host)
    if (known !== undefined) return known
    const owner = ownerOf(host, this.#names)
    this.#owners.set(host, owner)
    return owner
  }
}

/** The host by which requests are paced: without its port. */
function paceHostOf(feed: Pick<Feed, 'url' | 'secret'>, state: PollState | null): string {
  return URL.parse(addressOf(feed, state))?.hostname ?? ''
}
