import { leftOut, newestText } from '../dates/newest.ts'
import { decode } from '../decode/decode.ts'
import type { FeedReading } from '../parsed-feed.ts'
import { nameNoFeed } from '../repair/not-a-feed.ts'
import { type Repaired, repair } from '../repair/repair.ts'
import { readJsonFeed } from './json-feed.ts'
import { normalise } from './normalise.ts'
import type { RawFeed } from './raw-feed.ts'

/** What is known about a feed besides its bytes. */
export interface ReadOptions {
  /** The HTTP Content-Type header; null: none. */
  readonly contentType: string | null
  /** The address the feed came from, after redirects. */
  readonly baseUrl: string | null
  /** BCP 47 primary language of the outlet; '' if unknown. */
  readonly language: string
  /** IANA zone of dates that name none. */
  readonly timeZone: string
}

/** The parsers, passed in because they live outside the floors. */
export interface Parsers {
  /** rss-parser's parseString; it may throw anything. The fields have short names, and only those in `fields` are given. */
  first(xml: string, fields: ReadonlySet<string>): Promise<RawFeed>
  /** feedsmith; null if it finds no feed. */
  second(xml: string): Promise<RawFeed | null>
}

/** The end of a list and of the object that holds it, with that object's remaining texts between. */
const JSON_END = /\]\s*,?\s*(?:"[^[\]{}]*)?\}\s*$/

/**
 * Reads a feed's bytes: decode, repair, parse (by the second parser if the first refuses or loses entries), normalise.
 * Hostile bytes may take long: call it in a worker. Never throws.
 */
export async function readFeed(bytes: Uint8Array, options: ReadOptions, parsers: Parsers): Promise<FeedReading> {
  const { text, encoding, faults } = decode(bytes, options.contentType, options.language)
  const problems: string[] = faults === 0 ? [] : [`${faults} characters are not ${encoding}`]
  const trimmed = text.trimStart()
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    const json = readJsonFeed(trimmed)
    if (json !== null) {
      return normalised(json, json.dropped, options, JSON_END.test(trimmed.slice(-2000)), problems)
    }
  }
  const repaired = repair(text, options.baseUrl, 'short')
  if (repaired === null) return { ok: false, error: nameNoFeed(text, options.baseUrl) }
  if (repaired.entries === 0 && !repaired.whole) {
    return { ok: false, error: 'a feed that breaks off before its first entry' }
  }
  if (!repaired.whole) problems.push('the feed breaks off; the part that came was read')
  const full = () => repair(text, options.baseUrl)?.xml ?? ''
  const raw = await readTwice(repaired, full, parsers, problems)
  if (raw === null) return { ok: false, error: 'a feed that neither parser reads' }
  return normalised(raw, repaired.dropped, options, repaired.whole, problems)
}

/**
 * @param dropped how many entries were already left out
 * @param whole whether the document came to its end
 */
function normalised(
  raw: RawFeed,
  dropped: number,
  options: ReadOptions,
  whole: boolean,
  problems: readonly string[],
): FeedReading {
  const feed = normalise(raw, options, whole)
  const items = newestText(feed.items)
  const said = leftOut(items.length, dropped + feed.items.length - items.length)
  return { ok: true, feed: { ...feed, items }, problems: said === null ? problems : [said, ...problems] }
}

/** @param full the feed with the names of its dialect */
async function readTwice(
  repaired: Repaired,
  full: () => string,
  parsers: Parsers,
  problems: string[],
): Promise<RawFeed | null> {
  let raw: RawFeed | null = null
  try {
    raw = await parsers.first(repaired.xml, repaired.fields)
  } catch (error) {
    problems.push(`rss-parser: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'refused'}`)
  }
  if (raw !== null && raw.entries.length >= repaired.entries) return raw
  if (raw !== null) problems.push(`rss-parser: ${raw.entries.length} of ${repaired.entries} entries`)
  const second = await parsers.second(full())
  return second !== null && second.entries.length >= (raw?.entries.length ?? 0) ? second : raw
}
