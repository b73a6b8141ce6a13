import { absoluteUrl } from '../../text/url.ts'
import { DATES, type DatedEntry, newest } from '../dates/newest.ts'
import { OwnEntities } from './doctype.ts'
import { CONTAINERS, type Dialect, ENTRY_FIELDS, FEED_FIELDS, type Naming, Prefixes, written } from './field-names.ts'
import { FieldText } from './field-text.ts'
import { writeFeed } from './write-feed.ts'
import { readAttributes, scanXml, type XmlVisitor } from './xml-scan.ts'

/** A feed as well-formed XML in its own dialect. */
export interface Repaired {
  readonly dialect: Dialect
  readonly xml: string
  readonly entries: number
  /** The fields that occur in it, of the feed and of its entries, by their names in `field-names.ts`. */
  readonly fields: ReadonlySet<string>
  /** How many entries were left out as older than the newest 5,000. */
  readonly dropped: number
  /** Whether the root element was closed: a feed without it was cut off. */
  readonly whole: boolean
}

const ROOTS: Readonly<Record<string, Dialect>> = {
  rss: 'rss',
  'rdf:rdf': 'rdf',
  rdf: 'rdf',
  feed: 'atom',
  'atom:feed': 'atom',
  'atom:entry': 'atom',
}

const PAGE = new Set(['html', 'head', 'body'])
const CLOSES_PAGE = new Set(['html', 'body'])
const FOREIGN = /^(?:media|itunes):/

/**
 * Rewrites a feed so that any XML parser reads it without loss: text before the prolog, bare "&", HTML's entities, control characters,
 * broken and missing tags and a cut-off end are mended; prefixes become the usual ones; markup inside a text becomes text of type html;
 * relative links become absolute while their xml:base is known; what a news bot has no use for is left out.
 * @param baseUrl the feed's address, or null
 * @param naming how its fields are named
 * @returns null if the text holds no start of a feed
 */
export function repair(text: string, baseUrl: string | null, naming: Naming = 'full'): Repaired | null {
  const reader = new FeedReader(baseUrl, new OwnEntities(text), naming)
  scanXml(text, reader)
  return reader.done()
}

interface Open {
  readonly name: string
  readonly base: string | null
}

class FeedReader implements XmlVisitor {
  readonly #prefixes = new Prefixes()
  readonly #entities: OwnEntities
  readonly #naming: Naming
  readonly #fields = new Set<string>()
  readonly #feed: string[] = []
  readonly #entries: DatedEntry[] = []
  #date = ''
  #stack: Open[] = []
  #dialect: Dialect | null = null
  #version = ''
  #begun = false
  /** Whether a page of HTML is open. */
  #page = false
  #whole = false
  #entry: string[] | null = null
  #about = ''
  #field: FieldText | null = null
  #fieldBase: string | null = null
  /** Depth of the container that is being passed over, or -1. */
  #container = -1
  #base: string | null

  constructor(baseUrl: string | null, entities: OwnEntities, naming: Naming) {
    this.#naming = naming
    this.#entities = entities
    this.#base = baseUrl
  }

  open(written: string, attributeText: string, empty: boolean, raw: string): void {
    const attributes = readAttributes(attributeText)
    this.#prefixes.learn(attributes)
    const plain = this.#name(written)
    if (this.#field !== null) {
      if (this.#field.canHold(plain, this.#isEntry(plain))) {
        this.#field.open(plain, empty, raw)
        return
      }
      this.#endField()
    }
    const own = attributes.get('xmlns')
    let name = own === undefined ? plain : this.#name(written, own)
    const root = ROOTS[name]
    if (this.#dialect === null) {
      // A feed inside an HTML page is shown text, not a feed.
      if (PAGE.has(name)) this.#page = true
      if (this.#page) return
      const bare = name === 'channel' || name === 'item' ? 'rss' : name === 'entry' ? 'atom' : undefined
      const dialect = root ?? bare
      if (dialect === undefined) return
      this.#dialect = dialect
      this.#version = attributes.get('version') ?? ''
      this.#whole = empty && dialect === 'atom'
      if (dialect === 'atom') name = name.replace(/^atom:/, '')
    }
    const base = this.#baseOf(attributes)
    if (this.#isEntry(name)) this.#startEntry(attributes)
    else if (name === 'channel') this.#begun = true
    else if (this.#isField(name)) {
      this.#startField(name, attributes, base, empty)
      return
    } else if ((CONTAINERS.has(name) || (name !== plain && FOREIGN.test(name))) && this.#container < 0 && !empty)
      this.#container = this.#stack.length
    if (!empty && this.#stack.length < 100) this.#stack.push({ name: plain, base })
  }

  close(written: string, raw: string): void {
    const name = this.#name(written)
    if (this.#field !== null) {
      const boundary =
        !this.#field.holdsEntry() && (this.#isEntry(name) || name === 'channel' || ROOTS[name] === this.#dialect)
      if (this.#field.close(name, raw) || boundary) this.#endField()
      if (!boundary) return
    }
    if (CLOSES_PAGE.has(name)) this.#page = false
    if (this.#isEntry(name)) this.#endEntry()
    if (this.#dialect !== null && (ROOTS[name] ?? (name === 'channel' ? 'rss' : '')) === this.#dialect)
      this.#whole = true
    const at = this.#stack.findLastIndex(one => one.name === name)
    if (at < 0) return
    this.#stack.length = at
    if (this.#container >= at) this.#container = -1
  }

  text(raw: string): void {
    this.#field?.text(this.#entities.expand(raw))
  }

  cdata(text: string): void {
    this.#field?.cdata(text)
  }

  done(): Repaired | null {
    if (this.#field !== null) this.#endField()
    this.#endEntry()
    if (this.#dialect === null) return null
    if (!this.#begun && this.#feed.length === 0 && this.#entries.length === 0 && this.#dialect !== 'atom') return null
    const entries = newest(this.#entries)
    return {
      dialect: this.#dialect,
      xml: writeFeed(
        this.#dialect,
        this.#version,
        this.#feed.join(''),
        entries.map(entry => entry.xml).join(''),
        this.#naming,
      ),
      entries: entries.length,
      fields: this.#fields,
      dropped: this.#entries.length - entries.length,
      whole: this.#whole,
    }
  }

  /** Atom elements have no prefix in an Atom feed, and atom: elsewhere. */
  #name(written: string, own?: string): string {
    const name = this.#prefixes.canonical(written, own)
    return this.#dialect === 'atom' && name.startsWith('atom:') ? name.slice(5) : name
  }

  #isEntry(name: string): boolean {
    return this.#dialect === 'atom' ? name === 'entry' : name === 'item'
  }

  #isField(name: string): boolean {
    if (this.#container >= 0 || !(this.#entry === null ? FEED_FIELDS : ENTRY_FIELDS).has(name)) return false
    // A picture's title is not the entry's.
    return !FOREIGN.test(name) || !this.#stack.some(one => one.name === 'media:content')
  }

  #baseOf(attributes: ReadonlyMap<string, string>): string | null {
    const outer = this.#stack.at(-1)?.base ?? this.#base
    const own = attributes.get('xml:base')
    return own === undefined ? outer : (absoluteUrl(own, outer) ?? outer)
  }

  #startEntry(attributes: ReadonlyMap<string, string>): void {
    this.#endEntry()
    this.#container = -1
    this.#stack = this.#stack.filter(one => one.name !== 'item' && one.name !== 'entry')
    this.#entry = []
    this.#date = ''
    this.#about = attributes.get('rdf:about') ?? attributes.get('about') ?? ''
  }

  #endEntry(): void {
    if (this.#entry === null) return
    const about =
      this.#about === ''
        ? ''
        : ` rdf:about="${this.#about.replace(/[<"\u0000-\u001f]/g, '').replace(/&(?!\w+;|#)/g, '&amp;')}"`
    const name = this.#dialect === 'atom' ? 'entry' : 'item'
    // An entry without any useful field is dropped.
    if (about !== '' || this.#entry.length > 0)
      this.#entries.push({ xml: `<${name}${about}>${this.#entry.join('')}</${name}>\n`, date: this.#date })
    this.#entry = null
  }

  #startField(name: string, attributes: ReadonlyMap<string, string>, base: string | null, empty: boolean): void {
    this.#field = new FieldText(name, this.#dialect ?? 'rss', attributes)
    this.#fieldBase = base
    if (empty) this.#endField()
  }

  #endField(): void {
    if (this.#field === null) return
    const { name } = this.#field
    this.#fields.add(name)
    ;(this.#entry ?? this.#feed).push(this.#field.write(written(name, this.#naming), this.#fieldBase))
    if (DATES.has(name)) this.#date ||= this.#field.plain()
    this.#field = null
  }
}
