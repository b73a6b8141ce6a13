import { isUtf8 } from 'node:buffer'
import { isDeepStrictEqual } from 'node:util'
import { type Cut, cutFeed, documentOf, namesOfPieces } from '../feeds/cut.ts'
import type { Feed } from '../feeds/feed.ts'
import type { Fresh, PollHints } from '../feeds/fetched.ts'
import { commonHosts } from '../feeds/homes.ts'
import type { Item } from '../feeds/item.ts'
import { type FeedNames, shownName } from '../feeds/items.ts'
import {
  aroundOf,
  type Found,
  findUnknown,
  type KeptEntries,
  keep,
  keepOn,
  type ReadBy,
  sharesName,
} from '../feeds/kept-entries.ts'
import { guidsOf, holds, type PollState } from '../feeds/poll-state.ts'
import type { ParsePool } from '../io/http/parse-pool.ts'
import type { ItemsReading } from '../io/http/parse-worker.ts'
import type { Log } from '../io/ops/log.ts'
import { hostOf } from '../text/url.ts'

/** What reading a body came to. */
export type Read =
  | { readonly kind: 'unreadable'; readonly what: string }
  | {
      readonly kind: 'read'
      /** The entries that were read: all, or those that the last document did not hold. */
      readonly items: readonly Item[]
      readonly problems: readonly string[]
      readonly hints: PollHints
      /** Whether the document came to its end. */
      readonly whole: boolean
      /** All entries of the document; of one that was not read again the date is not known any more. */
      readonly entries: readonly { readonly id: string; readonly publishedAt: number | null }[]
      readonly hosts: readonly string[]
      readonly kept: KeptEntries | null
      /** What a feed without a name calls itself; absent: it has one, or it is as before. */
      readonly title?: string
      /** Reads all of it, where what is new must be seen beside the rest; null: all was read. */
      readonly again: (() => Promise<Read>) | null
    }
type Reading = Extract<Read, { kind: 'read' }>

/** Reads the bodies of feeds: of each no more than the last document of the feed did not hold, wherever that says the same as the whole. */
export class FeedReader {
  readonly #parseItems: ParsePool['parseItems']
  readonly #log: Log
  readonly #now: () => number
  readonly #verify: boolean

  /** @param verify read everything whole as well, log what differs, and go by the whole */
  constructor(parseItems: ParsePool['parseItems'], log: Log, now: () => number, verify: boolean) {
    this.#parseItems = parseItems
    this.#log = log
    this.#now = now
    this.#verify = verify
  }

  async read(feed: Feed, state: PollState | null, { body, contentType, url }: Fresh): Promise<Read> {
    const by: ReadBy = { feed, url, guids: guidsOf(feed, state) !== 'unusable' }
    const cut = isUtf8(body) ? cutFeed(body) : null
    if (cut === null) return this.#readWhole(body, contentType, by, null, '')
    const around = aroundOf(cut, by)
    const part = await this.#readNew(feed, state, cut, around, contentType, by)
    if (part === null) return this.#readWhole(body, contentType, by, cut, around)
    if (!this.#verify) return part
    const whole = await this.#readWhole(new Uint8Array(body), contentType, by, cut, around)
    const differs = whole.kind === 'read' ? differenceOf(part, whole) : whole.what
    if (differs === null) return part
    this.#log.error('reading_differs', { feed: feed.id, what: differs, effect: 'all of it was read' })
    return whole
  }

  /** @returns null where the whole must be read */
  async #readNew(
    feed: Feed,
    state: PollState | null,
    cut: Cut,
    around: string,
    contentType: string | null,
    by: ReadBy,
  ): Promise<Reading | null> {
    const kept = state?.read === true && holds(state, feed) ? state.kept : null
    if (state === null || kept == null || kept.entries.length !== state.cadence.known.length) return null
    const found = findUnknown(cut, around, kept, state.guids, this.#now())
    if (found === null) return null
    let items: readonly Item[] = []
    if (found.unknown.size > 0) {
      const reading = await this.#parse(documentOf(cut, found.unknown), contentType, by)
      if (!reading.ok || !reading.feed.whole || reading.problems.length > 0) return null
      if (reading.items.length !== found.unknown.size || sharesName(reading.items, found, kept)) return null
      items = reading.items
    }
    const on = keepOn(cut, kept, found, items)
    return {
      kind: 'read',
      items,
      problems: [],
      // What they are made of stands around the entries, which is as before.
      hints: state.hints,
      whole: true,
      entries: entriesOf(found, state.cadence.known, items),
      hosts: commonHosts(on.hosts),
      kept: on.kept ?? null,
      again: () => this.#readWhole(cut.bytes, contentType, by, cut, around),
    }
  }

  async #readWhole(
    body: Uint8Array,
    contentType: string | null,
    by: ReadBy,
    cut: Cut | null,
    around: string,
  ): Promise<Read> {
    // Before the bytes are handed over.
    const pieces = cut === null ? [] : namesOfPieces(cut)
    const reading = await this.#parse(body, contentType, by)
    if (!reading.ok) return { kind: 'unreadable', what: reading.error }
    const { items, problems } = reading
    const { hints, whole } = reading.feed
    const sound = cut !== null && whole && problems.length === 0
    return {
      kind: 'read',
      items,
      problems,
      hints,
      whole,
      entries: items.map(({ id, publishedAt }) => ({ id, publishedAt })),
      hosts: commonHosts(items.map(item => hostOf(item.url ?? ''))),
      kept: sound ? (keep(cut, pieces, around, items, this.#now()) ?? null) : null,
      ...(by.feed.nameFromFeed === true ? { title: shownName(by.feed, reading.feed.title) } : {}),
      again: null,
    }
  }

  #parse(bytes: Uint8Array, contentType: string | null, { feed, url, guids }: ReadBy): Promise<ItemsReading> {
    const { language, timeZone } = feed
    return this.#parseItems(
      bytes,
      { contentType, baseUrl: url, language, timeZone },
      { feed: namesOf(feed), now: this.#now(), guids },
    )
  }
}

/** What of a feed goes to the worker. */
function namesOf({ id, name, nameFromFeed, kind, language, url, homepage }: FeedNames): FeedNames {
  return { id, name, ...(nameFromFeed === undefined ? {} : { nameFromFeed }), kind, language, url, homepage }
}

/** All entries in the order of the document: those that were not read again by the ids they had. */
function entriesOf({ before }: Found, ids: readonly string[], items: readonly Item[]): Reading['entries'] {
  let read = 0
  return before.map(place => {
    if (place !== null) return { id: ids[place] ?? '', publishedAt: null }
    const item = items[read]
    read += 1
    return { id: item?.id ?? '', publishedAt: item?.publishedAt ?? null }
  })
}

/** In what the reading of the new entries is not that of the whole; null: in nothing. */
export function differenceOf(part: Reading, whole: Reading): string | null {
  const ids = new Set(part.items.map(item => item.id))
  const same = (one: Item) => ({ ...one, firstSeenAt: 0 })
  const anew = whole.items.filter(item => ids.has(item.id)).map(same)
  if (!isDeepStrictEqual(part.items.map(same), anew)) return 'the new entries'
  const idsOf = (reading: Reading) => reading.entries.map(entry => entry.id)
  if (!isDeepStrictEqual(idsOf(part), idsOf(whole))) return 'the entries that there are'
  if (!isDeepStrictEqual(part.hints, whole.hints)) return 'how often to ask'
  if (!isDeepStrictEqual(part.hosts, whole.hosts)) return 'the hosts that the entries lead to'
  return part.whole === whole.whole ? null : 'whether it came to its end'
}
