import type { Store } from '../../io/store/store.ts'

const DAY = 86_400_000
const DUE = 'digest-due'
const TOLD = 'digest-told'
const TRIED = 'digest-tried'

/** A digest that is due. `slot`: its scheduled time in ms since 1970, the same for every replica, whatever their clocks say. */
export interface DueDigest {
  readonly slot: number
  /** Where it may already be posted: an attempt was recorded, but not its outcome; null: there was none. */
  readonly triedIn: string | null
}

/**
 * Which digest is due. Every replica's clock ticks, but only the leader writes; a replica records a tick from its standby time once it leads,
 * so that a digest is neither lost nor posted twice if the lead changes at its hour.
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

  /** A scheduled digest time has come. Never throws: what cannot be written is written at the next look. */
  async tick(slot: number): Promise<void> {
    this.#ticked = slot
    if (this.#leads) await this.#note().catch(() => {})
  }

  /** Sets whether this process leads, and so may write. */
  lead(leads: boolean): void {
    this.#leads = leads
  }

  /** The digest to post; null: none. Called by the leader. @throws StoreError */
  async next(): Promise<DueDigest | null> {
    await this.#note()
    const slot = await this.#store.fact(DUE)
    if (typeof slot !== 'number' || (await this.#isTold(slot))) return null
    const tried = await this.#store.fact(TRIED)
    return { slot, triedIn: isTry(tried) && tried.slot === slot ? tried.place : null }
  }

  /** Records an attempt before it is made: a process that may not write may not post. @throws StoreError */
  async tries({ slot }: DueDigest, place: string): Promise<void> {
    await this.#store.saveFact(TRIED, { slot, place })
  }

  /** The attempt certainly did not arrive. */
  async failed(): Promise<void> {
    await this.#store.saveFact(TRIED, null)
  }

  /** The digest is posted, or left out. */
  async told({ slot }: DueDigest): Promise<void> {
    await this.#store.saveFact(TOLD, slot)
  }

  async #note(): Promise<void> {
    const slot = this.#ticked
    if (slot === null) return
    if (!(await this.#isTold(slot))) await this.#store.saveFact(DUE, slot)
    if (this.#ticked === slot) this.#ticked = null
  }

  /** A clock that was set back reaches a slot again. A record more than a day ahead was written by a wrong clock. */
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
