import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Polled, World } from '../world.ts'

/** What of a feed's items is new, and what was learnt of the feed by it. */
export interface RecognisedFeed {
  readonly fresh: readonly Item[]
  /** Whether the feed is read for the first time: a record that was lost makes no first run, and one that was begun goes on. */
  readonly first: boolean
  readonly state: PollState
}

/** Set while the parts of a first read are taken in: what of it is known does not end it. */
export const firstReadFact = (feedId: string) => `first-read ${feedId}`

/**
 * Tells the new items of a feed from those that were seen, and says it where the feed's guids prove to name nothing.
 * @param unread whether no poll state says that the feed was read before
 * @returns null where not all entries were read, and must be
 */
export async function recognised(
  world: World,
  feed: Pick<Feed, 'id' | 'name'>,
  polled: Extract<Polled, { kind: 'read' }>,
  unread: boolean,
): Promise<RecognisedFeed | null> {
  const { state, items, standing = 0 } = polled
  // Nothing came that the last document did not hold.
  if (items.length === 0 && standing > 0) return { fresh: [], first: false, state }
  const found = await world.store.find(feed.id, items, state.guids, standing > 0)
  if (standing > 0 && found.met) return null
  const { fresh, known, guids, wasRead, settled } = found
  if (guids === 'unusable' && state.guids !== 'unusable')
    world.notice(
      `feed ${feed.id} guids`,
      `${feed.name} (${feed.id}) gives its entries ids that pass from one to another, such as their place in the list; they are told apart by address and title alone from now on`,
      false,
    )
  return {
    fresh,
    first: unread && !wasRead && (known === 0 || (await goesOn(world, feed.id, state))),
    // Where there was anything to learn of the entries, the next document is read whole as well.
    state: { ...state, ...(guids !== undefined && { guids }), ...(!settled && { kept: null }) },
  }
}

/** What a document that broke off, or a part of a first read, has brought says nothing of a first run that is still to come. */
async function goesOn({ store }: World, feedId: string, state: PollState): Promise<boolean> {
  return (state.brokenOff ?? 0) > 0 || (await store.fact(firstReadFact(feedId))) === true
}
