import type { Store } from '../io/store/store.ts'

/** How often the leader renews its right to write, and a standby asks for it, in ms. */
const RENEW_MS = 2500
/** A leader that could not renew for this long stops by itself: a standby takes over after ten seconds. */
const LOST_MS = 7000

export interface LeadDeps {
  readonly store: Pick<Store, 'hold'>
  /** ms of a clock that is never set. */
  readonly steady: () => number
  /** Ends after `ms`, or when the signal aborts; never throws. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Told when another process leads and this one stands by, and when this one leads. */
  readonly onState: (state: 'standby' | 'leading') => void
}

/**
 * Waits until this process is the one that may write, then keeps it so in the background until `stop` aborts.
 * @returns a signal that aborts once this process no longer leads; null where `stop` came first
 * @throws StoreError where the store cannot answer at the first time of asking
 */
export async function lead(deps: LeadDeps, stop: AbortSignal): Promise<AbortSignal | null> {
  const { store, sleep, onState } = deps
  let leads = await store.hold()
  if (!leads) onState('standby')
  while (!leads) {
    await sleep(RENEW_MS, stop)
    if (stop.aborted) return null
    leads = await store.hold().catch(() => false)
  }
  onState('leading')
  const lost = new AbortController()
  void renew(deps, stop, lost)
  return lost.signal
}

async function renew({ store, sleep, steady }: LeadDeps, stop: AbortSignal, lost: AbortController): Promise<void> {
  let renewedAt = steady()
  for (;;) {
    await sleep(RENEW_MS, stop)
    if (stop.aborted) return
    const held = await store.hold().catch(() => null)
    if (held === true) renewedAt = steady()
    if (held === false || steady() - renewedAt > LOST_MS) {
      lost.abort()
      return
    }
  }
}
