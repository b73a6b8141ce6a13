import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import RssParser from 'rss-parser'
import { type BodyReading, type BodyRequest, readBody } from '../../../feeds/cut/read-body.ts'
import { type Parsers, type ReadOptions, readFeed } from '../../../feeds/parse/parse.ts'
import { fromRssParser, rssParserOptions } from '../../../feeds/parse/rss-parser-fields.ts'
import type { FeedReading } from '../../../feeds/parsed-feed.ts'
import { type Unpackable, unpack } from '../request/body.ts'

/** What the pool sends: a feed's bytes and what is known about them. */
export type ParseRequest =
  | ReadRequest
  | { readonly kind: 'parse'; readonly bytes: Uint8Array; readonly options: ReadOptions }

/** An answer's body as it was sent, and how to read its items. */
export interface ReadRequest {
  readonly kind: 'read'
  readonly bytes: Uint8Array
  /** The Content-Encoding header; null: none. */
  readonly encoding: string | null
  /** Bytes after decompression. */
  readonly most: number
  /** SHA-256 of the last body read, base64url; null: none was read. */
  readonly bodyHash: string | null
  readonly by: BodyRequest
}

/** Result of reading an answer's body. */
export type AnswerReading =
  | Unpackable
  /** The body is the same as the last one. */
  | { readonly kind: 'same' }
  | (BodyReading & { readonly bodyHash: string })

/** Parsers kept, one for each set of fields; feeds use few sets. */
const MOST_PARSERS = 50
const rssParsers = new Map<string, RssParser>()

function rssParserFor(fields: ReadonlySet<string>): RssParser {
  const key = [...fields].sort().join(' ')
  const known = rssParsers.get(key)
  if (known !== undefined) return known
  const made = new RssParser(rssParserOptions(fields))
  if (rssParsers.size >= MOST_PARSERS) rssParsers.clear()
  rssParsers.set(key, made)
  return made
}

const parsers: Parsers = {
  async first(xml, fields) {
    return fromRssParser(await rssParserFor(fields).parseString(xml))
  },
  async second(xml) {
    // Loaded on demand: most feeds never need the second parser.
    const { readWithFeedsmith } = await import('../../../feeds/parse/feedsmith-fields.ts')
    return readWithFeedsmith(xml)
  },
}
const parse = (bytes: Uint8Array, options: ReadOptions) => readFeed(bytes, options, parsers)

async function read({ bytes, encoding, most, bodyHash, by }: ReadRequest): Promise<AnswerReading> {
  const body = await unpack(bytes, encoding, most)
  if ('kind' in body) return body
  const came = hash('sha256', body, 'base64url')
  if (came === bodyHash) return { kind: 'same' }
  return { ...(await readBody(body, isUtf8(body), by, parse)), bodyHash: came }
}

function answer(request: ParseRequest): Promise<AnswerReading | FeedReading> {
  return request.kind === 'read' ? read(request) : parse(request.bytes, request.options)
}

/** Requests run one after the other, because the pool expects answers in their order. */
let last: Promise<unknown> = Promise.resolve()
parentPort?.on('message', (request: ParseRequest) => {
  last = last.then(async () => parentPort?.postMessage(await answer(request)))
})
parentPort?.postMessage('ready')
