import type { Feed } from '../feeds/feed.ts'
import type { Item } from '../feeds/item.ts'
import type { PollState } from '../feeds/poll-state.ts'
import type { Polled, World } from './world.ts'

/** What of a feed's items is new, and what was learnt of the feed by it. */
export interface RecognisedFeed {
  readonly fresh: readonly Item[]
  /** Whether the feed was read before, whatever its poll state says: a record that was lost makes no first run. */
  readonly wasRead: boolean
  readonly state: PollState
}

/** Tells the new items of a feed from those that were seen, and says it where the feed's guids prove to name nothing. */
export async function recognised(
  world: World,
  feed: Pick<Feed, 'id' | 'name'>,
  polled: Extract<Polled, { kind: 'read' }>,
): Promise<RecognisedFeed> {
  const { state } = polled
  const { fresh, known, guids, wasRead } = await world.store.find(feed.id, polled.items, state.guids)
  if (guids === 'unusable' && state.guids !== 'unusable')
    world.notice(
      `feed ${feed.id} guids`,
      `${feed.name} (${feed.id}) gives its entries ids that pass from one to another, such as their place in the list; they are told apart by address and title alone from now on`,
      false,
    )
  return {
    fresh,
    // What a document that broke off has brought says nothing of a first run that is still to come.
    wasRead: wasRead || (known > 0 && (state.brokenOff ?? 0) === 0),
    state: guids === undefined ? state : { ...state, guids },
  }
}
