import { type Ask, TOKEN_MS } from '../../desk/ask.ts'
import type { Store } from '../../io/store/store.ts'
import { isRecord } from '../../text/record.ts'

const FACT = 'desk-asks'

/** An ask that awaits its answer. */
export interface Taken {
  readonly ask: Ask
  /** ms since 1970 by our clock, which may differ from Discord's. */
  readonly takenAt: number
}

/** Unanswered asks, stored so that a process that ends between two steps leaves them to the next one. */
export class Pending {
  readonly #store: Pick<Store, 'fact' | 'saveFact'>
  readonly #open = new Map<string, Taken>()

  constructor(store: Pick<Store, 'fact' | 'saveFact'>) {
    this.#store = store
  }

  async add(taken: Taken): Promise<void> {
    this.#open.set(taken.ask.id, taken)
    await this.#save()
  }

  async done(askId: string): Promise<void> {
    if (this.#open.delete(askId)) await this.#save()
  }

  /** What another process left unanswered, except what is too old. Called when this process begins to lead. */
  async read(now: number): Promise<readonly Taken[]> {
    const kept = await this.#store.fact(FACT)
    const left = (Array.isArray(kept) ? kept : []).filter(isTaken)
    const others = left.filter(({ ask, takenAt }) => !this.#open.has(ask.id) && Math.abs(now - takenAt) < TOKEN_MS)
    for (const one of others) this.#open.set(one.ask.id, one)
    return others
  }

  /** Called when this process no longer leads: what it leaves is in the store. */
  forget(): void {
    this.#open.clear()
  }

  async #save(): Promise<void> {
    await this.#store.saveFact(FACT, [...this.#open.values()])
  }
}

function isTaken(value: unknown): value is Taken {
  return (
    isRecord(value) &&
    typeof value.takenAt === 'number' &&
    isRecord(value.ask) &&
    isRecord(value.ask.who) &&
    isRecord(value.ask.wants) &&
    typeof value.ask.id === 'string' &&
    typeof value.ask.token === 'string'
  )
}
