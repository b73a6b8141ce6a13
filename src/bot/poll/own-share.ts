import type { Feed } from '../../feeds/feed.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import type { Shares } from '../../feeds/schedule/share.ts'

/** How long another process's due feed is left to it at least, in ms. */
const PATIENCE_MS = 120_000

/** What the leader polls itself: the feeds of its own share, and those that nobody else answered. */
export class OwnShare {
  /** Since when another process's feed has been due, in ms of the clock that is never set. */
  readonly #since = new Map<string, number>()

  /**
   * @param due feeds that may be polled and have no queued answer
   * @param deadlineMs longest time for a round, in ms: by then any live process has answered or given up
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
