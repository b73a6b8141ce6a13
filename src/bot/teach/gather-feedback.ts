import type { Tried } from '../../config/teach/propose.ts'
import { feedbackOf, isNotRelevant, type Taught } from '../../desk/feedback.ts'
import type { Feed, FeedKind } from '../../feeds/feed.ts'
import type { Store } from '../../io/store/store.ts'
import { alerts } from '../../rules/judge.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import { setScene } from '../../rules/scene.ts'
import type { Breathe } from '../../text/breath.ts'
import { judgedOf } from '../tell/second-look.ts'

/** Readers' feedback, and the items on which proposals are tried. */
export interface Gathered {
  /** Every item with feedback, newest first. */
  readonly taught: readonly Taught[]
  /** Those of them that were judged not relevant. */
  readonly judged: readonly Tried[]
  /** Items read since then that the rules in force alert. */
  readonly past: readonly Tried[]
}

/** @param since ms since 1970. @throws StoreError */
export async function gatherFeedback(
  store: Pick<Store, 'archived'>,
  feeds: readonly Feed[],
  ruleSet: RuleSet,
  since: number,
  breathe: Breathe,
): Promise<Gathered> {
  const kinds = new Map<string, FeedKind>(feeds.map(feed => [feed.id, feed.kind]))
  const taught: Taught[] = []
  const judged: Tried[] = []
  const past: Tried[] = []
  for await (const archived of store.archived(0)) {
    await breathe()
    const { item } = archived
    const said = feedbackOf(archived).length > 0
    if (!said && item.firstSeenAt < since) continue
    const kind = kinds.get(item.feedId) ?? 'newspaper'
    const tried = { id: item.id, judged: judgedOf(item, { id: item.feedId, kind }) }
    if (said) taught.push(archived)
    if (isNotRelevant(archived)) judged.push(tried)
    else if (item.firstSeenAt >= since && alerts(setScene(tried.judged, ruleSet), ruleSet)) past.push(tried)
  }
  return { taught: taught.reverse(), judged: judged.reverse(), past }
}
