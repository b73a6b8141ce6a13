import type { Store } from '../../io/store/store.ts'

const DAY = 86_400_000
const DUE = 'digest-due'
const TOLD = 'digest-told'
const TRIED = 'digest-tried'

/** A digest that is due. `slot`: the time it is of, ms since 1970, the same for every replica, whatever their clocks say. */
export interface DueDigest {
  readonly slot: number
  /** Where it may already stand: an attempt was recorded whose end was not; null: none was. */
  readonly triedIn: string | null
}

/**
 * Which digest is due. Every replica's clock ticks, only the one that leads writes: what ticked while it stood by it notes when it leads,
 * so that a digest is neither lost nor posted twice when the lead changes at its hour.
 */
export class DigestDue {
  readonly #store: Pick<Store, 'fact' | 'saveFact'>
  readonly #now: () => number
  #ticked: number | null = null
  #leads = false

  constructor(store: Pick<Store, 'fact' | 'saveFact'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** A time of settings.yaml's digest has come. Never throws: what cannot be written is written at the next look. */
  async tick(slot: number): Promise<void> {
    this.#ticked = slot
    if (this.#leads) await this.#note().catch(() => {})
  }

  /** Whether this process is the one that may write. */
  lead(leads: boolean): void {
    this.#leads = leads
  }

  /** The digest that is to be posted; null: none. Called by who leads. */
  async next(): Promise<DueDigest | null> {
    await this.#note()
    const slot = await this.#store.fact(DUE)
    if (typeof slot !== 'number' || (await this.#isTold(slot))) return null
    const tried = await this.#store.fact(TRIED)
    return { slot, triedIn: isTry(tried) && tried.slot === slot ? tried.place : null }
  }

  /** Recorded before each attempt: who may not write may not post. */
  async tries({ slot }: DueDigest, place: string): Promise<void> {
    await this.#store.saveFact(TRIED, { slot, place })
  }

  /** The attempt was certainly not taken on. */
  async failed(): Promise<void> {
    await this.#store.saveFact(TRIED, null)
  }

  /** It stands in its channel, or is left out. */
  async told({ slot }: DueDigest): Promise<void> {
    await this.#store.saveFact(TOLD, slot)
  }

  async #note(): Promise<void> {
    const slot = this.#ticked
    if (slot === null) return
    if (!(await this.#isTold(slot))) await this.#store.saveFact(DUE, slot)
    if (this.#ticked === slot) this.#ticked = null
  }

  /** A clock that was set back comes by a slot once more. One that lies more than a day ahead was told by a clock that was wrong. */
  async #isTold(slot: number): Promise<boolean> {
    const told = await this.#store.fact(TOLD)
    return typeof told === 'number' && slot <= told && told - this.#now() <= DAY
  }
}

function isTry(value: unknown): value is { readonly slot: number; readonly place: string } {
  if (typeof value !== 'object' || value === null) return false
  const { slot, place } = value as Record<string, unknown>
  return typeof slot === 'number' && typeof place === 'string'
}
