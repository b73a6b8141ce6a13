import type { Feed } from '../../feeds/feed.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Shares } from '../../feeds/schedule/share.ts'

/** A feed that is another's is left to it for at least this long after it was due, in ms. */
const PATIENCE_MS = 120_000

/** What the process that leads asks itself: the feeds of its share, and those that nobody else answered. */
export class OwnShare {
  /** ms of the clock that is never set, since when a feed that is another's waits to be asked. */
  readonly #since = new Map<string, number>()

  /**
   * @param due feeds that may be asked and of which no answer waits
   * @param deadlineMs longest time for a round: within it whoever is alive has answered or given up
   * @param steady ms of the clock that is never set
   */
  of(
    due: readonly Feed[],
    states: ReadonlyMap<string, PollState>,
    shares: Shares,
    name: string,
    deadlineMs: number,
    steady: number,
  ): { readonly mine: readonly Feed[]; readonly late: readonly Feed[] } {
    const isMine = (feed: Feed) => shares.ownerOf(feed, states.get(feed.id) ?? null) === name
    const mine = due.filter(isMine)
    const others = due.filter(feed => !isMine(feed))
    const before = new Map(this.#since)
    this.#since.clear()
    for (const { id } of others) this.#since.set(id, before.get(id) ?? steady)
    const patience = Math.max(PATIENCE_MS, deadlineMs)
    const late = others.filter(({ id }) => steady - (this.#since.get(id) ?? steady) >= patience)
    for (const { id } of late) this.#since.delete(id)
    return { mine, late }
  }
}
