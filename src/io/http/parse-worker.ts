import { parentPort } from 'node:worker_threads'
import RssParser from 'rss-parser'
import type { Item } from '../../feeds/item.ts'
import { type FeedNames, itemsOf } from '../../feeds/items.ts'
import { type Parsers, type ReadOptions, readFeed } from '../../feeds/parse.ts'
import type { FeedReading } from '../../feeds/parsed-feed.ts'
import { fromRssParser, RSS_PARSER_OPTIONS } from '../../feeds/rss-parser-fields.ts'

/** Whose items an entry's are, and when they are first seen (ms since 1970). */
export interface ItemsOf {
  readonly feed: FeedNames
  readonly now: number
  /** Whether the feed's guids are of any use. */
  readonly guids: boolean
}

/** What the pool sends: a feed's bytes and what is known of them. */
export interface ParseRequest {
  readonly bytes: Uint8Array
  readonly options: ReadOptions
  /** null: the entries as they stand in the feed are enough. */
  readonly itemsOf: ItemsOf | null
}

/** A feed's reading with its items, whose entries stay behind: working out names and addresses of thousands takes its time as well. */
export type ItemsReading = FeedReading & { readonly items: readonly Item[] }

// Its types lack the form of a feed's custom fields that keeps all values; as an object the options are taken as they are.
const rssParser = new RssParser(RSS_PARSER_OPTIONS as object)

const parsers: Parsers = {
  async first(xml) {
    return fromRssParser(await rssParser.parseString(xml))
  },
  async second(xml) {
    // Loaded only when it is needed: most polls never are.
    const { readWithFeedsmith } = await import('../../feeds/feedsmith-fields.ts')
    return readWithFeedsmith(xml)
  },
}

parentPort?.on('message', async ({ bytes, options, itemsOf: asked }: ParseRequest) => {
  const reading = await readFeed(bytes, options, parsers)
  if (asked === null || !reading.ok) {
    parentPort?.postMessage({ ...reading, items: [] })
    return
  }
  const items = itemsOf(reading.feed, asked.feed, asked.now, asked.guids)
  parentPort?.postMessage({ ...reading, feed: { ...reading.feed, items: [] }, items })
})
parentPort?.postMessage('ready')
