import { hostOf } from '../../text/url.ts'
import { type FeedNames, itemsOf, shownName } from '../entries-to-items.ts'
import type { Feed } from '../feed.ts'
import type { PollHints } from '../fetched.ts'
import { commonHosts } from '../homes.ts'
import type { Item } from '../item.ts'
import type { ReadOptions } from '../parse/parse.ts'
import type { FeedReading } from '../parsed-feed.ts'
import type { Guids } from '../recognise/identity.ts'
import { type Cut, cutFeed, documentOf, namesOfPieces } from './cut.ts'
import { aroundOf, findUnknown, type KeptEntries, keep, keepOn, type ReadBy, sharesName } from './kept-entries.ts'

/** What reading a body needs besides its bytes. Plain data: it goes to another thread. */
export interface BodyRequest {
  readonly feed: FeedNames & Pick<Feed, 'timeZone'>
  /** The address that answered. */
  readonly url: string
  readonly contentType: string | null
  /** What is known of the feed's guids; undefined: nothing yet. */
  readonly guids: Guids | undefined
  /** The last document's entries; null: all must be read. One joined text reaches another thread in a tenth of the time. */
  readonly kept: (Omit<KeptEntries, 'entries'> & { readonly entries: string }) | null
  /** ms since 1970. */
  readonly now: number
}

/** What to keep after a partial reading: `entries` holds only those that were read. */
export type KeptOn = Pick<KeptEntries, 'all' | 'hosts' | 'entries'>

/** The result of reading a body. Plain data. */
export type BodyReading =
  | { readonly kind: 'unreadable'; readonly what: string }
  /** Only the entries that the last document lacked were read: everything around the entries is unchanged. */
  | {
      readonly kind: 'part'
      readonly items: readonly Item[]
      /** The index of each entry in the last document, or -1 for one that was read. */
      readonly places: readonly number[]
      readonly hosts: readonly string[]
      /** null: the next document must be read whole; 'same': what was kept still holds. */
      readonly kept: KeptOn | 'same' | null
    }
  | {
      readonly kind: 'whole'
      readonly items: readonly Item[]
      readonly problems: readonly string[]
      readonly hints: PollHints
      /** Whether the document came to its end. */
      readonly whole: boolean
      readonly hosts: readonly string[]
      readonly kept: KeptEntries | null
      /** The feed's own title, if feeds.yaml gives it no name. */
      readonly title?: string
    }

/** Reads a document's bytes, as `readFeed` does. */
export type Parse = (bytes: Uint8Array, options: ReadOptions) => Promise<FeedReading>

/**
 * Reads a feed's body: only the entries that the last document lacked, if that gives the same result as reading the whole.
 * @param body decompressed
 * @param utf8 whether its bytes are valid UTF-8
 */
export async function readBody(
  body: Uint8Array<ArrayBuffer>,
  utf8: boolean,
  request: BodyRequest,
  parse: Parse,
): Promise<BodyReading> {
  const cut = utf8 ? cutFeed(body) : null
  if (cut === null) return readWhole(body, request, parse, null, '')
  const around = aroundOf(cut, readBy(request))
  return (await readNew(request, parse, cut, around)) ?? readWhole(body, request, parse, cut, around)
}

function readBy({ feed, url, guids }: BodyRequest): ReadBy {
  return { feed, url, guids: guids !== 'unusable' }
}

/** @returns null if the whole document must be read */
async function readNew(request: BodyRequest, parse: Parse, cut: Cut, around: string): Promise<BodyReading | null> {
  const { guids, now } = request
  if (request.kept === null) return null
  const kept = { ...request.kept, entries: request.kept.entries.split(' ') }
  const found = findUnknown(cut, around, kept, guids, now)
  if (found === null) return null
  let items: readonly Item[] = []
  if (found.unknown.size > 0) {
    const reading = await parse(documentOf(cut, found.unknown), optionsOf(request))
    if (!reading.ok || !reading.feed.whole || reading.problems.length > 0) return null
    items = itemsOf(reading.feed, request.feed, now, guids !== 'unusable')
    if (items.length !== found.unknown.size || sharesName(items, found, kept)) return null
  }
  const on = keepOn(cut, kept, found, items)
  return {
    kind: 'part',
    items,
    places: found.before.map(place => place ?? -1),
    hosts: commonHosts(on.hosts),
    kept: on.kept === kept ? 'same' : on.kept === undefined ? null : keptOn(on.kept, found.before),
  }
}

function keptOn({ all, hosts, entries }: KeptEntries, before: readonly (number | null)[]): KeptOn {
  return { all, hosts, entries: entries.filter((_, index) => before[index] === null) }
}

/**
 * Completes what is kept of a partial reading with the entries that were already known.
 * @param places the `places` of that partial reading
 */
export function keptWhole(kept: KeptEntries, { all, hosts, entries }: KeptOn, places: readonly number[]): KeptEntries {
  let read = 0
  const one = (place: number) => (place >= 0 ? kept.entries[place] : entries[read++]) ?? ''
  return { ...kept, all, hosts, entries: places.map(one) }
}

async function readWhole(
  body: Uint8Array,
  request: BodyRequest,
  parse: Parse,
  cut: Cut | null,
  around: string,
): Promise<BodyReading> {
  const { feed, guids, now } = request
  const reading = await parse(body, optionsOf(request))
  if (!reading.ok) return { kind: 'unreadable', what: reading.error }
  const { problems } = reading
  const { hints, whole, title } = reading.feed
  const items = itemsOf(reading.feed, feed, now, guids !== 'unusable')
  const sound = cut !== null && whole && problems.length === 0
  return {
    kind: 'whole',
    items,
    problems,
    hints,
    whole,
    hosts: commonHosts(items.map(item => hostOf(item.url ?? ''))),
    kept: sound ? (keep(cut, namesOfPieces(cut), around, items, now) ?? null) : null,
    ...(feed.nameFromFeed === true ? { title: shownName(feed, title) } : {}),
  }
}

function optionsOf({ feed, url, contentType }: BodyRequest): ReadOptions {
  return { contentType, baseUrl: url, language: feed.language, timeZone: feed.timeZone }
}
