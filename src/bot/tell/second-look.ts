import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import type { Judged, Verdict } from '../../rules/verdict.ts'
import type { ArticleText, Decisions } from '../world.ts'

/** UTF-16 units of a page that count as its first paragraphs. */
const FIRST_PARAGRAPHS = 1500

/** A verdict as it is stored: without what each rule missed, which judging the item again finds. */
export function kept(verdict: Verdict): Verdict {
  return { ...verdict, because: verdict.because.filter(reason => reason.outcome !== 'missed') }
}

/** The parts of an item and its feed that rules judge; the same for `run`, `explain` and `backtest`. */
export function judgedOf(
  item: Pick<Item, 'title' | 'summary' | 'language' | 'outlet'>,
  feed: Pick<Feed, 'id' | 'kind'>,
): Judged {
  const { title, summary, language, outlet } = item
  return { title, summary, language, source: outlet, outlet: feed.id, outletKind: feed.kind }
}

/** What is judged once an item's page was read: adds the page's headline, and its first paragraphs after the summary. */
export function withPage(judged: Judged, page: ArticleText): Judged {
  return {
    ...judged,
    title: page.title || judged.title,
    summary: `${judged.summary}\n${page.text.slice(0, FIRST_PARAGRAPHS)}`.trim(),
  }
}

/** Judges a doubtful item that belongs to no story again, on its page's headline and first paragraphs. */
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
