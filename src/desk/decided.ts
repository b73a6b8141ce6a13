import type { Item } from '../feeds/item.ts'
import type { Verdict } from '../rules/verdict.ts'

/** An item with what was decided on it, as the archive keeps it. */
export interface Decided {
  readonly item: Item
  readonly verdict: Verdict
  readonly storyId: string | null
  /** One sentence: what was done with it and why. */
  readonly outcome: string
}
