import type { Delivery } from '../../alerts/delivery.ts'
import { namedInstead } from '../../alerts/places/direct.ts'
import { userOf } from '../../alerts/places/place.ts'
import { readWatches, WATCHES, type Watch } from '../../desk/watching.ts'
import type { Store } from '../../io/store/store.ts'
import { isRecord } from '../../text/record.ts'

/** Fact: by user, when one was found to accept no direct messages, in ms since 1970. */
const CLOSED = 'desk-direct-closed'
const MOST_CLOSED = 1000

/** Users' watches, as they were made. @throws StoreError */
export async function watchesIn(store: Pick<Store, 'fact'>): Promise<readonly Watch[]> {
  return readWatches(await store.fact(WATCHES))
}

/**
 * Users' watches, as they take effect: a watch by direct message becomes a mention if its user was later found to accept none.
 * @throws StoreError
 */
export async function watchesToTell(store: Pick<Store, 'fact'>): Promise<readonly Watch[]> {
  const watches = await watchesIn(store)
  if (!watches.some(one => one.direct)) return watches
  const closed = closedIn(await store.fact(CLOSED))
  return watches.map(one => ({ ...one, direct: one.direct && (closed[one.by] ?? 0) < one.at }))
}

/** Users who accept no direct messages from the bot. */
export class DirectClosed {
  readonly #store: Pick<Store, 'fact' | 'saveFact' | 'delivery' | 'saveDelivery'>
  readonly #now: () => number
  #turn: Promise<unknown> = Promise.resolve()

  constructor(store: Pick<Store, 'fact' | 'saveFact' | 'delivery' | 'saveDelivery'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /**
   * Mentions the user in the alert's channel instead, now and later. Stored before the direct message is given up: a process that ends in between
   * meets the same refusal and stores the same.
   * @throws StoreError
   */
  note(direct: Delivery): Promise<void> {
    const turn = this.#turn.then(() => this.#note(direct))
    this.#turn = turn.catch(() => {})
    return turn
  }

  async #note(direct: Delivery): Promise<void> {
    const user = userOf(direct.route.slice(1))
    if (user === null) return
    const { [user]: _, ...others } = closedIn(await this.#store.fact(CLOSED))
    const kept = Object.entries(others).slice(1 - MOST_CLOSED)
    await this.#store.saveFact(CLOSED, { ...Object.fromEntries(kept), [user]: this.#now() })
    const alert = direct.directOf === undefined ? null : await this.#store.delivery(direct.directOf)
    if (alert === null) return
    const named = namedInstead(user, direct, alert, this.#now())
    if ((await this.#store.delivery(named.id)) === null) await this.#store.saveDelivery(named)
  }
}

function closedIn(kept: unknown): Readonly<Record<string, number>> {
  return isRecord(kept) ? (kept as Readonly<Record<string, number>>) : {}
}
