import { Shares } from '../../feeds/schedule/share.ts'
import type { Clock } from '../../io/ops/clock.ts'
import type { Log } from '../../io/ops/log.ts'
import type { Sign } from '../../io/store/adapters/crew.ts'
import type { Store } from '../../io/store/store.ts'
import { isRecord } from '../../text/record.ts'
import { nameOf } from './cycle.ts'

/** How often a process shows that it is alive, in ms: a sign lasts ten seconds. */
const SIGN_MS = 2500
/** One that could not show it for this long counts itself out before the others do. */
const LOST_MS = 7000
/** How long a newcomer leaves feeds alone that others still take for theirs: until each has looked twice. */
const SETTLE_MS = 2 * SIGN_MS

/** A process that shares a store, as its sign of life says. */
export interface Fellow {
  readonly name: string
  readonly leads: boolean
  /** How many feeds it is to ask. */
  readonly feeds: number
}

export interface ReplicaParts {
  /** One that no other process has. */
  readonly name: string
  readonly store: Pick<Store, 'answers'>
  readonly clock: Clock
  readonly log: Log
  /** Whether the settings let replicas share the fetching. */
  readonly shares: () => boolean
}

/** This process among those that share a store: shows that it is alive, and knows who is, so that each feed is one process's. */
export class Replica {
  readonly name: string
  /** Whether this process leads. */
  leads = false
  /** How many feeds it is to ask, as of its last look. */
  feeds = 0
  readonly #parts: ReplicaParts
  #fellows: readonly Fellow[] = []
  /** ms of the clock that is never set: of the last sign, and of the first of those that followed each other; null: there is none. */
  #signed: { readonly at: number; readonly since: number } | null = null
  #lapse = new AbortController()

  constructor(parts: ReplicaParts) {
    this.#parts = parts
    this.name = parts.name
  }

  /** Aborts when this process could not show that it is alive: what it is about to ask may be another's by now. */
  get lapse(): AbortSignal {
    return this.#lapse.signal
  }

  /** Who is alive, as of the last sign. */
  get fellows(): readonly Fellow[] {
    return this.#fellows
  }

  /** Shows that this process is alive until `stop` aborts, where the settings say that fetching is shared. Never rejects. */
  async keepSigning(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.sign()
      await this.#parts.clock.sleep(SIGN_MS, stop)
    }
    await this.#leave()
  }

  /** Leaves a sign of life and learns who else is alive. Never rejects: who cannot sign asks nothing. */
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

  /** Who asks what, as the process that leads has it; null: it asks all itself. */
  sharesOfLeader(): Shares | null {
    if (!this.#parts.shares() || this.#parts.store.answers === null) return null
    return new Shares([...new Set([...this.#fellows.map(one => one.name), this.name])])
  }

  /** Who asks what, as one that does not lead has it; null: it asks nothing, for nobody takes answers, or others do not know it yet. */
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

/** What signs of life say; one that cannot be read is of a process that asks nothing. */
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
