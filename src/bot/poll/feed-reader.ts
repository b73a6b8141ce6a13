import { isDeepStrictEqual } from 'node:util'
import type { KeptEntries } from '../../feeds/cut/kept-entries.ts'
import { keptWhole } from '../../feeds/cut/read-body.ts'
import type { FeedNames } from '../../feeds/entries-to-items.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { Packed, PollHints } from '../../feeds/fetched.ts'
import type { Item } from '../../feeds/item.ts'
import { guidsOf, holds, type PollState } from '../../feeds/schedule/poll-state.ts'
import type { ParsePool } from '../../io/http/worker/parse-pool.ts'
import type { Log } from '../../io/ops/log.ts'

/** Result of reading a body. */
export type Read =
  | { readonly kind: 'packed'; readonly reason: 'too-large' | 'encoding'; readonly what: string }
  /** The body is the same as the last one. */
  | { readonly kind: 'same' }
  | { readonly kind: 'unreadable'; readonly what: string; readonly bodyHash: string }
  | {
      readonly kind: 'read'
      readonly bodyHash: string
      /** Items of the entries that were read: all, or those not in the last document. */
      readonly items: readonly Item[]
      readonly problems: readonly string[]
      readonly hints: PollHints
      /** Whether the document is complete. */
      readonly whole: boolean
      /** All entries of the document; null dates for those not read again. */
      readonly entries: readonly { readonly id: string; readonly publishedAt: number | null }[]
      readonly hosts: readonly string[]
      readonly kept: KeptEntries | null
      /** Title of a feed without a configured name; absent: it has one, or the title is unchanged. */
      readonly title?: string
      /** Reads all entries, if new ones must be compared with the rest; null: all were read. */
      readonly again: (() => Promise<Read>) | null
    }
type Reading = Extract<Read, { kind: 'read' }>

/** Reads feeds' bodies in the worker: only the entries that the feed's last document lacked, if the result equals that of the whole. */
export class FeedReader {
  readonly #readIn: ParsePool['read']
  readonly #log: Log
  readonly #now: () => number
  readonly #verify: boolean

  /** @param verify also read everything whole, log differences, and use the whole */
  constructor(readIn: ParsePool['read'], log: Log, now: () => number, verify: boolean) {
    this.#readIn = readIn
    this.#log = log
    this.#now = now
    this.#verify = verify
  }

  async read(feed: Feed, state: PollState | null, packed: Packed): Promise<Read> {
    const kept = state?.read === true && holds(state, feed) ? (state.kept ?? null) : null
    const known = state?.cadence.known ?? []
    const part = await this.#ask(feed, state, packed, kept?.entries.length === known.length ? kept : null)
    if (!this.#verify || part.kind !== 'read' || part.again === null) return part
    const whole = await part.again()
    const differs = whole.kind === 'read' ? differenceOf(part, whole) : whole.kind
    if (differs === null) return part
    this.#log.error('reading_differs', { feed: feed.id, what: differs, effect: 'all of it was read' })
    return whole
  }

  /** @param kept the entries of the last document; null: all are read */
  async #ask(feed: Feed, state: PollState | null, packed: Packed, kept: KeptEntries | null): Promise<Read> {
    const { body, encoding, most, url, contentType, validators } = packed
    const reading = await this.#readIn({
      bytes: body,
      encoding,
      most,
      bodyHash: validators.bodyHash,
      by: {
        feed: namesOf(feed),
        url,
        contentType,
        guids: guidsOf(feed, state),
        kept: kept && { ...kept, entries: kept.entries.join(' ') },
        now: this.#now(),
      },
    })
    if (reading.kind === 'whole')
      return {
        ...reading,
        kind: 'read',
        entries: reading.items.map(({ id, publishedAt }) => ({ id, publishedAt })),
        again: null,
      }
    if (reading.kind !== 'part') return reading
    if (state === null || kept === null) throw new Error('a part was read although no entries were known')
    const { items, places, hosts, bodyHash } = reading
    return {
      kind: 'read',
      bodyHash,
      items,
      problems: [],
      // Hints come from outside the entries, which is unchanged.
      hints: state.hints,
      whole: true,
      entries: entriesOf(places, state.cadence.known, items),
      hosts,
      kept:
        reading.kept === 'same' || reading.kept === null ? reading.kept && kept : keptWhole(kept, reading.kept, places),
      again: () => this.#ask(feed, state, { ...packed, validators: { ...validators, bodyHash: null } }, null),
    }
  }
}

/** The part of a feed that the worker needs. */
function namesOf(feed: FeedNames & Pick<Feed, 'timeZone'>): FeedNames & Pick<Feed, 'timeZone'> {
  const { id, name, nameFromFeed, kind, language, url, homepage, timeZone } = feed
  const from = nameFromFeed === undefined ? {} : { nameFromFeed }
  return { id, name, ...from, kind, language, url, homepage, timeZone }
}

/** All entries in document order; those not read again by their known ids. */
function entriesOf(places: readonly number[], ids: readonly string[], items: readonly Item[]): Reading['entries'] {
  let read = 0
  return places.map(place => {
    if (place >= 0) return { id: ids[place] ?? '', publishedAt: null }
    const item = items[read]
    read += 1
    return { id: item?.id ?? '', publishedAt: item?.publishedAt ?? null }
  })
}

/** How reading only the new entries differs from reading the whole; null: it does not. */
export function differenceOf(part: Reading, whole: Reading): string | null {
  const ids = new Set(part.items.map(item => item.id))
  const same = (one: Item) => ({ ...one, firstSeenAt: 0 })
  const anew = whole.items.filter(item => ids.has(item.id)).map(same)
  if (!isDeepStrictEqual(part.items.map(same), anew)) return 'the new entries'
  const idsOf = (reading: Reading) => reading.entries.map(entry => entry.id)
  if (!isDeepStrictEqual(idsOf(part), idsOf(whole))) return 'the set of entries'
  if (!isDeepStrictEqual(part.hints, whole.hints)) return 'how often to ask'
  if (!isDeepStrictEqual(part.hosts, whole.hosts)) return 'the hosts that the entries lead to'
  return part.whole === whole.whole ? null : 'whether the document is complete'
}
