import type { Config } from '../../config/parts.ts'

/** Files that changed within this are still being written, for all that is known. */
export const STILL_MS = 5000
/** A change that looks like half a configuration is taken once it has stayed so for this long: then it is what a person wants. */
export const CONFIRM_MS = 60_000

/** What reading the files anew came to. */
export type Reload =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly config: Config }
  /** The files are not still yet, or look like half of what they were (`lost`): the configuration of before stays for now. */
  | { readonly kind: 'waits'; readonly lost: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** Files that differ from those in force. */
export interface Pending {
  readonly mark: string
  /** ms of the clock that is never set, when they were first seen so. */
  readonly since: number
  /** Whether it was said that they look like half a configuration. */
  said: boolean
}
