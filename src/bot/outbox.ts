import { breakerUntil } from '../alerts/breaker.ts'
import type { Delivery } from '../alerts/delivery.ts'
import { firstTurn, inOrder, superseded } from '../alerts/queue.ts'
import { Channel, type Tally } from './channel.ts'
import { Holds } from './holds.ts'
import type { OutboxDeps } from './outbox-deps.ts'

export interface Drained extends Tally {
  /** When there is something to do again, ms since 1970; null: not before something new is stored. */
  readonly nextAt: number | null
  /** Why the process cannot go on; null: it can. */
  readonly stop: string | null
  /** Open deliveries of routes that settings.yaml no longer names. */
  readonly homeless: number
}

/**
 * Sends what is stored. Each attempt is recorded before it is made and settled after; what cannot be recorded is not sent.
 * Within a channel deliveries go in their order, channels go side by side.
 */
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #holds: Holds
  /** Settled but not yet recorded, because the store failed: recorded before anything else is sent. */
  readonly #unsaved = new Map<string, Delivery>()
  #running: Promise<Drained> | null = null
  #next: Promise<Drained> | null = null

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#holds = new Holds(deps.store, deps.onNotice)
  }

  /**
   * Sends everything that is due now. A call while one runs is answered by one more run after it, so that what was stored
   * before the call is always looked at.
   * @param stop no new attempt is begun once it aborts; one that is under way is settled
   * @param abort ends attempts that are under way as well: their outcome is then uncertain
   * @throws StoreError where the store fails: the next call goes on where this one stopped
   */
  drain(stop: AbortSignal, abort: AbortSignal = NEVER): Promise<Drained> {
    if (this.#running === null) {
      this.#running = this.#drain(stop, abort).finally(() => {
        this.#running = null
      })
      return this.#running
    }
    const again = () => {
      this.#next = null
      return this.drain(stop, abort)
    }
    this.#next ??= this.#running.then(again, again)
    return this.#next
  }

  /** Called when this process leads again: what another one has done meanwhile stands in the store, and counts. */
  forget(): void {
    this.#unsaved.clear()
    this.#holds.forget()
  }

  /** Round after round: what was stored meanwhile is looked at before a channel goes on with what stood there. */
  async #drain(stop: AbortSignal, abort: AbortSignal): Promise<Drained> {
    let [sent, setAside] = [0, 0]
    for (;;) {
      const { more, ...round } = await this.#round(stop, abort)
      sent += round.sent
      setAside += round.setAside
      if (!more || round.stop !== null || stop.aborted) return { ...round, sent, setAside }
    }
  }

  /** @returns `more`: a channel has said all of its turn, and another one is there */
  async #round(stop: AbortSignal, abort: AbortSignal): Promise<Drained & { readonly more: boolean }> {
    const { store, now } = this.#deps
    for (const delivery of [...this.#unsaved.values()]) await this.#save(delivery)
    await this.#holds.load()
    const open = await store.openDeliveries()
    const placed = open.flatMap(delivery => {
      const channelId = this.#deps.channelOf(delivery.route)
      return channelId === null ? [] : [{ channelId, delivery }]
    })
    const byChannel = Map.groupBy(placed, one => one.channelId)

    const ended = new AbortController()
    const stopping = AbortSignal.any([stop, ended.signal])
    const channels = [...byChannel].map(async ([channelId, here]) => {
      const ordered = inOrder(here.map(one => one.delivery))
      const channel = new Channel(channelId, this.#deps, this.#holds, one => this.#settle(one))
      const rest = await this.#dropSuperseded(ordered)
      try {
        const turn = firstTurn(rest)
        const tally = await channel.send(turn, stopping, abort)
        if (tally.stop !== null) ended.abort()
        return { ...tally, later: rest.length - turn.length }
      } catch (error) {
        // A store that fails for one channel fails for all: nothing more is begun.
        ended.abort()
        throw error
      }
    })
    // All are waited for, so that nothing is under way when this ends.
    await Promise.allSettled(channels)
    const tallies = await Promise.all(channels)
    const until = breakerUntil(this.#holds.invalid, now())
    const times = tallies.flatMap(tally => (tally.nextAt === null ? [] : [Math.max(tally.nextAt, until ?? 0)]))
    return {
      more: tallies.some(tally => tally.later > 0 && tally.waiting === 0),
      sent: sum(tallies.map(tally => tally.sent)),
      setAside: sum(tallies.map(tally => tally.setAside)),
      held: sum(tallies.map(tally => tally.held)),
      waiting: sum(tallies.map(tally => tally.waiting + tally.later)),
      nextAt: times.length === 0 ? null : Math.min(...times),
      stop: tallies.find(tally => tally.stop !== null)?.stop ?? null,
      homeless: open.length - placed.length,
    }
  }

  async #dropSuperseded(ordered: readonly Delivery[]): Promise<readonly Delivery[]> {
    const replaced = superseded(ordered)
    for (const delivery of ordered) {
      const by = replaced.get(delivery.id)
      if (by === undefined) continue
      await this.#settle({
        ...delivery,
        state: { at: 'abandoned', why: `the later edit ${by} says all of it`, since: this.#deps.now() },
      })
    }
    return ordered.filter(delivery => !replaced.has(delivery.id))
  }

  async #settle(delivery: Delivery): Promise<void> {
    this.#unsaved.set(delivery.id, delivery)
    await this.#save(delivery)
    this.#deps.onNotice({ kind: 'settled', delivery })
  }

  async #save(delivery: Delivery): Promise<void> {
    await this.#deps.store.saveDelivery(delivery)
    this.#unsaved.delete(delivery.id)
  }
}

const NEVER = new AbortController().signal

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
