import { clip } from '../../text/clip.ts'
import { plainText, tidyPlain, tidyText } from '../../text/fold/html.ts'
import { absoluteUrl } from '../../text/url.ts'
import { parseDate } from '../dates/dates.ts'
import type { ParsedFeed, ParsedItem } from '../parsed-feed.ts'
import { readHints } from './hints.ts'
import { withoutLinkList } from './link-list.ts'
import type { RawFeed, RawField, RawFields } from './raw-feed.ts'

/** In order of precedence. */
const TITLES = ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title']
const SUMMARIES = [
  'description',
  'summary',
  'atom:summary',
  'dc:description',
  'content:encoded',
  'content',
  'atom:content',
  'xhtml:body',
  'body',
  'fullitem',
  'itunes:summary',
  'media:description',
]
const IDS = ['guid', 'id', 'atom:id', 'rdf:about', 'dc:identifier']
const PUBLISHED = [
  'published',
  'pubdate',
  'dc:date',
  'issued',
  'atom:published',
  'dcterms:issued',
  'dcterms:created',
  'created',
  'dcterms:date',
  'date',
]
const SOURCES = ['source', 'news:source']
/** Longest texts that are judged and shown, in characters; a whole article in a feed is longer. */
const LONGEST = { title: 1000, summary: 10_000, guid: 2000, source: 200 }
const UPDATED = ['updated', 'modified', 'atom:updated', 'dcterms:modified']

/** A relation may be written as the IRI of its registration (RFC 4287, 4.2.7.2). */
const ALTERNATE = /^(?:http:\/\/www\.iana\.org\/assignments\/relation\/)?alternate$/i

export interface NormaliseOptions {
  /** The feed's address, which relative links are resolved against; null if unknown. */
  readonly baseUrl: string | null
  /** IANA zone of dates that name none. */
  readonly timeZone: string
}

/**
 * Turns a parser's fields into our items. No entry is left out, whatever it lacks.
 * @param whole whether the document came to its end
 */
export function normalise(raw: RawFeed, options: NormaliseOptions, whole = true): ParsedFeed {
  return {
    title: clip(firstText(raw.feed, ['title', 'dc:title']), LONGEST.title),
    language: languageOf(raw.feed),
    items: raw.entries.map(entry => itemOf(entry, options)),
    hints: readHints(raw.feed),
    whole,
  }
}

function itemOf(entry: RawFields, options: NormaliseOptions): ParsedItem {
  const guid = tidyText(first(entry, IDS)?.text ?? '')
  const title = clip(firstText(entry, TITLES), LONGEST.title)
  return {
    guid: guid === '' ? null : guid.slice(0, LONGEST.guid),
    url: linkOf(entry, options.baseUrl),
    originalUrl: absoluteUrl(entry['feedburner:origlink']?.[0]?.text ?? '', null),
    title,
    summary: clip(
      firstText(entry, SUMMARIES, html => withoutLinkList(html, title)),
      LONGEST.summary,
    ),
    published: dateOf(entry, PUBLISHED, options.timeZone) ?? dateOf(entry, UPDATED, options.timeZone),
    language: languageOf(entry),
    source: tidyText(first(entry, SOURCES)?.text ?? '').slice(0, LONGEST.source) || null,
    sourceUrl: absoluteUrl(entry.source?.[0]?.attributes.url ?? '', null),
  }
}

function firstText(fields: RawFields, names: readonly string[], read = (html: string) => html): string {
  for (const name of names) {
    for (const field of fields[name] ?? []) {
      const text = field.html ? plainText(read(field.text)) : tidyPlain(field.text)
      if (text !== '') return text
    }
  }
  return ''
}

function first(fields: RawFields, names: readonly string[]): RawField | undefined {
  for (const name of names) {
    const found = fields[name]?.find(field => field.text.trim() !== '')
    if (found !== undefined) return found
  }
  return undefined
}

function dateOf(entry: RawFields, names: readonly string[], zone: string): number | null {
  for (const name of names) {
    for (const field of entry[name] ?? []) {
      const date = parseDate(field.text, zone)
      if (date !== null) return date
    }
  }
  return null
}

/** The page of an entry: the alternate link (HTML before other types), a link's text, a guid or rdf:about that is an address. */
function linkOf(entry: RawFields, base: string | null): string | null {
  const links = [...(entry.link ?? []), ...(entry['atom:link'] ?? [])]
  const alternates = links.filter(link => link.text !== '' || ALTERNATE.test(link.attributes.rel ?? 'alternate'))
  const pages = alternates.filter(
    link => /html/i.test(link.attributes.type ?? 'text/html') || link.attributes.type === '',
  )
  for (const link of [...pages, ...alternates]) {
    const url = absoluteUrl(link.text || (link.attributes.href ?? ''), base)
    if (url !== null) return url
  }
  const guid =
    entry.guid?.find(one => one.attributes.isPermaLink !== 'false')?.text ?? entry['rdf:about']?.[0]?.text ?? ''
  return /^(?:https?:|www\.)/i.test(guid.trim()) ? absoluteUrl(guid, base) : null
}

function languageOf(fields: RawFields): string | null {
  const text = first(fields, ['language', 'dc:language'])?.text.trim().toLowerCase() ?? ''
  return /^[a-z]{2,3}(?=$|[-_])/.exec(text)?.[0] ?? null
}
