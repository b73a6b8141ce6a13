import type { Answer } from '../../../feeds/schedule/answer.ts'
import type { Sign } from '../adapters/crew.ts'

/** An answer that waits: what it is called, and the feed that it is of. */
export interface Waiting {
  readonly id: string
  readonly feedId: string
}

/**
 * The queue of answers that processes without the right to write hand to the one that has it, and their signs of life. Every method throws
 * StoreError when the store cannot answer.
 */
export interface AnswerQueue {
  /** Shows for ten seconds that a process is alive. @returns all that are, this one among them */
  sign(name: string, text: string): Promise<readonly Sign[]>
  /** Who is alive. */
  signs(): Promise<readonly Sign[]>
  /** A process ends. */
  leave(name: string): Promise<void>
  /** Leaves an answer for the process that leads; none that is there is written over. */
  hand(answer: Answer): Promise<void>
  /** What waits, in the order in which it came. */
  waiting(): Promise<readonly Waiting[]>
  /** @returns null for each that was taken in already, or cannot be read: it is to be dropped */
  read(ids: readonly string[]): Promise<readonly (Answer | null)[]>
  /** Takes answers out of the queue; refused like every write once another process has taken over. */
  drop(ids: readonly string[]): Promise<void>
}
