import { StoreError } from '../store.ts'

/** How long a lease lasts without being renewed, in ms: a process that is cut off is replaced within this and one look of the standby. */
export const LEASE_MS = 10_000

/**
 * The right to write, held by one process at a time. Once it was held, every write carries its token and is refused by the store
 * itself when another process has taken over: a process that was suspended and wakes up cannot record an attempt, so it makes none.
 */
export interface Lease {
  /** Gets or renews it. @returns false while another process has it @throws StoreError where the store cannot answer */
  hold(): Promise<boolean>
  /** Whether some process has it, without asking for it. @throws StoreError where the store cannot answer */
  held(): Promise<boolean>
  /** Gives it up, so that a standby need not wait for it to run out. */
  release(): Promise<void>
}

/** What a write is refused with. */
export function fenced(): StoreError {
  return new StoreError('another process has taken over – this one may no longer write')
}
