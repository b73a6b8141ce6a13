import { Shares } from '../../feeds/schedule/share.ts'
import type { Clock } from '../../io/ops/clock.ts'
import type { Log } from '../../io/ops/log.ts'
import type { Sign } from '../../io/store/adapters/crew.ts'
import type { Store } from '../../io/store/store.ts'
import { isRecord } from '../../text/record.ts'
import { nameOf } from './cycle.ts'

/** How often a process renews its sign of life, in ms: a sign lasts ten seconds. */
const SIGN_MS = 2500
/** A process that could not renew it for this long, in ms, excludes itself before the others do. */
const LOST_MS = 7000
/** How long a newcomer polls nothing, in ms: others may still count those feeds as theirs, until each has looked twice. */
const SETTLE_MS = 2 * SIGN_MS

/** A process that shares the store, according to its sign of life. */
export interface Fellow {
  readonly name: string
  readonly leads: boolean
  /** Number of feeds in its share. */
  readonly feeds: number
}

export interface ReplicaParts {
  /** A name that no other process has. */
  readonly name: string
  readonly store: Pick<Store, 'answers'>
  readonly clock: Clock
  readonly log: Log
  /** Whether the settings allow replicas to share the fetching. */
  readonly shares: () => boolean
}

/** This process among those that share a store. Shows that it is alive and knows which others are, so that each feed belongs to one process. */
export class Replica {
  readonly name: string
  /** Whether this process leads. */
  leads = false
  /** Number of feeds in its share, as of its last look. */
  feeds = 0
  readonly #parts: ReplicaParts
  #fellows: readonly Fellow[] = []
  /** Times of the last sign, and of the first in its unbroken series, in ms of the clock that is never set; null: no sign. */
  #signed: { readonly at: number; readonly since: number } | null = null
  #lapse = new AbortController()

  constructor(parts: ReplicaParts) {
    this.#parts = parts
    this.name = parts.name
  }

  /** Aborts when this process could not renew its sign: its feeds may by now belong to another. */
  get lapse(): AbortSignal {
    return this.#lapse.signal
  }

  /** Live processes, as of the last sign. */
  get fellows(): readonly Fellow[] {
    return this.#fellows
  }

  /** Renews the sign of life until `stop` aborts, if the settings share the fetching. Never rejects. */
  async keepSigning(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.sign()
      await this.#parts.clock.sleep(SIGN_MS, stop)
    }
    await this.#leave()
  }

  /** Leaves a sign of life and learns who else is alive. Never rejects: a process that cannot sign polls nothing. */
  async sign(): Promise<void> {
    const { store, clock, log, shares } = this.#parts
    this.#learnLapse()
    if (store.answers === null) return
    if (!shares()) return await this.#leave()
    const asked = clock.steady()
    try {
      const text = JSON.stringify({ leads: this.leads, feeds: this.feeds })
      this.#fellows = fellowsOf(await store.answers.sign(this.name, text))
      this.#signed = { at: asked, since: this.#signed?.since ?? asked }
    } catch (error) {
      log.debug('sign_failed', { reason: nameOf(error) })
    }
  }

  /** The division of feeds as the leader sees it; null: it polls all itself. */
  sharesOfLeader(): Shares | null {
    if (!this.#parts.shares() || this.#parts.store.answers === null) return null
    return new Shares([...new Set([...this.#fellows.map(one => one.name), this.name])])
  }

  /** The division as a process that does not lead sees it; null: it polls nothing, because none leads or others do not know it yet. */
  sharesOfFetcher(): Shares | null {
    const now = this.#parts.clock.steady()
    this.#learnLapse()
    if (!this.#parts.shares() || this.#signed === null || now - this.#signed.since < SETTLE_MS) return null
    if (!this.#fellows.some(one => one.leads && one.name !== this.name)) return null
    return new Shares(this.#fellows.map(one => one.name))
  }

  #learnLapse(): void {
    if (this.#signed === null || this.#parts.clock.steady() - this.#signed.at <= LOST_MS) return
    this.#signed = null
    this.#lapse.abort()
    this.#lapse = new AbortController()
  }

  async #leave(): Promise<void> {
    if (this.#signed === null) return
    this.#signed = null
    this.#fellows = []
    await this.#parts.store.answers?.leave(this.name).catch(() => {})
  }
}

/** Processes by their signs of life; one with an unreadable sign polls nothing. */
export function fellowsOf(signs: readonly Sign[]): readonly Fellow[] {
  return signs.flatMap(({ name, text }) => {
    let said: unknown = null
    try {
      said = JSON.parse(text)
    } catch {}
    if (!isRecord(said) || typeof said.leads !== 'boolean' || typeof said.feeds !== 'number') return []
    return [{ name, leads: said.leads, feeds: said.feeds }]
  })
}
