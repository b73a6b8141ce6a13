import { generateOpml, type Opml, parseOpml } from 'feedsmith'
import { clip } from '../text/clip.ts'
import { visible } from '../text/show/visible.ts'
import { FEED_KINDS, type Feed, type FeedKind } from './feed.ts'

/** Longest name that feeds.yaml takes. */
const LONGEST_NAME = 100
/** More feeds than anyone follows; what lies behind them is no list that a person made. */
export const MOST_OUTLINES = 2000

/** A feed as an OPML document lists it; the address as written, whatever it is. */
export interface ListedFeed {
  readonly address: string
  /** '' where it has none. */
  readonly name: string
  /** BCP 47 primary language; '' where it names none. */
  readonly language: string
  /** Where its category is one of ours; null: it is not. */
  readonly kind: FeedKind | null
}

type Outline = NonNullable<NonNullable<Opml.Document<Date>['body']>['outlines']>[number]

/**
 * The feeds of an OPML document, also of nested outlines, in order (OPML 2.0, http://opml.org/spec2.opml). Entities that a document declares
 * itself are not put in, and nothing it names is fetched.
 * @returns null where it is no OPML document
 */
export function readOpml(text: string): readonly ListedFeed[] | null {
  let document: Opml.Document<string>
  try {
    document = parseOpml(text) as Opml.Document<string>
  } catch {
    return null
  }
  const found: ListedFeed[] = []
  // A stack of our own: outlines may be nested as deep as the document likes.
  const left = [...(document.body?.outlines ?? [])].reverse()
  while (left.length > 0 && found.length < MOST_OUTLINES) {
    const outline = left.pop()
    if (outline === undefined) break
    left.push(...[...(outline.outlines ?? [])].reverse())
    if (outline.xmlUrl === undefined || outline.xmlUrl.trim() === '') continue
    found.push({
      address: outline.xmlUrl.trim(),
      name: clip(oneLine(outline.title ?? outline.text ?? ''), LONGEST_NAME),
      language: /^[a-z]{2,3}(?=$|[-_])/.exec((outline.language ?? '').trim().toLowerCase())?.[0] ?? '',
      kind: FEED_KINDS.find(kind => kind === outline.category?.trim().replace(/^\//, '')) ?? null,
    })
  }
  return found
}

/** Feeds as an OPML 2.0 document. What OPML has no word for, such as the zone, is left out; the kind stands as category. */
export function writeOpml(feeds: readonly Feed[]): string {
  const outlines: Outline[] = feeds.map(feed => ({
    type: 'rss',
    text: feed.name,
    title: feed.name,
    xmlUrl: feed.url,
    ...(feed.homepage === null ? {} : { htmlUrl: feed.homepage }),
    ...(feed.language === '' ? {} : { language: feed.language }),
    category: feed.kind,
  }))
  return `${generateOpml({ head: { title: 'Feeds of Backchannel' }, body: { outlines } }).trimEnd()}\n`
}

function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim()
}
