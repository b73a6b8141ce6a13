import { StoreError } from '../store.ts'

/** How long a lease lasts without renewal, in ms: a process that is cut off is replaced within this plus one look of the standby. */
export const LEASE_MS = 10_000

/**
 * The right to write, held by one process at a time. Once held, every write carries its token, and the store refuses it after another process
 * has taken over: a process that was suspended and wakes up cannot record an attempt, so it makes none.
 */
export interface Lease {
  /** Acquires or renews it. @returns false while another process has it @throws StoreError if the store does not answer */
  hold(): Promise<boolean>
  /** Whether some process has it; does not acquire it. @throws StoreError if the store does not answer */
  held(): Promise<boolean>
  /** Gives it up, so that a standby need not wait for it to expire. */
  release(): Promise<void>
}

/** The error with which a fenced write is refused. */
export function fenced(): StoreError {
  return new StoreError('another process has taken over – this one may no longer write')
}
