import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Polled, World } from '../world.ts'

/** A feed's new items, and what they taught about the feed. */
export interface RecognisedFeed {
  readonly fresh: readonly Item[]
  /** Whether this is the feed's first read: a lost record does not make one, and an interrupted first read goes on. */
  readonly first: boolean
  readonly state: PollState
}

/** Name of the fact set while a first read is ingested in parts: items known from earlier parts do not end it. */
export const firstReadFact = (feedId: string) => `first-read ${feedId}`

/**
 * Separates a feed's new items from seen ones, and gives notice if the feed's guids prove to be unusable.
 * @param unread whether no poll state says that the feed was read before
 * @returns null: only some entries were read, and all are needed
 */
export async function recognised(
  world: World,
  feed: Pick<Feed, 'id' | 'name'>,
  polled: Extract<Polled, { kind: 'read' }>,
  unread: boolean,
): Promise<RecognisedFeed | null> {
  const { state, items, standing = 0 } = polled
  // No entry that the last document did not have.
  if (items.length === 0 && standing > 0) return { fresh: [], first: false, state }
  const found = await world.store.find(feed.id, items, state.guids, standing > 0)
  if (standing > 0 && found.met) return null
  const { fresh, known, guids, wasRead, settled } = found
  if (guids === 'unusable' && state.guids !== 'unusable')
    world.notice(
      `feed ${feed.id} guids`,
      `${feed.name} (${feed.id}) gives its entries ids that move from one entry to another, such as their place in the list; from now on they are told apart by address and title alone`,
      false,
    )
  return {
    fresh,
    first: unread && !wasRead && (known === 0 || (await goesOn(world, feed.id, state))),
    // If there was something to learn about the entries, the next document is also read whole.
    state: { ...state, ...(guids !== undefined && { guids }), ...(!settled && { kept: null }) },
  }
}

/** Whether a first read goes on: items of a truncated document, or of its earlier parts, do not end it. */
async function goesOn({ store }: World, feedId: string, state: PollState): Promise<boolean> {
  return (state.brokenOff ?? 0) > 0 || (await store.fact(firstReadFact(feedId))) === true
}
