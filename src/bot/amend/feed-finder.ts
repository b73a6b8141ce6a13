import type { Config } from '../../config/parts.ts'
import type { Proxies } from '../../config/proxies.ts'
import { decode } from '../../feeds/decode/decode.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { ParsedFeed } from '../../feeds/parsed-feed.ts'
import { feedLinks } from '../../feeds/repair/not-a-feed.ts'
import { Client } from '../../io/http/request/client.ts'
import { ParsePool } from '../../io/http/worker/parse-pool.ts'
import { readVersion } from '../../io/ops/environment.ts'
import { shownUrl } from '../../text/shown-url.ts'

/** Where sites usually have a feed that their pages do not link to. */
const COMMON_PATHS = ['/feed/', '/rss', '/rss.xml', '/feed.xml', '/atom.xml', '/index.xml']

/** A feed found at an address, or through the page there. */
export interface FoundFeed {
  readonly kind: 'found'
  /** Its address, after permanent redirects. */
  readonly url: string
  readonly parsed: ParsedFeed
  /** How it was found, if not at the given address; null: there. */
  readonly from: string | null
  /** Other feeds that the page names. */
  readonly others: readonly string[]
}

export type Finding =
  | FoundFeed
  /** `reached`: something answered, but it is not a feed and leads to none. */
  | { readonly kind: 'none'; readonly what: string; readonly reached: boolean }

type Read =
  | { readonly kind: 'feed'; readonly url: string; readonly parsed: ParsedFeed }
  | { readonly kind: 'page'; readonly url: string; readonly links: readonly string[]; readonly what: string }
  | { readonly kind: 'failed'; readonly what: string; readonly reached: boolean }

/** What is needed to request and read a feed. */
type Known = Pick<Feed, 'headers' | 'language' | 'timeZone'>

const NOTHING: Known = { headers: {}, language: '', timeZone: 'UTC' }

/** Looks for feeds through the same guard, pace and parsers as the bot. */
export class FeedFinder {
  readonly #client: Client
  readonly #pool = new ParsePool({ size: 1 })

  private constructor(client: Client) {
    this.#client = client
  }

  static async open({ settings }: Pick<Config, 'settings'>, proxies: Proxies | null): Promise<FeedFinder> {
    const { contact, allowHosts, hostPauseMs } = settings
    return new FeedFinder(new Client({ version: await readVersion(), contact, allowHosts, hostPauseMs, proxies }))
  }

  /**
   * The feed at an address. For a page, the first readable one of those it links to, or else of those in the usual places. Never rejects.
   * @param of the configured feed at that address, if any
   */
  async find(address: string, signal: AbortSignal, of: Known = NOTHING): Promise<Finding> {
    const first = await this.#read(address, address, signal, of)
    if (first.kind === 'failed') return { ...first, kind: 'none' }
    if (first.kind === 'feed') return { ...first, kind: 'found', from: null, others: [] }
    const tried = new Set([address])
    const usual = usualPlaces(first.url)
    for (const candidate of [...first.links, ...usual]) {
      if (tried.has(candidate) || signal.aborted) continue
      tried.add(candidate)
      const read = await this.#read(candidate, address, signal, NOTHING)
      if (read.kind !== 'feed') continue
      const named = first.links.includes(candidate)
      const from = named
        ? `named by the page at ${shownUrl(first.url)}`
        : 'no page names it: it is where sites usually put one'
      return { ...read, kind: 'found', from, others: first.links.filter(link => link !== candidate) }
    }
    const how =
      first.links.length === 0
        ? `it names no feed, and there is none at ${usual.map(pathOf).join(', ')}`
        : 'none of them can be read'
    return { kind: 'none', what: `${first.what} – ${how}`, reached: true }
  }

  async close(): Promise<void> {
    await Promise.all([this.#client.close(), this.#pool.close()])
  }

  /** @param home the address that a person gave: a public page must not lead into a private network */
  async #read(
    address: string,
    home: string,
    signal: AbortSignal,
    { headers, language, timeZone }: Known,
  ): Promise<Read> {
    const fetched = await this.#client.fetchFeed({ id: '', url: home, headers }, null, signal, address)
    if (fetched.kind === 'failed') return { kind: 'failed', what: fetched.what, reached: false }
    if (fetched.kind === 'unchanged')
      return { kind: 'failed', what: 'answered that nothing had changed, unasked', reached: false }
    const { body, contentType, url, movedTo } = fetched
    const { text } = decode(body, contentType, language)
    const options = { contentType, baseUrl: url, language, timeZone }
    const reading = await this.#pool.parse(body, options)
    if (reading.ok) return { kind: 'feed', url: movedTo ?? address, parsed: reading.feed }
    const links = feedLinks(text, url)
    const page = links.length > 0 || /<html|<!doctype html/i.test(text.slice(0, 5000))
    return page
      ? { kind: 'page', url, links, what: reading.error }
      : { kind: 'failed', what: reading.error, reached: true }
  }
}

/** Addresses to try: below the page first, since sections of a site have feeds of their own. */
function usualPlaces(page: string): readonly string[] {
  const { origin, pathname } = new URL(page)
  const below = pathname.replace(/\/+$/, '')
  return [...(below === '' ? [] : [`${origin}${below}/feed/`]), ...COMMON_PATHS.map(path => `${origin}${path}`)]
}

function pathOf(address: string): string {
  return new URL(address).pathname
}
