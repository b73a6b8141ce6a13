import { decodeEntities } from '../../text/fold/html.ts'
import { absoluteUrl } from '../../text/url.ts'
import { BOUNDARIES, type Dialect, ENTRY_FIELDS } from './field-names.ts'

/** Fields that may hold markup, and so elements of any name. */
export const BODIES = new Set(
  `description summary content content:encoded atom:summary atom:content dc:description media:description itunes:summary body xhtml:body
  fullitem title atom:title dc:title media:title itunes:title subtitle tagline`.split(/\s+/),
)
const TITLES = new Set(['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'])
const AFTER_TITLE = new Set(['title', 'link', 'description', 'summary', 'content', 'id', 'language'])
const LINKS = new Set(['link', 'atom:link'])
const HTML_TYPE = /html/i
/** Atom's default type is plain text, but a publisher who gives no type and closes tags means HTML. */
const LOOKS_LIKE_HTML = /<\/(?:p|a|b|i|em|strong|div|span|ul|li|h\d|blockquote|font)>|<br ?\/?>|<img\s/i
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
/** Characters; more than any summary has, and the rest of a body is of no use to a card. */
const LONGEST_BODY = 200_000

/** The text of one element while it is being read: as data and, in case it contains elements, as markup. */
export class FieldText {
  readonly name: string
  readonly #dialect: Dialect
  readonly #attributes: ReadonlyMap<string, string>
  readonly #data: string[] = []
  readonly #markup: string[] = []
  #elements = false
  #length = 0
  /** Elements of the field's own name that are open inside it. */
  #same = 0
  /** Entries of another feed that are open inside it. */
  #entries = 0

  constructor(name: string, dialect: Dialect, attributes: ReadonlyMap<string, string>) {
    this.name = name
    this.#dialect = dialect
    this.#attributes = attributes
  }

  /** Whether an element of this name may be part of its text. */
  canHold(name: string, isEntry: boolean): boolean {
    if (this.#isForeignXml()) return true
    if (isEntry) return false
    if (this.name === 'source') return name !== 'guid' && name !== 'item' && name !== 'entry'
    if (BOUNDARIES.has(name)) return false
    if (TITLES.has(this.name)) return !AFTER_TITLE.has(name)
    return BODIES.has(this.name) || !ENTRY_FIELDS.has(name)
  }

  open(name: string, empty: boolean, raw: string): void {
    if (name === this.name && !empty) this.#same += 1
    if (name === 'entry' && !empty) this.#entries += 1
    this.#elements = true
    this.#add(this.#markup, raw)
  }

  /** @returns whether this was the end of the field */
  close(name: string, raw: string): boolean {
    if (name === this.name) {
      if (this.#same === 0) return true
      this.#same -= 1
    }
    // An element that declared its own default namespace is closed without a prefix.
    if (!name.includes(':') && this.name.endsWith(`:${name}`)) return true
    if (name === 'entry') this.#entries -= 1
    this.#add(this.#markup, raw)
    return false
  }

  /** Whether an entry of another feed is open inside it. */
  holdsEntry(): boolean {
    return this.#entries > 0
  }

  text(raw: string): void {
    const decoded = decodeEntities(raw)
    this.#add(this.#data, decoded)
    this.#add(this.#markup, this.#isXhtml() ? raw : decoded)
  }

  cdata(text: string): void {
    this.#add(this.#data, text)
    this.#add(this.#markup, this.#isXhtml() ? escapeXml(text) : text)
  }

  /** The text as data. */
  plain(): string {
    return this.#data.join('').trim()
  }

  /** The element as well-formed XML. @param base address that relative links are resolved against; null: unknown */
  write(name: string, base: string | null): string {
    const data = this.#isBase64() ? decodeBase64(this.#data.join('')) : this.#data.join('')
    if (LINKS.has(this.name)) return this.#writeLink(name, data, base)
    if (this.name === 'skiphours' || this.name === 'skipdays') {
      const values = this.#markup.join(' ').replace(/<[^>]*>/g, ' ')
      return `<${name}>${escapeXml(values)}</${name}>`
    }
    if (this.name === 'source') return this.#writeSource(name, data)
    if (!BODIES.has(this.name)) {
      const permalink = this.#attributes.get('ispermalink')
      // A guid is a permalink unless it says otherwise (RSS 2.0).
      const kept = permalink?.trim().toLowerCase() === 'false' ? ' isPermaLink="false"' : ''
      return `<${name}${kept}>${escapeXml(data.trim())}</${name}>`
    }
    const html = this.#elements || this.#isHtml(data)
    // RSS text is HTML by default, so the type is omitted there: every attribute costs the parser time.
    const type = !html ? ' type="text"' : this.#isAtom() ? ' type="html"' : ''
    return `<${name}${type}>${verbatim(this.#elements ? this.#markup.join('') : data)}</${name}>`
  }

  #isAtom(): boolean {
    return this.#dialect === 'atom' || this.name.startsWith('atom:')
  }

  #isXhtml(): boolean {
    return this.#isAtom() && /xhtml|xml/i.test(this.#attributes.get('type') ?? this.#attributes.get('mode') ?? '')
  }

  /** Content of Atom that is a document of its own. */
  #isForeignXml(): boolean {
    return (
      this.name.endsWith('content') &&
      /\b(?:xml|rss)$/i.test(this.#attributes.get('type')?.trim() ?? '') &&
      !this.#isXhtmlType()
    )
  }

  #isXhtmlType(): boolean {
    return /html/i.test(this.#attributes.get('type') ?? '')
  }

  #isBase64(): boolean {
    return this.#attributes.get('mode')?.trim().toLowerCase() === 'base64'
  }

  #isHtml(data: string): boolean {
    const type = this.#attributes.get('type')
    if (!this.#isAtom()) return type === undefined || HTML_TYPE.test(type) || type !== 'text/plain'
    if (type !== undefined && type.trim() !== '') return HTML_TYPE.test(type)
    return LOOKS_LIKE_HTML.test(data)
  }

  #writeLink(name: string, data: string, base: string | null): string {
    const written = this.#attributes.get('href')
    const href = decodeEntities(written ?? '') || data
    const address = absoluteUrl(href, base) ?? ''
    if (written === undefined && this.#dialect !== 'atom') return `<${name}>${escapeXml(address)}</${name}>`
    const rel = decodeEntities(this.#attributes.get('rel') ?? 'alternate').trim() || 'alternate'
    const type = this.#attributes.get('type') ?? ''
    return `<${name} rel="${attribute(rel)}" type="${attribute(type)}" href="${attribute(address)}"/>`
  }

  /** RSS gives the source as text with a url, Atom as a feed whose title is the name. */
  #writeSource(name: string, data: string): string {
    const markup = this.#markup.join('')
    const title = this.#elements ? (/<(?:\w+:)?title[^>]{0,300}>([^<]{0,500})/i.exec(markup)?.[1] ?? '') : null
    const url = absoluteUrl(decodeEntities(this.#attributes.get('url') ?? ''), null)
    const address = url === null ? '' : ` url="${attribute(url)}"`
    return `<${name}${address}>${escapeXml(title === null ? data.trim() : decodeEntities(title).trim())}</${name}>`
  }

  #add(to: string[], part: string): void {
    if (this.#length > 2 * LONGEST_BODY) return
    this.#length += part.length
    to.push(part.length > LONGEST_BODY ? part.slice(0, LONGEST_BODY) : part)
  }
}

function escapeXml(text: string): string {
  const clean = text.replace(FORBIDDEN, '').toWellFormed()
  return /[<&>]/.test(clean) ? clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : clean
}

/** A long text as CDATA if possible: a parser skips CDATA in one go but stops at each entity. */
function verbatim(text: string): string {
  return !/[<&]/.test(text) || text.includes(']]>')
    ? escapeXml(text)
    : `<![CDATA[${text.replace(FORBIDDEN, '').toWellFormed()}]]>`
}

function decodeBase64(text: string): string {
  return new TextDecoder().decode(Buffer.from(text, 'base64'))
}

function attribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;')
}
