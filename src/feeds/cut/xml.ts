import type { Piece, Places } from './places.ts'
import {
  after,
  declaresPrefix,
  isSpace,
  localOf,
  mayBe,
  nameEndOf,
  sameText,
  tagClosed,
  tagEnd,
} from './strict-tags.ts'

/** Elements (no prefix, lower case) that are or hold entries: inside an entry they make its end doubtful. */
const OUTER = new Set(['item', 'entry', 'channel', 'rss', 'rdf', 'feed'])
/** A feed's own elements that change with every publication and affect neither its entries nor its polling. */
const PASSING = new Set(['lastbuilddate', 'pubdate', 'updated', 'modified', 'date', 'generator', 'updatebase'])
/** In RDF, the list of the entries' addresses. */
const TABLE = 'items'
const IN_TABLE = new Set(['seq', 'bag', 'li'])
/** Beyond any real feed. */
const MOST_DEPTH = 60
const LONGEST_NAME = 90

/** By root element: the name of the entries and the elements that enclose them. */
const FORMS: Readonly<Record<string, { readonly entry: string; readonly within: readonly string[] }>> = {
  rss: { entry: 'item', within: ['rss', 'channel'] },
  'rdf:RDF': { entry: 'item', within: ['rdf:RDF'] },
  feed: { entry: 'entry', within: ['feed'] },
}

/**
 * Cuts a feed of RSS, RDF or Atom at its entries.
 * @param text one character for each byte
 * @param start offset after the byte order mark
 * @returns null if there is any doubt: malformed XML, misplaced or nested entries, prefixes or entities that an entry declares
 */
export function cutXml(text: string, start: number): Places | null {
  return declaresType(text) ? null : new Cutter(text).cut(start)
}

/** Whether there is a document type other than a plain one before the root, without entities of its own. */
function declaresType(text: string): boolean {
  for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', at + 2)) {
    const next = text.charCodeAt(at + 2)
    // A comment, or CDATA.
    if (next !== 45 && next !== 91) return true
  }
  return false
}

class Cutter {
  readonly #text: string
  readonly #pieces: Piece[] = []
  readonly #around: string[] = []
  /** Names of the open elements around the entries. */
  readonly #open: string[] = []
  /** Where the names of the elements open in an entry begin and end. */
  readonly #inner: number[] = []
  /** The offset from which text has not yet been added to `around`. */
  #pending = 0
  #form: (typeof FORMS)[string] | null = null
  /** Where the open entry began, or -1. */
  #entry = -1
  /** The depth of the element that is being skipped, or -1. */
  #passing = -1
  #channels = 0
  #done = false

  constructor(text: string) {
    this.#text = text
  }

  cut(start: number): Places | null {
    const text = this.#text
    this.#pending = 0
    for (let at = start; ; ) {
      const tag = text.indexOf('<', at)
      if (tag < 0) break
      if (this.#open.length === 0 && !isSpace(text, at, tag)) return null
      const next = text.charCodeAt(tag + 1)
      if (next === 33) at = this.#aside(tag)
      else if (next === 63) at = after(text, '?>', tag + 2)
      else if (next === 47) at = this.#close(tag)
      else at = this.#start(tag)
      if (at < 0) return null
      if (this.#done) return this.#end(at)
    }
    return null
  }

  /** After the root, only white space and comments are harmless. */
  #end(from: number): Places | null {
    const text = this.#text
    this.#put(from)
    for (let at = from; ; ) {
      const tag = text.indexOf('<', at)
      if (!isSpace(text, at, tag < 0 ? text.length : tag)) return null
      if (tag < 0) return { pieces: this.#pieces, around: this.#around.join(''), between: '' }
      if (!text.startsWith('<!--', tag)) return null
      at = after(text, '-->', tag + 4)
      if (at < 0) return null
    }
  }

  /** @returns the offset after a comment or CDATA; -1 for doubt */
  #aside(tag: number): number {
    const text = this.#text
    if (text.startsWith('<!--', tag)) {
      const end = after(text, '-->', tag + 4)
      // Servers write their response times into comments.
      if (this.#entry < 0 && end >= 0) this.#skip(tag, end)
      return end
    }
    if (!text.startsWith('<![CDATA[', tag) || this.#open.length === 0) return -1
    return after(text, ']]>', tag + 9)
  }

  /** @returns the offset after the opening tag; -1 for doubt */
  #start(tag: number): number {
    const text = this.#text
    const nameEnd = nameEndOf(text, tag + 1)
    const end = tagEnd(text, nameEnd)
    if (nameEnd === tag + 1 || nameEnd - tag > LONGEST_NAME || end < 0) return -1
    const empty = text.charCodeAt(end - 2) === 47
    const attributed = end - nameEnd > 2
    // `repair` would apply a prefix that an entry declares to the later entries as well.
    if (attributed && this.#hasBegun() && declaresPrefix(text.slice(nameEnd, end))) return -1
    if (this.#entry >= 0) {
      if (mayBe(OUTER, text, tag + 1, nameEnd)) return -1
      if (!empty) this.#inner.push(tag + 1, nameEnd)
      return this.#inner.length > 2 * MOST_DEPTH ? -1 : end
    }
    const name = text.slice(tag + 1, nameEnd)
    const depth = this.#open.length
    if (depth === 0) {
      this.#form = FORMS[name] ?? null
      if (this.#form === null || empty) return -1
    } else if (name === this.#form?.entry && this.#isHome()) {
      if (empty || this.#passing >= 0 || (attributed && /xmlns/i.test(text.slice(nameEnd, end)))) return -1
      this.#put(tag)
      this.#entry = tag
    } else if (!this.#mayStand(name)) return -1
    if (!empty) {
      if (depth >= MOST_DEPTH) return -1
      this.#open.push(name)
    }
    if (this.#entry < 0 && this.#passing < 0 && !empty && this.#isPassing(name)) {
      this.#put(end)
      this.#passing = depth
    }
    return end
  }

  /** Whether an element may enclose or accompany the entries. */
  #mayStand(name: string): boolean {
    const local = localOf(name)
    if (this.#passing >= 0) return this.#open[this.#passing] === TABLE && IN_TABLE.has(local)
    if (name === 'channel' && this.#open.length === 1 && this.#form?.entry === 'item') {
      this.#channels += 1
      return this.#channels === 1
    }
    return !OUTER.has(local)
  }

  /** Whether text from here on may be left out of a document or moved within it. */
  #hasBegun(): boolean {
    return this.#entry >= 0 || this.#passing >= 0 || this.#pieces.length > 0
  }

  #isHome(): boolean {
    const within = this.#form?.within ?? []
    return this.#open.length === within.length && within.every((name, index) => this.#open[index] === name)
  }

  /** Whether an element around the entries is skipped: it is the feed's own and does not matter. */
  #isPassing(name: string): boolean {
    const depth = this.#open.length - 1
    const own = depth === (this.#form?.entry === 'entry' ? 1 : 2) && (depth === 1 || this.#open[1] === 'channel')
    return own && ((name === TABLE && this.#open[0] === 'rdf:RDF') || PASSING.has(localOf(name)))
  }

  /** @returns the offset after the closing tag; -1 for doubt */
  #close(tag: number): number {
    const text = this.#text
    if (this.#inner.length > 0) {
      const to = this.#inner.pop() ?? 0
      const from = this.#inner.pop() ?? 0
      return sameText(text, from, to, tag + 2) ? tagClosed(text, tag + 2 + to - from) : -1
    }
    const name = this.#open.pop()
    if (name === undefined || !text.startsWith(name, tag + 2)) return -1
    const end = tagClosed(text, tag + 2 + name.length)
    if (end < 0) return -1
    const depth = this.#open.length
    if (this.#passing === depth) {
      this.#passing = -1
      this.#pending = tag
    }
    if (this.#entry >= 0) {
      this.#pieces.push({ from: this.#entry, to: end })
      this.#entry = -1
      this.#pending = end
    }
    if (depth === 0) this.#done = true
    return end
  }

  /** Adds the text before an offset to `around`; of white space, only whether there is any. */
  #put(until: number): void {
    if (until > this.#pending) this.#around.push(this.#text.slice(this.#pending, until).trim())
    this.#pending = until
  }

  #skip(from: number, to: number): void {
    if (this.#passing >= 0) return
    this.#put(from)
    this.#pending = to
  }
}
