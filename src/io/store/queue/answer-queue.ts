import type { Answer } from '../../../feeds/schedule/answer.ts'
import type { Sign } from '../adapters/crew.ts'

/** A queued answer: its id and its feed. */
export interface Waiting {
  readonly id: string
  readonly feedId: string
}

/**
 * The queue of answers for the process that leads, and the signs of life of all that share the store. Only `drop` needs the lease. Every method
 * throws StoreError if the store does not answer.
 */
export interface AnswerQueue {
  /** Shows for LEASE_MS (10 s) that a process is alive. @returns all live ones, with this one */
  sign(name: string, text: string): Promise<readonly Sign[]>
  /** All live processes. */
  signs(): Promise<readonly Sign[]>
  /** Removes a process that ends. */
  leave(name: string): Promise<void>
  /** Queues an answer for the process that leads; none is overwritten. */
  hand(answer: Answer): Promise<void>
  /** The queued answers, in order of arrival. */
  waiting(): Promise<readonly Waiting[]>
  /** @returns null for each that was already taken in or cannot be read: the caller drops it */
  read(ids: readonly string[]): Promise<readonly (Answer | null)[]>
  /** Removes answers from the queue; refused, like every write, once another process has taken over. */
  drop(ids: readonly string[]): Promise<void>
}
