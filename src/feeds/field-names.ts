/** Namespaces by their address, and the prefix under which their elements are known here; '' is the feed's own. */
const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/(?:www\.w3\.org\/2005\/atom|purl\.org\/atom\/ns)/i, 'atom'],
  [
    /^https?:\/\/(?:purl\.org\/rss\/1\.0\/?(?:#.*)?$|my\.netscape\.com|channel\.netscape\.com|backend\.userland\.com|blogs\.law\.harvard\.edu)/i,
    '',
  ],
  [/^https?:\/\/purl\.org\/(?:net\/)?rss(?:0\.9|1\.1)/i, ''],
  [/^https?:\/\/purl\.org\/(?:dc\/elements|metadata\/dublin_core)/i, 'dc'],
  [/^https?:\/\/purl\.org\/dc\/terms/i, 'dcterms'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/syndication/i, 'sy'],
  [/^https?:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns/i, 'rdf'],
]
/** What a prefix means where nothing declares it. */
const USUAL = new Set(['atom', 'dc', 'dcterms', 'content', 'sy', 'rdf'])
const USUAL_OTHERS: Readonly<Record<string, string>> = { rss: '', a10: 'atom', atom10: 'atom', atom03: 'atom' }

/** Learns what prefixes stand for as elements declare them. */
export class Prefixes {
  readonly #known = new Map<string, string>()

  /** @param attributes of any element, names in lower case */
  learn(attributes: ReadonlyMap<string, string>): void {
    for (const [name, value] of attributes) {
      if (!name.startsWith('xmlns:') || this.#known.size > 200) continue
      const found = NAMESPACES.find(([pattern]) => pattern.test(value.trim()))
      this.#known.set(name.slice(6), found === undefined ? '?' : found[1])
    }
  }

  /** An element's name as it is known here: title, dc:date, atom:link, ?:thumbnail for what is of no use. Lower case. */
  canonical(name: string): string {
    const lower = name.toLowerCase()
    const colon = lower.indexOf(':')
    if (colon < 0) return lower
    const prefix = lower.slice(0, colon)
    const local = lower.slice(colon + 1)
    const known = this.#known.get(prefix) ?? USUAL_OTHERS[prefix] ?? (USUAL.has(prefix) ? prefix : '?')
    return known === '' ? local : `${known}:${local}`
  }
}

/** Elements of a feed or channel, and of an entry, that are of use to a news bot; every other is left out. */
export const FEED_FIELDS = new Set(
  'title dc:title subtitle tagline description link atom:link language dc:language ttl skiphours skipdays sy:updateperiod sy:updatefrequency'.split(
    ' ',
  ),
)
export const ENTRY_FIELDS = new Set(
  `title dc:title atom:title link atom:link guid id atom:id dc:identifier description summary atom:summary content atom:content content:encoded
  dc:description pubdate published atom:published issued dc:date dcterms:issued dcterms:created created updated atom:updated modified
  dcterms:modified source dc:language`.split(/\s+/),
)
/** Elements whose own titles and links are not the entry's. */
export const CONTAINERS = new Set(['image', 'textinput'])
/** Fields that never stand inside another: where one begins inside a text, that text was not closed. */
export const BOUNDARIES = new Set(
  'item entry guid pubdate published issued updated modified dc:date content:encoded author category channel dc:creator'.split(
    ' ',
  ),
)
/** How names are written where the case counts. */
export const CASED: Readonly<Record<string, string>> = {
  pubdate: 'pubDate',
  skiphours: 'skipHours',
  skipdays: 'skipDays',
  'sy:updateperiod': 'sy:updatePeriod',
  'sy:updatefrequency': 'sy:updateFrequency',
}
