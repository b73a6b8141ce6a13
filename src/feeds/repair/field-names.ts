/** A family of feed formats. */
export type Dialect = 'rss' | 'rdf' | 'atom'

/** Namespaces by URI, and the prefix used for their elements here; '' is the feed's own. */
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
  [/^https?:\/\/(?:search\.yahoo\.com\/mrss|www\.rssboard\.org\/media-rss|video\.search\.yahoo\.com\/mrss)/i, 'media'],
  [/^https?:\/\/(?:www\.itunes\.com\/dtds|example\.com\/dtds)\/podcast-1\.0/i, 'itunes'],
  [/^https?:\/\/www\.w3\.org\/1999\/xhtml/i, 'xhtml'],
  [/^https?:\/\/rssnamespace\.org\/feedburner/i, 'feedburner'],
  // Bing uses the search's address as its namespace URI.
  [/^https?:\/\/(?:www\.)?bing\.com(?::443)?\/news/i, 'news'],
]
/** What a prefix means where nothing declares it. */
const USUAL = new Set(['atom', 'dc', 'dcterms', 'content', 'sy', 'rdf', 'media', 'itunes', 'xhtml', 'feedburner'])
const USUAL_OTHERS: Readonly<Record<string, string>> = { rss: '', a10: 'atom', atom10: 'atom', atom03: 'atom' }

/** Learns what prefixes mean as elements declare them. */
export class Prefixes {
  readonly #known = new Map<string, string>()

  /** @param attributes of any element, names in lower case */
  learn(attributes: ReadonlyMap<string, string>): void {
    for (const [name, value] of attributes) {
      if (!name.startsWith('xmlns:') || this.#known.size > 200) continue
      this.#known.set(name.slice(6), prefixOf(value) ?? '?')
    }
  }

  /**
   * An element's canonical name: title, dc:date, atom:link; ?:thumbnail for an unknown namespace. Lower case.
   * @param own the namespace URI that an element without prefix declares for itself
   */
  canonical(name: string, own?: string): string {
    const lower = name.toLowerCase()
    const colon = lower.indexOf(':')
    if (colon < 0) {
      const prefix = own === undefined ? '' : (prefixOf(own) ?? '')
      return prefix === '' || prefix === 'xhtml' ? lower : `${prefix}:${lower}`
    }
    const prefix = lower.slice(0, colon)
    const local = lower.slice(colon + 1)
    const known = this.#known.get(prefix) ?? USUAL_OTHERS[prefix] ?? (USUAL.has(prefix) ? prefix : '?')
    return known === '' ? local : `${known}:${local}`
  }
}

function prefixOf(namespace: string): string | undefined {
  return NAMESPACES.find(([pattern]) => pattern.test(namespace.trim()))?.[1]
}

/** Elements of a feed or channel, and of an entry, that are of use to a news bot; every other is left out. */
export const FEED_FIELDS = new Set(
  'title dc:title subtitle tagline description link atom:link language dc:language ttl skiphours skipdays sy:updateperiod sy:updatefrequency'.split(
    ' ',
  ),
)
export const ENTRY_FIELDS = new Set(
  `title dc:title atom:title media:title itunes:title link atom:link guid id atom:id dc:identifier description summary atom:summary content
  atom:content content:encoded dc:description media:description itunes:summary body xhtml:body fullitem pubdate published atom:published
  issued dc:date dcterms:issued dcterms:created created updated atom:updated modified dcterms:modified dcterms:date date source news:source feedburner:origlink
  dc:language`.split(/\s+/),
)
/** Elements whose own titles and links are not the entry's. */
export const CONTAINERS = new Set(['image', 'textinput'])
/** Fields that never occur inside another: if one begins inside a text, that text was not closed. */
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
  'feedburner:origlink': 'feedburner:origLink',
}

/** The shortest possible names: a parser looks at each character of a name twice per element, and needs half the time. */
const FIELDS = [...new Set([...FEED_FIELDS, ...ENTRY_FIELDS])]
export const SHORT: ReadonlyMap<string, string> = new Map(
  FIELDS.map((name, index) => [name, `${'abcdefgh'[index >> 4] ?? ''}${'abcdefghijklmnop'[index & 15]}`]),
)

/** How fields are named in a rewritten feed: `short` for rss-parser, which reads them under these names; `full` as in their dialect. */
export type Naming = 'short' | 'full'

/** The name under which a field is written. */
export function written(name: string, naming: Naming): string {
  return (naming === 'short' ? SHORT.get(name) : CASED[name]) ?? name
}
