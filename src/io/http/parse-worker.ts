import { parentPort } from 'node:worker_threads'
import RssParser from 'rss-parser'
import { type Parsers, type ReadOptions, readFeed } from '../../feeds/parse.ts'
import { fromRssParser, RSS_PARSER_OPTIONS } from '../../feeds/rss-parser-fields.ts'

/** What the pool sends: a feed's bytes and what is known of them. */
export interface ParseRequest {
  readonly bytes: Uint8Array
  readonly options: ReadOptions
}

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

parentPort?.on('message', async ({ bytes, options }: ParseRequest) => {
  parentPort?.postMessage(await readFeed(bytes, options, parsers))
})
parentPort?.postMessage('ready')
