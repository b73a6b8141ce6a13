import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import type { Judged, Verdict } from '../../rules/verdict.ts'
import type { ArticleText, Decisions } from '../world.ts'

/** Characters of a page that count as its first paragraphs. */
const FIRST_PARAGRAPHS = 1500

/** A verdict as it is kept: what each rule missed is found again by judging the item again. */
export function kept(verdict: Verdict): Verdict {
  return { ...verdict, because: verdict.because.filter(reason => reason.outcome !== 'missed') }
}

/** What a rule is judged on, of an item and its feed: the same for `run`, `explain` and `backtest`. */
export function judgedOf(
  item: Pick<Item, 'title' | 'summary' | 'language' | 'outlet'>,
  feed: Pick<Feed, 'id' | 'kind'>,
): Judged {
  const { title, summary, language, outlet } = item
  return { title, summary, language, source: outlet, outlet: feed.id, outletKind: feed.kind }
}

/** What is judged of an item whose page was read: the page's headline, and its first paragraphs below the summary. */
export function withPage(judged: Judged, page: ArticleText): Judged {
  return {
    ...judged,
    title: page.title || judged.title,
    summary: `${judged.summary}\n${page.text.slice(0, FIRST_PARAGRAPHS)}`.trim(),
  }
}

/** A doubtful item that no story claims is judged again on its page's headline and first paragraphs. */
export function secondLook(
  verdict: Verdict,
  item: Item,
  feed: Feed,
  page: ArticleText | null,
  decisions: Decisions,
): Verdict {
  if (page === null) return verdict
  const again = decisions.judge(withPage(judgedOf(item, feed), page))
  return again.alert ? again : verdict
}
