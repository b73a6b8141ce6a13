/**
 * Sends stored deliveries: in order within a channel, channels side by side.
 * Each attempt is recorded before it is made and its outcome before the next one, so that a crash loses none.
 */

import { breakerUntil } from '../../alerts/delivery/breaker.ts'
import { firstTurn, inOrder, superseded } from '../../alerts/delivery/queue.ts'
import type { Effect } from '../../alerts/delivery/settle.ts'
import { placeOf, placeOfMessage, targetOf } from '../../alerts/delivery/where.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import { countsToFlood, gather } from '../../alerts/flood.ts'
import { roomOf } from '../../alerts/places/place.ts'
import { Attempts } from './attempts.ts'
import { Channel } from './channel.ts'
import type { Tally } from './channel-tally.ts'
import { Holds } from './holds.ts'
import type { OutboxDeps } from './outbox-parts.ts'

export interface Drained extends Tally {
  /** When there is something to do again, in ms since 1970; null: not until something new is stored. */
  readonly nextAt: number | null
  /** Why the process cannot go on; null: it can. */
  readonly stop: string | null
  /** Open deliveries of routes that settings.yaml no longer names. */
  readonly homeless: number
}

/**
 * Sends stored deliveries. Each attempt is recorded before it is made and settled afterwards; what cannot be recorded is not sent.
 */
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #holds: Holds
  readonly #attempts: Attempts
  /** Settled deliveries that a failing store did not record: recorded before anything else is sent. */
  readonly #unsaved = new Map<string, Delivery>()
  /** Times of each place's latest new messages in this process, in ms of the clock that is never set. */
  readonly #lately = new Map<string, number[]>()
  #running: Promise<Drained> | null = null
  #next: Promise<Drained> | null = null

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#holds = new Holds(deps.store, deps.onNotice)
    this.#attempts = new Attempts(deps.now, deps.steady)
  }

  /**
   * Sends everything that is due now. A call during a run is answered by one more run after it, so that what was stored before the call is
   * always seen.
   * @param stop once it aborts, no new attempt begins; one in progress is settled
   * @param abort also ends attempts in progress, whose outcome is then uncertain
   * @throws StoreError if the store fails: the next call goes on where this one stopped
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

  /** Forgets cached state, when this process leads again: what another one stored meanwhile counts. */
  forget(): void {
    this.#unsaved.clear()
    this.#attempts.forget()
    this.#holds.forget()
  }

  /** When others than the outbox may write to a place, in ms since 1970; now or earlier: at once; null: not until a person acts. */
  async until(place: string): Promise<number | null> {
    await this.#holds.load()
    return this.#holds.until(place, this.#deps.now())
  }

  /** Learns from an answer that others than the outbox got in a place. */
  async heed(place: string, effect: Effect, invalid: boolean): Promise<void> {
    const now = this.#deps.now()
    await this.#holds.load()
    if (invalid) await this.#holds.noteInvalid(now)
    await this.#holds.apply(place, effect, now)
  }

  /** Runs rounds, so that deliveries stored meanwhile are seen before a channel goes on. */
  async #drain(stop: AbortSignal, abort: AbortSignal): Promise<Drained> {
    let [sent, setAside] = [0, 0]
    for (;;) {
      const { more, ...round } = await this.#round(stop, abort)
      sent += round.sent
      setAside += round.setAside
      if (!more || round.stop !== null || stop.aborted) return { ...round, sent, setAside }
    }
  }

  /** @returns `more`: a channel has sent all of its share, and more is due */
  async #round(stop: AbortSignal, abort: AbortSignal): Promise<Drained & { readonly more: boolean }> {
    const { store, now } = this.#deps
    for (const delivery of [...this.#unsaved.values()]) await this.#save(delivery)
    await this.#holds.load()
    const stored = await store.openDeliveries()
    // A process may have ended between storing a summary card and closing what it lists, whose route may since lead to another place.
    const open = await this.#dropTold(stored, stored)
    const placed = await this.#place(open)
    const byPlace = Map.groupBy(placed, one => one.place)

    const ended = new AbortController()
    const stopping = AbortSignal.any([stop, ended.signal])
    const parts = { deps: this.#deps, holds: this.#holds, attempts: this.#attempts, settle: this.#settle.bind(this) }
    const channels = [...byPlace].map(async ([place, here]) => {
      const ordered = inOrder(here.map(one => one.delivery))
      const channel = new Channel(place, parts)
      try {
        const rest = await this.#gather(place, await this.#dropSuperseded(ordered))
        const turn = firstTurn(rest)
        const tally = await channel.send(turn, stopping, abort)
        if (tally.stop !== null) ended.abort()
        return { ...tally, later: rest.length - turn.length }
      } catch (error) {
        // A store that fails for one channel fails for all, so nothing more begins.
        ended.abort()
        throw error
      }
    })
    // Wait for all, so that nothing is in progress when this ends.
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

  /** Open deliveries with their places; without those that have none. */
  async #place(open: readonly Delivery[]): Promise<readonly { readonly place: string; readonly delivery: Delivery }[]> {
    const { store, sender, channelOf, threadsOf } = this.#deps
    const posts = new Map(open.map(delivery => [delivery.id, delivery]))
    const others = new Set(open.map(targetOf).filter((id): id is string => id !== null && !posts.has(id)))
    const found = await Promise.all([...others].map(id => store.delivery(id)))
    for (const post of found) if (post !== null) posts.set(post.id, post)
    const reaches = (place: string) => sender.reaches(place)
    const placeFor = (delivery: Delivery): string | null => {
      const post = posts.get(targetOf(delivery) ?? '') ?? null
      // An edit or reply goes where its open post will go.
      if (post?.action.kind === 'post' && isOpen(post)) return placeFor(post)
      const threads = threadsOf?.(delivery.route) ?? false
      return placeOf(delivery, post, { route: channelOf(delivery.route), reaches, threads })
    }
    return open.flatMap(delivery => {
      const place = placeFor(delivery)
      return place === null ? [] : [{ place, delivery }]
    })
  }

  /** Closes the deliveries that stored summary cards list. */
  async #dropTold(open: readonly Delivery[], summaries: readonly Delivery[]): Promise<readonly Delivery[]> {
    const told = new Map(summaries.flatMap(one => (one.gathers ?? []).map(id => [id, one.id] as const)))
    for (const delivery of open) {
      const toldIn = told.get(delivery.id)
      if (toldIn === undefined) continue
      const why = `told in the summary card ${toldIn}`
      await this.#settle({ ...delivery, toldIn, state: { at: 'abandoned', why, since: this.#deps.now() } })
    }
    return open.filter(one => !told.has(one.id))
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

  /** Gathers a flood into summary cards. Those are stored first, so that no story is left without a message. */
  async #gather(place: string, ordered: readonly Delivery[]): Promise<readonly Delivery[]> {
    const { store, now, steady, settings } = this.#deps
    const { flood } = settings()
    const until = this.#holds.until(place, now())
    // While nothing can be sent, more may still arrive.
    if (flood === null || until === null || until > now()) return ordered
    const since = steady() - flood.withinMs
    const lately = (this.#lately.get(place) ?? []).filter(at => at > since)
    this.#lately.set(place, lately)
    const { summaries } = gather(ordered, lately.length, flood, now())
    for (const summary of summaries) await store.saveDelivery(summary)
    return [...(await this.#dropTold(ordered, summaries)), ...summaries]
  }

  async #settle(delivery: Delivery): Promise<void> {
    this.#unsaved.set(delivery.id, delivery)
    await this.#save(delivery)
    if (!isOpen(delivery)) this.#attempts.end(delivery.id)
    const place = placeOfMessage(delivery)
    if (place !== null && countsToFlood(delivery)) {
      // Forum posts count as messages of their forum.
      const room = delivery.action.kind === 'post' ? roomOf(place) : place
      this.#lately.set(room, [...(this.#lately.get(room) ?? []), this.#deps.steady()])
    }
    this.#deps.onNotice({ kind: 'settled', delivery })
  }

  async #save(delivery: Delivery): Promise<void> {
    await this.#deps.store.saveDelivery(delivery)
    this.#unsaved.delete(delivery.id)
  }
}

const NEVER = new AbortController().signal

function isOpen({ state }: Delivery): boolean {
  return state.at === 'pending' || state.at === 'uncertain'
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
