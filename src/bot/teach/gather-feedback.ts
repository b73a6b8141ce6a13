import type { Tried } from '../../config/teach/propose.ts'
import { feedbackOf, isNotRelevant, type Taught } from '../../desk/feedback.ts'
import type { Feed, FeedKind } from '../../feeds/feed.ts'
import type { Store } from '../../io/store/store.ts'
import { alerts } from '../../rules/judge.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import { setScene } from '../../rules/scene.ts'
import type { Breathe } from '../../text/breath.ts'
import { judgedOf } from '../tell/second-look.ts'

/** What readers said, and what proposals are tried on. */
export interface Gathered {
  /** Every item of which readers said something, the newest first. */
  readonly taught: readonly Taught[]
  /** Of these the ones that are not relevant. */
  readonly judged: readonly Tried[]
  /** What the rules in force alert of what was read since. */
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
