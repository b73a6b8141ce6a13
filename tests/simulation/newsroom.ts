import { itemsOf } from '../../src/feeds/entries-to-items.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { Item } from '../../src/feeds/item.ts'
import type { ParsedItem } from '../../src/feeds/parsed-feed.ts'
import type { Chance } from './chance.ts'

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')

/** One entry of a simulated feed. */
export interface Entry {
  readonly guid: string
  title: string
  readonly at: number
  readonly matches: boolean
}

/** Feeds that publish, repeat, edit and reorder entries; some report the same event as others do. */
export class Newsroom {
  readonly feeds: readonly Feed[]
  readonly entries = new Map<string, Entry[]>()
  readonly #chance: Chance
  readonly #events: string[] = []
  #count = 0

  constructor(chance: Chance, feeds: number) {
    this.#chance = chance
    this.feeds = Array.from({ length: feeds }, (_, index) => feed(`feed-${index}`))
    for (const one of this.feeds) this.entries.set(one.id, [])
  }

  /** Publishes something new in some feeds, and edits or reorders what stands there. */
  publish(now: number): void {
    for (const entries of this.entries.values()) {
      if (this.#chance.happens(0.6)) {
        this.#count += 1
        const matches = this.#chance.happens(0.6)
        entries.unshift({ guid: `guid-${this.#count}`, title: this.#title(matches), at: now, matches })
      }
      const edited = entries[this.#chance.whole(Math.max(1, entries.length))]
      if (edited !== undefined && this.#chance.happens(0.2)) edited.title = `${edited.title} (updated)`
      if (this.#chance.happens(0.1)) entries.reverse()
    }
  }

  /**
   * What a poll of a feed reads now. One feed's ids are its own, one's are places in the list, one's change with every reading.
   * @param guids whether they are of use, as far as is known
   */
  items(feedId: string, now: number, guids = true): readonly Item[] {
    const at = this.feeds.findIndex(one => one.id === feedId)
    const items = (this.entries.get(feedId) ?? []).map(
      ({ guid, title, at: published }, place): ParsedItem => ({
        guid: [guid, String(place + 1), `${guid}@${now}`][at % 3] ?? null,
        url: addressOf(guid),
        originalUrl: null,
        title,
        summary: '',
        published,
        language: null,
        source: null,
        sourceUrl: null,
      }),
    )
    const hints = { ttlMs: null, updatePeriodMs: null, skipHours: [], skipDays: [] }
    const [feed] = this.feeds.slice(at, at + 1)
    return feed === undefined ? [] : itemsOf({ title: '', language: null, items, hints, whole: true }, feed, now, guids)
  }

  #title(matches: boolean): string {
    if (!matches) return `Nothing of note: ${this.#words()}`
    const told = this.#events.at(-1)
    const event = told !== undefined && this.#chance.happens(0.3) ? told : this.#words()
    this.#events.push(event)
    return `Pyongyang Washington ${event}`
  }

  /** Six made-up words, so that two events have none in common. */
  #words(): string {
    const word = () => Array.from({ length: 3 }, () => this.#chance.pick(SYLLABLES)).join('')
    return Array.from({ length: 6 }, word).join(' ')
  }
}

/** The address of an entry: what it is told by, whatever its id. */
export function addressOf(guid: string): string {
  return `https://news.example/reports/${guid}`
}

function feed(id: string): Feed {
  return {
    id,
    name: id,
    url: `https://${id}.example/feed`,
    homepage: null,
    language: 'en',
    country: 'US',
    kind: 'wire',
    affiliation: null,
    timeZone: 'UTC',
    headers: {},
    intervalMs: null,
    articles: false,
    enabled: true,
  }
}
