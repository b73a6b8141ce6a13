import { foldText } from '../text/fold.ts'
import { idOf } from '../text/id.ts'
import { canonicalUrl } from '../text/url.ts'
import type { Feed } from './feed.ts'
import type { Item } from './item.ts'
import type { ParsedItem } from './parsed-feed.ts'

/** Clocks differ: a date this little ahead is still believed. */
const AHEAD_MS = 15 * 60_000
/** No feed has entries from before feeds were invented (RSS 0.90: 1999); a year is left for archives that were dated by hand. */
const OLDEST = Date.UTC(1995, 0, 1)
/** A title shorter than this ("Live updates", "속보") is shared by entries that have nothing to do with each other. */
const TELLING_TITLE = 16

/**
 * Makes items of a feed's entries. An entry without any text is left out: there is nothing to judge or to show.
 * @param now ms since 1970: when they were read
 */
export function itemsOf(entries: readonly ParsedItem[], feed: Feed, now: number): readonly Item[] {
  const links = new Map<string, number>()
  for (const { url } of entries) if (url !== null) links.set(canonicalUrl(url), (links.get(canonicalUrl(url)) ?? 0) + 1)
  const home = feed.homepage === null ? null : canonicalUrl(feed.homepage)
  return entries.flatMap(entry => {
    if (entry.title === '' && entry.summary === '') return []
    const outlet = feed.kind === 'aggregator' ? (entry.source ?? feed.name) : feed.name
    const title = titleOf(entry)
    const link = entry.url === null ? null : canonicalUrl(entry.url)
    // A link that several entries share, or that leads to the front page, tells none of them from another.
    const telling = link !== null && links.get(link) === 1 && link !== home
    const keys = [
      ...(entry.guid === null ? [] : [`guid:${feed.id}:${entry.guid}`]),
      ...(telling ? [`url:${link}`] : []),
      ...(title.length >= TELLING_TITLE ? [`title:${outlet}:${foldText(title)}`] : []),
    ]
    if (keys.length === 0) keys.push(`text:${feed.id}:${idOf([title, entry.summary, link ?? ''])}`)
    const { published } = entry
    const item: Item = {
      id: idOf(['item', feed.id, keys[0] ?? '']),
      keys,
      feedId: feed.id,
      outlet,
      url: entry.url,
      title,
      summary: entry.summary,
      publishedAt: published !== null && published >= OLDEST && published <= now + AHEAD_MS ? published : null,
      firstSeenAt: now,
      language: entry.language ?? feed.language,
    }
    return [item]
  })
}

/** Aggregators write the publisher behind the headline; the card names it already. */
function titleOf({ title, source, summary }: ParsedItem): string {
  if (title === '') return summary.slice(0, 120)
  const suffix = ` - ${source ?? ''}`
  return source !== null && title.endsWith(suffix) && title.length > suffix.length
    ? title.slice(0, -suffix.length)
    : title
}
