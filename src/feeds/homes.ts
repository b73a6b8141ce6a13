import { foldText } from '../text/fold/fold.ts'
import { hostOf, siteOf } from '../text/url.ts'
import { scopeOf, shownName } from './entries-to-items.ts'
import type { Feed } from './feed.ts'
import type { Item, Names } from './item.ts'

/** How many hosts of a feed's entries are remembered. */
const MOST_HOSTS = 3
/** Hosts that serve feeds for others, or belong to no outlet. */
const CARRIERS = /(?:^|\.)(?:feedburner\.com|feedproxy\.google\.com|feedblitz\.com|localhost)$|^[\d.]+$|^\[/
/** What may follow a name that is still the outlet's. */
const BEHIND = /^(?: (?:news|news agency|agency|online|com))+$/

type OutletFeed = Pick<Feed, 'id' | 'name' | 'nameFromFeed' | 'kind' | 'url' | 'homepage' | 'language'>

interface Home {
  readonly name: string
  readonly scope: string
  readonly folded: string
  readonly language: string
  readonly hosts: ReadonlySet<string>
  readonly sites: ReadonlySet<string>
}

/**
 * Which outlet a host or a name belongs to, by the configured feeds and the hosts that their entries link to. An aggregator's entry
 * counts as that outlet's, so that one article never confirms itself.
 */
export class Homes {
  readonly #homes: readonly Home[]
  /** Outlets by the hosts that their entries link to; a host that two outlets link to belongs to neither. */
  readonly #learnt = new Map<string, readonly Home[]>()
  readonly #byFeed: ReadonlyMap<string, Home>

  /**
   * @param hosts the hosts that each feed's entries link to, by the feed's id
   * @param titles the own titles of feeds without a name, by the feed's id
   */
  constructor(
    feeds: readonly OutletFeed[],
    hosts: ReadonlyMap<string, readonly string[]>,
    titles: ReadonlyMap<string, string> = new Map(),
  ) {
    const outlets = feeds.filter(feed => feed.kind !== 'aggregator')
    this.#homes = outlets.map(feed => homeOf(feed, titles.get(feed.id) ?? ''))
    this.#byFeed = new Map(
      outlets.flatMap(({ id }, index) => this.#homes.slice(index, index + 1).map(home => [id, home])),
    )
    for (const [id, home] of this.#byFeed) {
      for (const host of hosts.get(id) ?? []) this.#learnt.set(host, [...(this.#learnt.get(host) ?? []), home])
    }
  }

  /**
   * Assigns an aggregator's item to its outlet: by the source's address, its name, the entry's address or the end of its title. An item of
   * another feed that links to a different outlet keeps its outlet's name, and counts as known if that outlet has brought it.
   */
  place(item: Item): Item {
    const through = item.names?.through
    if (item.names === undefined) return item
    if (through == null) return this.#guest(item, item.names)
    const tail = / [-–—|] ([^-–—|]{2,60})$/.exec(item.title)?.[1] ?? ''
    const home =
      this.#ofHost(hostOf(through.sourceUrl ?? ''), item.language) ??
      this.#ofName(through.source ?? '', through.sourceUrl === null) ??
      this.#ofHost(hostOf(item.url ?? ''), item.language) ??
      (through.source === null ? this.#ofName(tail, false) : null)
    if (home === null) return item
    const ends = through.source === null && tail !== '' && nameOf(tail) === home.folded
    const title = ends ? item.title.slice(0, -tail.length - 3).trim() : item.title
    const names = {
      ...item.names,
      title: ends && item.names.title !== null ? foldText(title) : item.names.title,
      headline: foldText(title),
      through: { ...through, outlet: home.scope },
    }
    return { ...item, outlet: home.name, title, names }
  }

  #guest(item: Item, names: Names): Item {
    const host = hostOf(item.url ?? '')
    const own = this.#byFeed.get(item.feedId)
    if (own === undefined || own.hosts.has(host) || own.sites.has(siteOf(host))) return item
    const home = this.#ofHost(host, item.language)
    if (home === null || home.name === own.name) return item
    return { ...item, names: { ...names, through: { source: null, sourceUrl: null, outlet: home.scope } } }
  }

  #ofHost(host: string, language: string): Home | null {
    if (host === '' || CARRIERS.test(host)) return null
    const exact = this.#homes.filter(home => home.hosts.has(host))
    const learnt = this.#learnt.get(host) ?? []
    const names = new Set(learnt.map(home => home.name))
    const site = siteOf(host)
    const near = this.#homes.filter(home => home.sites.has(site))
    const found = [exact, names.size === 1 ? learnt : [], near].find(one => one.length > 0) ?? []
    return found.find(home => home.language === language) ?? found[0] ?? null
  }

  #ofName(name: string, behind: boolean): Home | null {
    const folded = nameOf(name)
    if (folded === '') return null
    const same = this.#homes.find(home => home.folded === folded)
    if (same !== undefined || !behind) return same ?? null
    return (
      this.#homes.find(home => folded.startsWith(home.folded) && BEHIND.test(folded.slice(home.folded.length))) ?? null
    )
  }
}

/**
 * The hosts that a feed's entries link to, commonest first: at most three, each with at least a quarter of the entries.
 * @param all the host of each entry; '' for none
 */
export function commonHosts(all: readonly string[]): readonly string[] {
  const times = new Map<string, number>()
  for (const host of all) if (host !== '') times.set(host, (times.get(host) ?? 0) + 1)
  return [...times]
    .filter(([, count]) => count * 4 >= all.length)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_HOSTS)
    .map(([host]) => host)
}

function homeOf(feed: OutletFeed, title: string): Home {
  const { language, url, homepage } = feed
  const name = shownName(feed, title)
  const hosts = [url, homepage ?? ''].map(hostOf).filter(host => host !== '' && !CARRIERS.test(host))
  return {
    name,
    scope: scopeOf(feed),
    folded: nameOf(name),
    language,
    hosts: new Set(hosts),
    sites: new Set(hosts.map(siteOf)),
  }
}

function nameOf(name: string): string {
  return foldText(name).replace(/^the /, '')
}
