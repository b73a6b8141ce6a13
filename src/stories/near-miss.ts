import type { Ranked } from './alike/rank.ts'
import { margin, type Thresholds } from './alike/threshold.ts'
import type { Tuning } from './alike/tuning.ts'
import { type ReportFacts, tellsMore } from './report-facts.ts'
import type { StoryItem } from './story.ts'

/** Across languages, this many shared people and places replace a shared event word, which few languages have. */
const SHARED_NAMES = 2

/**
 * Whether an item that is not similar enough to the nearest story still belongs to it: its headline tells the story's event, nothing
 * new, and no other story is nearly as near. That is how one event in other words looks.
 * @param ranked the stories that it may join, best first
 */
export function isNearMiss(
  item: StoryItem,
  ranked: readonly Ranked[],
  thresholds: Thresholds,
  tuning: Tuning,
  facts: (item: StoryItem) => ReportFacts,
): boolean {
  const [best, second] = ranked
  if (best === undefined) return false
  if (best.related.relation === 'unread') return false
  if (!best.sameEvent && !(best.across && best.sharedNames >= SHARED_NAMES)) return false
  const near = margin(best, thresholds)
  const lead = near - (second === undefined ? 0 : margin(second, thresholds))
  return near >= tuning.nearMiss && lead >= tuning.nearMissLead && !tellsMore(item, best.entry.story.items, facts)
}
