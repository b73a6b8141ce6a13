import { parseFeed } from 'feedsmith'
import { type RawFeed, type RawField, type RawFields, rawField } from './raw-feed.ts'

type Loose = Readonly<Record<string, unknown>>

/**
 * The second reading, by feedsmith, for a feed that rss-parser refuses or loses entries of.
 * @returns null if feedsmith finds no feed either
 */
export function readWithFeedsmith(xml: string): RawFeed | null {
  let parsed: { readonly format: string; readonly feed: unknown }
  try {
    parsed = parseFeed(xml)
  } catch {
    return null
  }
  const feed = record(parsed.feed)
  return {
    feed: { title: texts(feed.title, true), link: linksOf(feed), language: texts(feed.language), ttl: texts(feed.ttl) },
    entries: list(feed.items ?? feed.entries).map(fieldsOf),
  }
}

function fieldsOf(value: unknown): RawFields {
  const entry = record(value)
  const dc = record(entry.dc)
  const guid = record(entry.guid)
  return {
    guid: texts(guid.value).map(one => rawField(one.text, false, { isPermaLink: String(guid.isPermaLink ?? true) })),
    id: texts(entry.id),
    'rdf:about': texts(record(entry.rdf).about),
    title: texts(entry.title, true),
    link: linksOf(entry),
    description: texts(entry.description, true),
    summary: texts(entry.summary, true),
    content: texts(entry.content, true),
    'content:encoded': texts(record(entry.content).encoded, true),
    pubdate: texts(entry.pubDate),
    published: texts(entry.published),
    updated: texts(entry.updated),
    'dc:date': texts(list(dc.dates)[0] ?? dc.date),
    source: texts(record(entry.source).title).map(one =>
      rawField(one.text, false, { url: text(record(entry.source).url) }),
    ),
  }
}

function linksOf(entry: Loose): readonly RawField[] {
  const own = texts(entry.link)
  return [
    ...own,
    ...list(entry.links).map(link => {
      const { href, rel, type } = record(link)
      return rawField('', false, { href: text(href), rel: text(rel) || 'alternate', type: text(type) })
    }),
  ]
}

/** A text, or a text construct of Atom with its type. */
function texts(value: unknown, html = false): readonly RawField[] {
  if (typeof value === 'string') return [rawField(value, html)]
  if (typeof value === 'number') return [rawField(String(value))]
  const { value: inner, type } = record(value)
  return typeof inner === 'string' ? [rawField(inner, html && type !== 'text')] : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function record(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
}
