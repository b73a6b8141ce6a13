import type { ParsedItem } from '../parsed-feed.ts'
import { parseDate } from './dates.ts'

/** More entries than any news feed has; the rest is an archive, and reading it would exceed the time limit. */
export const MOST_ENTRIES = 5000

/** Elements that hold an entry's date. */
export const DATES = new Set(
  'pubdate published issued created updated modified date dc:date atom:published atom:updated dcterms:issued dcterms:created'.split(
    ' ',
  ),
)

export interface DatedEntry {
  readonly xml: string
  /** As it is written; '' for none. */
  readonly date: string
}

/**
 * The newest 5,000 entries in the order of the feed. Entries without a readable date are kept first; of equally old ones, the earlier in the feed.
 * The same for every format.
 */
export function newest<T extends { readonly date: string }>(entries: readonly T[]): readonly T[] {
  if (entries.length <= MOST_ENTRIES) return entries
  const dated = entries.map((entry, index) => ({
    entry,
    index,
    at: parseDate(entry.date, 'UTC') ?? Number.POSITIVE_INFINITY,
  }))
  dated.sort((a, b) => (a.at === b.at ? a.index - b.index : b.at - a.at))
  return dated
    .slice(0, MOST_ENTRIES)
    .sort((a, b) => a.index - b.index)
    .map(({ entry }) => entry)
}

/** The message for a feed with more entries than were read; null: all were. */
export function leftOut(read: number, dropped: number): string | null {
  return dropped === 0 ? null : `the feed has ${read + dropped} entries, the newest ${read} were read`
}

/** UTF-16 units of all entries together. Feeds are limited to 5 MB; only short links under a very long base address expand beyond this. */
const MOST_TEXT = 8_000_000

/** The newest entries within that total, in the order of the feed: they cross from one thread to another in one message. */
export function newestText(items: readonly ParsedItem[]): readonly ParsedItem[] {
  let room = MOST_TEXT - items.reduce((sum, item) => sum + lengthOf(item), 0)
  if (room >= 0) return items
  const dropped = new Set<ParsedItem>()
  const at = ({ published }: ParsedItem) => published ?? Number.POSITIVE_INFINITY
  for (const item of items.toReversed().sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)))) {
    if (room >= 0) break
    room += lengthOf(item)
    dropped.add(item)
  }
  return items.filter(item => !dropped.has(item))
}

function lengthOf({ guid, url, title, summary }: ParsedItem): number {
  return (guid?.length ?? 0) + (url?.length ?? 0) + title.length + summary.length
}
