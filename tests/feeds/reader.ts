import { itemsOf } from '../../src/feeds/entries-to-items.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { Item } from '../../src/feeds/item.ts'
import type { ParsedItem } from '../../src/feeds/parsed-feed.ts'
import { entriesOf } from '../../src/feeds/recognise/entries.ts'
import type { Guids, Sighting } from '../../src/feeds/recognise/identity.ts'
import { firstKeys, moreKeys, notesOf, recognise } from '../../src/feeds/recognise/recognise.ts'

export const HOUR = 3_600_000
export const BEGIN = Date.UTC(2026, 2, 10)

/** An entry as a test writes it. */
export interface Written {
  readonly guid?: string | null
  readonly url?: string | null
  readonly title: string
  readonly source?: string
}

/** Reads feeds as the bot does, poll after poll, with what was seen held in memory. */
export class Reader {
  readonly seen = new Map<string, Sighting>()
  readonly guids = new Map<string, Guids | undefined>()
  now = BEGIN

  /** Polls a feed that holds these entries now. @returns the titles of those that are new */
  poll(entries: readonly Written[], of: Partial<Feed> = {}): readonly string[] {
    return this.fresh(entries, of).map(item => item.title)
  }

  fresh(entries: readonly Written[], of: Partial<Feed> = {}): readonly Item[] {
    const feed = makeFeed(of)
    const known = this.guids.get(feed.id)
    const items = itemsOf(parsed(entries), feed, this.now, known !== 'unusable')
    const document = entriesOf(items)
    // No more is known than what is looked up.
    const sightings = new Map<string, Sighting>()
    const read = (keys: readonly string[]) => {
      for (const key of keys) {
        const sighting = this.seen.get(key)
        if (sighting !== undefined) sightings.set(key, sighting)
      }
    }
    read(firstKeys(document))
    read(moreKeys(document, sightings))
    const { fresh, notes, guids } = recognise(document, sightings, known)
    this.guids.set(feed.id, guids)
    for (const { key, sighting } of [...notes, ...fresh.flatMap(item => notesOf(item))]) this.seen.set(key, sighting)
    this.now += HOUR
    return fresh
  }
}

export function parsed(entries: readonly Written[]) {
  const items = entries.map(
    ({ guid = null, url = null, title, source = null }): ParsedItem => ({
      guid,
      url,
      originalUrl: null,
      title,
      summary: '',
      published: null,
      language: null,
      source,
      sourceUrl: null,
    }),
  )
  const hints = { ttlMs: null, updatePeriodMs: null, skipHours: [], skipDays: [] }
  return { title: 'Desk', language: null, items, hints, whole: true }
}

export function makeFeed(over: Partial<Feed> = {}): Feed {
  return {
    id: 'desk',
    name: 'The Desk',
    url: 'https://news.example/feed',
    homepage: null,
    language: 'en',
    country: 'KR',
    kind: 'wire',
    affiliation: null,
    timeZone: 'UTC',
    headers: {},
    intervalMs: null,
    articles: true,
    enabled: true,
    ...over,
  }
}
