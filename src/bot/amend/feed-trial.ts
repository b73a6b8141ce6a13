import { itemsOf } from '../../feeds/entries-to-items.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import { judge } from '../../rules/judge.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import type { Verdict } from '../../rules/verdict.ts'
import { clip } from '../../text/clip.ts'
import { visible } from '../../text/show/visible.ts'
import { shownUrl } from '../../text/shown-url.ts'
import { renderMinute } from '../../text/time/clock-time.ts'
import { judgedOf } from '../tell/second-look.ts'
import type { FoundFeed } from './feed-finder.ts'

const SHOWN = 5
/** Columns of an output line, for a wide terminal. */
const LINE = 118

/** An entry of a fetched feed, with its verdict. */
export interface Tried {
  readonly item: Item
  readonly verdict: Verdict
}

/** A feed's newest entries with their verdicts, regardless of age and of whether they were seen before. @param now ms since 1970 */
export function tried(
  { parsed }: Pick<FoundFeed, 'parsed'>,
  feed: Feed,
  ruleSet: RuleSet,
  now: number,
): readonly Tried[] {
  return newestOf(itemsOf(parsed, feed, now)).map(item => ({ item, verdict: judge(judgedOf(item, feed), ruleSet) }))
}

/** The same as lines for a person; the feed's text is made safe to print. @param timeZone IANA zone of the dates */
export function trialLines(found: FoundFeed, feed: Feed, told: readonly Tried[], timeZone: string): readonly string[] {
  const dates = told.map(({ item }) => dateOf(item, timeZone))
  const width = Math.max(0, ...dates.map(date => date.length))
  const from = found.from === null ? '' : ` (${found.from})`
  return [
    `${visible(found.parsed.title).replace(/\s+/g, ' ').trim() || 'a feed without a title'}: ${found.parsed.items.length} entries at ${shownUrl(found.url, feed.secret)}${from}`,
    ...told.flatMap(({ item, verdict }, at) => [
      `  ${(dates[at] ?? '').padEnd(width)}  ${verdictOf(verdict).padEnd(18)}  ${clip(item.title || '(no title)', 76)}`,
      `      ${clip(whyOf(verdict), LINE - 6)}`,
    ]),
    `${told.filter(one => one.verdict.alert).length} of the newest ${told.length} would be alerted`,
  ]
}

/** The newest items. Those without a date keep their place in the feed, which begins with the newest. */
function newestOf(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => (b.publishedAt ?? b.firstSeenAt) - (a.publishedAt ?? a.firstSeenAt)).slice(0, SHOWN)
}

function dateOf({ publishedAt }: Item, timeZone: string): string {
  return publishedAt === null ? 'no date' : renderMinute(publishedAt, timeZone)
}

function verdictOf({ alert, doubtful, type }: Verdict): string {
  if (alert) return `alert: ${type}`
  return doubtful ? 'with others only' : 'no'
}

/** The most telling sentence of a verdict: what matched, or what prevented the alert, or a rule that matched in part. */
export function whyOf({ because }: Verdict): string {
  const order = [
    because.find(one => one.outcome === 'matched'),
    because.find(one => one.outcome === 'excluded'),
    because.find(one => one.outcome === 'missed' && one.words.length > 0),
  ]
  return order.find(one => one !== undefined)?.text ?? 'no rule finds any of its words'
}
