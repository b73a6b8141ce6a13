import type { Item } from '../feeds/item.ts'
import type { Verdict } from '../rules/verdict.ts'

/** An item with its decision, as in the archive. */
export interface Decided {
  readonly item: Item
  readonly verdict: Verdict
  readonly storyId: string | null
  /** One sentence: what was done with the item, and why. */
  readonly outcome: string
}
