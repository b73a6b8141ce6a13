import RssParser from 'rss-parser'
import { readWithFeedsmith } from '../../src/feeds/parse/feedsmith-fields.ts'
import { type Parsers, type ReadOptions, readFeed } from '../../src/feeds/parse/parse.ts'
import { fromRssParser, rssParserOptions } from '../../src/feeds/parse/rss-parser-fields.ts'
import type { FeedReading, ParsedFeed } from '../../src/feeds/parsed-feed.ts'

/** The parsers of the worker, in the test's own thread. */
export const PARSERS: Parsers = {
  first: async (xml, fields) => fromRssParser(await new RssParser(rssParserOptions(fields)).parseString(xml)),
  second: async xml => readWithFeedsmith(xml),
}

export const OPTIONS: ReadOptions = {
  contentType: null,
  baseUrl: 'https://example.org/feeds/news.xml',
  language: 'en',
  timeZone: 'UTC',
}

export function read(
  text: string,
  options: Partial<ReadOptions> = {},
  parsers: Parsers = PARSERS,
): Promise<FeedReading> {
  return readFeed(new TextEncoder().encode(text), { ...OPTIONS, ...options }, parsers)
}

/** A feed that must be one. */
export async function readWell(text: string, options: Partial<ReadOptions> = {}): Promise<ParsedFeed> {
  const reading = await read(text, options)
  if (!reading.ok) throw new Error(reading.error)
  return reading.feed
}

/** An RSS feed around its items. */
export function rss(items: string, channel = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Desk</title>${channel}${items}</channel></rss>`
}
