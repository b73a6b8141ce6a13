import type { Config } from '../../config/parts.ts'

/** Files that changed within this time, in ms, may still be being written. */
export const STILL_MS = 5000
/** A change that looks like half a configuration is taken once it has stayed so for this long, in ms: then it is intended. */
export const CONFIRM_MS = 60_000

/** Result of reloading the files. */
export type Reload =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly config: Config }
  /** The files are not still yet, or look like half of what they were (`lost`): the previous configuration stays for now. */
  | { readonly kind: 'waits'; readonly lost: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** Files that differ from those in force. */
export interface Pending {
  readonly mark: string
  /** When they were first seen so, in ms of the clock that is never set. */
  readonly since: number
  /** Whether it was reported that they look like half a configuration. */
  said: boolean
}
