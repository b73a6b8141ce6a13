import type { Delivery } from '../../alerts/delivery.ts'
import type { Attempts } from './attempts.ts'
import type { Holds } from './holds.ts'
import type { OutboxDeps } from './outbox-parts.ts'

export interface Tally {
  readonly sent: number
  readonly setAside: number
  /** May have arrived; a person decides. */
  readonly held: number
  /** Not yet sent. */
  readonly waiting: number
}

export interface ChannelTally extends Tally {
  readonly nextAt: number | null
  readonly stop: string | null
}

/** What all channels of one outbox share. */
export interface ChannelParts {
  readonly deps: OutboxDeps
  readonly holds: Holds
  readonly attempts: Attempts
  readonly settle: (delivery: Delivery) => Promise<void>
}

/** Result for one delivery: it is done; it waits and others may pass; all behind it wait; the process cannot go on. */
export type Turn =
  | { readonly kind: 'done'; readonly as: 'sent' | 'setAside' | 'held' | 'dropped' }
  | { readonly kind: 'passed'; readonly until: number }
  | { readonly kind: 'wait'; readonly until: number | null }
  | { readonly kind: 'stop'; readonly why: string }
