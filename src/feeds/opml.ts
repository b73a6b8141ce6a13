import { generateOpml, type Opml, parseOpml } from 'feedsmith'
import { clip } from '../text/clip.ts'
import { visible } from '../text/show/visible.ts'
import { FEED_KINDS, type Feed, type FeedKind } from './feed.ts'

/** Longest name that feeds.yaml accepts. */
const LONGEST_NAME = 100
/** More feeds than anyone follows: a longer list was not made by a person. */
export const MOST_OUTLINES = 2000

/** A feed as an OPML document lists it; the address is unchecked. */
export interface ListedFeed {
  readonly address: string
  /** '' if it has none. */
  readonly name: string
  /** BCP 47 primary language; '' if it names none. */
  readonly language: string
  /** Its category, if that is one of our kinds; else null. */
  readonly kind: FeedKind | null
}

type Outline = NonNullable<NonNullable<Opml.Document<Date>['body']>['outlines']>[number]

/**
 * The feeds of an OPML document, nested outlines included, in order (OPML 2.0, http://opml.org/spec2.opml). Entities that a document declares
 * itself are not expanded, and nothing it names is fetched.
 * @returns null if it is no OPML document
 */
export function readOpml(text: string): readonly ListedFeed[] | null {
  let document: Opml.Document<string>
  try {
    document = parseOpml(text) as Opml.Document<string>
  } catch {
    return null
  }
  const found: ListedFeed[] = []
  // An explicit stack instead of recursion: outlines may be nested to any depth.
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

/** Feeds as an OPML 2.0 document. The kind becomes the category; what OPML cannot express, such as the zone, is left out. */
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
