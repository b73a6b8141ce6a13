import { foldText } from '../text/fold/fold.ts'
import { widthOf } from '../text/show/width.ts'
import { shownUrl } from '../text/shown-url.ts'
import { renderDuration } from '../text/time/duration.ts'
import { hostOf, siteOf } from '../text/url.ts'
import { idFromUrl, markedId } from './defaults.ts'
import type { Feed } from './feed.ts'
import { guessFeed } from './guess.ts'
import type { ParsedFeed } from './parsed-feed.ts'
import { entriesADay, learnCadence, NO_CADENCE } from './schedule/cadence.ts'

/** A feed that was found, and how. */
interface Found {
  readonly url: string
  readonly parsed: ParsedFeed
  /** How it was found if the given address is not the feed's own; null: it is. */
  readonly from: string | null
}

/**
 * The feeds.yaml entry for a feed that was found, and the reason given for each of its keys.
 * @param given keys that are not guessed
 * @param taken ids of other feeds
 */
export function newEntry(found: Found, given: Readonly<Record<string, string | boolean>>, taken: ReadonlySet<string>) {
  const { name, language, country, kind, timeZone } = guessFeed(found.parsed, found.url)
  const made = idFromUrl(found.url, given.secret === true)
  const id = taken.has(made)
    ? { value: markedId(made, found.url), why: 'made of its address: another feed has its words' }
    : { value: made, why: 'made of its address' }
  const url = { value: found.url, why: found.from ?? '' }
  const guesses: Readonly<Record<string, { readonly value: string | null; readonly why: string }>> = {
    id,
    name,
    url,
    language,
    country,
    kind,
    timeZone,
  }
  const values: Record<string, string | boolean> = {}
  const lines: string[] = []
  for (const key of [
    'id',
    'name',
    'url',
    'language',
    'country',
    'kind',
    'affiliation',
    'timeZone',
    'interval',
    'secret',
  ]) {
    const option = given[key]
    const value = option ?? guesses[key]?.value
    if (value != null && value !== '') values[key] = value
    const why = option === undefined ? (guesses[key]?.why ?? null) : 'as given'
    if (why === null) continue
    const shown =
      key === 'url' ? shownUrl(found.url, given.secret === true) : value == null || value === '' ? '–' : String(value)
    lines.push(
      `  ${key.padEnd(11)} ${shown}${' '.repeat(Math.max(1, 30 - widthOf(shown)))}${why === '' ? '' : `(${why})`}`.trimEnd(),
    )
  }
  return { values, lines }
}

/** How much a feed brings, in lines for people. @param now ms since 1970 */
export function about({ items }: ParsedFeed, now: number): readonly string[] {
  const entries = items.map((item, index) => ({ id: String(index), publishedAt: item.published }))
  const cadence = learnCadence(NO_CADENCE, entries, now)
  const dated = entries.some(one => one.publishedAt !== null)
  const newest = !dated || cadence.newestAt === null ? '' : `, the newest ${renderDuration(now - cadence.newestAt)} old`
  const rate = dated ? entriesADay(cadence, now) : null
  const often = rate === null ? '' : `, ${rate >= 1 ? Math.round(rate) : rate.toFixed(1)} a day`
  return [`  ${'entries'.padEnd(11)} ${items.length}${newest}${often}`]
}

/** A feed of the same name on another site, since both would count as one outlet; null: there is none. */
export function namesake<F extends Pick<Feed, 'name' | 'url'>>(
  feeds: readonly F[],
  name: string,
  url: string,
): F | null {
  const site = (address: string) => siteOf(hostOf(address))
  return feeds.find(feed => foldText(feed.name) === foldText(name) && site(feed.url) !== site(url)) ?? null
}
