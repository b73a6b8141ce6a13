import type { Store } from '../io/store/store.ts'

/** How often the leader renews the lease, and a standby asks for it, in ms. */
const RENEW_MS = 2500
/** A leader that could not renew for this long, in ms, stops: a standby takes over after ten seconds. */
const LOST_MS = 7000

export interface LeadDeps {
  readonly store: Pick<Store, 'hold'>
  /** ms of a clock that is never set. */
  readonly steady: () => number
  /** Resolves after `ms`, or when the signal aborts; never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Called when another process leads and this one stands by, and when this one leads. */
  readonly onState: (state: 'standby' | 'leading') => void
}

/**
 * Waits until this process holds the lease, then renews it in the background until `stop` aborts.
 * @returns a signal that aborts once this process no longer leads; null: `stop` came first
 * @throws StoreError if the store does not answer the first request
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
