import { idOf } from '../../text/id.ts'
import type { Item } from '../item.ts'
import type { Notice } from './health.ts'
import type { PollState } from './poll-state.ts'

/** The result of a poll, as one process hands it to another: plain JSON. */
export type Answer = {
  readonly feedId: string
  /** Name of the state that the feed was polled with, from `nameOfState`. */
  readonly askedWith: string
  /** Name of the process that asked. */
  readonly by: string
  /** What is kept of the feed for its next poll. */
  readonly state: PollState
  readonly notices: readonly Notice[]
} & (
  | {
      readonly kind: 'read'
      /** All entries of the document, or none if the last document held them all. */
      readonly items: readonly Item[]
      readonly problems: readonly string[]
      /** How many entries were not read again. */
      readonly standing: number
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly what: string }
)

/** A hash that names a stored state: every process that reads the same record gives it the same name. @param state null: there is none */
export function nameOfState(state: PollState | null): string {
  return state === null ? 'none' : idOf([JSON.stringify(state)])
}
