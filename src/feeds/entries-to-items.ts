import { clip } from '../text/clip.ts'
import { foldText } from '../text/fold/fold.ts'
import { languageIn } from '../text/fold/language.ts'
import { idOf } from '../text/id.ts'
import { behindRedirect } from '../text/redirect.ts'
import { canonicalUrl, entryUrl, hostOf, siteOf, withoutSession } from '../text/url.ts'
import type { Feed } from './feed.ts'
import type { Item, Names } from './item.ts'
import type { ParsedFeed, ParsedItem } from './parsed-feed.ts'

/** The part of a feed that its items' names depend on. */
export type FeedNames = Pick<Feed, 'id' | 'name' | 'nameFromFeed' | 'kind' | 'language' | 'url' | 'homepage'>

/** Clocks differ and zones get mixed up; a date further in the future is ignored. */
const FUTURE_MS = 3_600_000
/** No feed is older than RSS. */
const EARLIEST = Date.UTC(1999, 0, 1)
/** Longest title made of a summary, in characters. */
const TITLE_LENGTH = 120
/** A title that occurs this often in one feed is a rubric, not a report. */
const RUBRIC = 3
/** An address with more than a host: entries without a page of their own link to the front page. */
const ENTRY = /[/?#]./

/**
 * The items of a feed that has been read. None is left out.
 * @param now ms since 1970: when they are first seen
 * @param guids whether the feed's guids are usable
 */
export function itemsOf(parsed: ParsedFeed, feed: FeedNames, now: number, guids = true): readonly Item[] {
  const named = parsed.items.map(entry => {
    const item = withPublisher(entry, feed)
    const title = titleOf(item)
    const canonical = item.url === null ? null : canonicalUrl(item.url)
    const folded = foldText(title)
    return { ...item, guid: guids ? item.guid : null, title, folded, canonical, telling: saysEnough(folded) }
  })
  const shared = sharedNames(named)
  const shown = shownName(feed, parsed.title)
  return named.map(item => {
    const keys = keysOf(item, feed, shared)
    return {
      id: idOf(['item', keys[0] ?? '']),
      keys,
      names: namesOf(item, feed),
      feedId: feed.id,
      outlet: outletOf(item, feed, shown),
      url: item.url,
      title: item.title,
      summary: item.summary,
      publishedAt: believable(item.published, now),
      firstSeenAt: now,
      language: item.language ?? (feed.language || languageIn(`${item.title} ${item.summary}`, parsed.language)),
    }
  })
}

/** Longest feed title that is used as a name. */
const LONGEST_NAME = 100

/** The outlet's name for readers: that in feeds.yaml, else the feed's own title, else the host. */
export function shownName(feed: Pick<Feed, 'name' | 'nameFromFeed'>, title: string): string {
  return feed.nameFromFeed === true && title !== '' ? clip(title, LONGEST_NAME) : feed.name
}

/** The outlet; for an aggregator, the publisher that the entry names, or the host that it links to. */
function outletOf({ source, url }: Pick<ParsedItem, 'source' | 'url'>, feed: FeedNames, shown = feed.name): string {
  if (feed.kind !== 'aggregator') return shown
  const host = hostOf(url ?? '')
  const own = [feed.url, feed.homepage ?? ''].some(address => siteOf(hostOf(address)) === siteOf(host))
  return source ?? (host === '' || own ? shown : host)
}

/** The title, or the beginning of the summary if there is none; without the source's name that aggregators append. */
function titleOf({ title, summary, source }: ParsedItem): string {
  if (title === '') return clip(summary, TITLE_LENGTH)
  const tail = source === null ? '' : ` - ${source}`
  return tail !== '' && title.endsWith(tail) && title.length > tail.length ? title.slice(0, -tail.length).trim() : title
}

/** The entry with the address behind its link and, for an aggregator, with its publisher. */
function withPublisher(entry: ParsedItem, feed: FeedNames): ParsedItem {
  const written = entry.originalUrl ?? entry.url
  const item = { ...entry, url: written === null ? null : behindRedirect(written) }
  return feed.kind === 'aggregator' ? { ...item, source: item.source ?? sourceAtEnd(item) } : item
}

/** The publisher's name at the end of a title, if it is that of the link's host: "… - Reuters" at reuters.com. */
function sourceAtEnd({ title, url }: ParsedItem): string | null {
  const tail = / - ([^-]{2,60})$/.exec(title)?.[1] ?? ''
  const name = foldText(tail)
    .replace(/^the /, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  const label =
    siteOf(hostOf(url ?? ''))
      .split('.')[0]
      ?.replaceAll('-', '') ?? ''
  const same = label.length >= 3 && name.length >= 3 && (name.startsWith(label) || label.startsWith(name))
  return same ? tail : null
}

function believable(published: number | null, now: number): number | null {
  return published === null || published < EARLIEST || published > now + FUTURE_MS ? null : published
}

/** An entry with the forms in which its title and address are compared; computed once, since that is most of the work. */
interface Named extends ParsedItem {
  readonly folded: string
  /** Whether the title is specific enough to identify a report. */
  readonly telling: boolean
  readonly canonical: string | null
}

interface Shared {
  readonly guids: ReadonlySet<string>
  readonly urls: ReadonlySet<string>
  readonly titles: ReadonlySet<string>
}

/** Names that different entries of one feed share, and that therefore identify none. */
function sharedNames(items: readonly Named[]): Shared {
  const guids = new Owners()
  const urls = new Owners()
  const titles = new Map<string, number>()
  for (const item of items) {
    if (item.guid !== null) guids.add(item.guid, `${item.url} ${item.title}`)
    if (item.canonical !== null) urls.add(item.canonical, `${item.guid} ${item.title}`)
    titles.set(item.folded, (titles.get(item.folded) ?? 0) + 1)
  }
  const rubrics = [...titles].filter(([, times]) => times >= RUBRIC).map(([title]) => title)
  return { guids: guids.several, urls: urls.several, titles: new Set(rubrics) }
}

/** Which names different entries carry. */
class Owners {
  readonly several = new Set<string>()
  readonly #first = new Map<string, string>()

  add(name: string, owner: string): void {
    const first = this.#first.get(name)
    if (first === undefined) this.#first.set(name, owner)
    else if (first !== owner) this.several.add(name)
  }
}

/** Strongest first. A guid counts within its feed, an address everywhere, a title within its outlet (and there for 48 hours only). */
function keysOf(item: Named, feed: FeedNames, shared: Shared): readonly string[] {
  const keys: string[] = []
  if (item.guid !== null && !shared.guids.has(item.guid)) keys.push(`guid:${feed.id}:${item.guid}`)
  const url = item.canonical
  if (url !== null && !shared.urls.has(url) && ENTRY.test(url)) keys.push(`url:${url}`)
  const title = item.folded
  if (item.telling && !shared.titles.has(title)) {
    const outlet = feed.kind === 'aggregator' ? foldText(item.source ?? feed.name) : (url?.split('/')[0] ?? feed.id)
    keys.push(`title:${outlet}:${title}`)
  }
  if (keys.length === 0)
    keys.push(`text:${feed.id}:${idOf([item.guid ?? '', item.url ?? '', item.title, item.summary])}`)
  return keys
}

/** Addresses and titles in an aggregator's feed say nothing about what the outlet's own feed has brought. */
function namesOf(item: Named, feed: FeedNames): Names {
  const aggregator = feed.kind === 'aggregator'
  const { guid, url, source, sourceUrl } = item
  const bare = url === null ? null : withoutSession(url)
  const page = bare === null ? null : bare === url ? item.canonical : canonicalUrl(bare)
  const address = url === null || page === null ? null : entryUrl(url, page)
  return {
    guid: guid === null || guid === url || isAddress(guid, address) ? null : guid,
    address: address !== null && ENTRY.test(address) ? address : null,
    page: page !== null && ENTRY.test(page) ? page : null,
    title: item.telling ? item.folded : null,
    headline: item.folded,
    scope: aggregator ? `through ${feed.id}` : scopeOf(feed),
    through: aggregator ? { source, sourceUrl, outlet: outletScope(outletOf(item, feed)) } : null,
  }
}

function isAddress(guid: string, address: string | null): boolean {
  return address !== null && /^https?:/i.test(guid) && entryUrl(guid) === address
}

/** Where a feed's addresses and titles count: a title may change, so a feed without a name is an outlet of its own. */
export function scopeOf(feed: Pick<Feed, 'id' | 'name' | 'nameFromFeed'>): string {
  return feed.nameFromFeed === true ? `outlet of feed ${feed.id}` : outletScope(feed.name)
}

/** Where the addresses and titles of an outlet count. */
export function outletScope(name: string): string {
  return `outlet ${foldText(name)}`
}

const FOUR_WORDS = /^(?:[^ ]* ){3}/
const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu

/** "Photos of the day" identifies no report: at least four words are needed, or eight letters of a dense script. */
function saysEnough(title: string): boolean {
  return FOUR_WORDS.test(title) || (title.match(DENSE)?.length ?? 0) >= 8
}
