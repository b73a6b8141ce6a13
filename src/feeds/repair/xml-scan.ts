/** Receives what is found in a text that should be XML, in order. Names and attributes are as written. */
export interface XmlVisitor {
  open(name: string, attributes: string, empty: boolean, raw: string): void
  close(name: string, raw: string): void
  /** Text as written, entities and all. */
  text(raw: string): void
  cdata(text: string): void
}

/** A tag longer than this (characters) is treated as text. */
const LONGEST_TAG = 100_000

/**
 * Scans any text once: nothing in it is an error, and no stretch is searched twice, so that hostile text takes linear time.
 * Prologs, comments, processing instructions and document types are skipped.
 */
export function scanXml(text: string, visitor: XmlVisitor): void {
  const last = new Map<string, number>()
  const find = (mark: string, from: number): number => {
    const known = last.get(mark)
    if (known !== undefined && (known < 0 || known >= from)) return known
    const found = text.indexOf(mark, from)
    last.set(mark, found)
    return found
  }
  let at = 0
  let pending = 0
  const flush = (until: number) => {
    if (until > pending) visitor.text(text.slice(pending, until))
  }
  while (at < text.length) {
    const open = text.indexOf('<', at)
    if (open < 0) break
    const skipped = passedOver(text, open, find)
    if (skipped > 0) {
      flush(open)
      if (text.startsWith('<![CDATA[', open)) visitor.cdata(text.slice(open + 9, skipped - 3))
      pending = at = skipped
      continue
    }
    if (text.startsWith('<![CDATA[', open)) {
      // Never closed: what follows is read as if it had not been opened.
      flush(open)
      pending = at = open + 9
      continue
    }
    const tag = tagAt(text, open)
    if (tag === null) {
      at = open + 1
      continue
    }
    flush(open)
    pending = at = tag.end
    const raw = text.slice(open, tag.end)
    if (tag.closing) visitor.close(tag.name, raw)
    else visitor.open(tag.name, text.slice(tag.nameEnd, tag.attributesEnd), tag.empty, raw)
  }
  flush(text.length)
}

/** The offset after something that is skipped whole, or 0. */
function passedOver(text: string, open: number, find: (mark: string, from: number) => number): number {
  const next = text.charCodeAt(open + 1)
  const after = (mark: string, from: number) => {
    const found = find(mark, from)
    return found < 0 ? 0 : found + mark.length
  }
  if (next === 63) return after('?>', open + 2) || after('>', open + 2)
  if (next !== 33) return 0
  if (text.startsWith('<!--', open)) return after('-->', open + 4)
  if (text.startsWith('<![CDATA[', open)) return after(']]>', open + 9)
  if (/^<!doctype/i.test(text.slice(open, open + 9))) {
    const end = find('>', open)
    const subset = find('[', open)
    return subset >= 0 && subset < end ? after(']>', subset) || after('>', open) : after('>', open)
  }
  return 0
}

interface Tag {
  readonly name: string
  readonly closing: boolean
  readonly empty: boolean
  readonly nameEnd: number
  readonly attributesEnd: number
  readonly end: number
}

function tagAt(text: string, open: number): Tag | null {
  const closing = text.charCodeAt(open + 1) === 47
  const start = open + (closing ? 2 : 1)
  let nameEnd = start
  while (nameEnd - start < 100 && isName(text.charCodeAt(nameEnd))) nameEnd += 1
  if (nameEnd === start || !isFirst(text.charCodeAt(start))) return null
  const name = text.slice(start, nameEnd)
  let quote = 0
  const limit = Math.min(text.length, open + LONGEST_TAG)
  for (let at = nameEnd; at < limit; at += 1) {
    const unit = text.charCodeAt(at)
    if (quote !== 0) {
      if (unit === quote) quote = 0
      // XML has no "<" in attributes: a quotation mark was not closed.
      else if (unit === 60) break
    } else if (unit === 34 || unit === 39) quote = unit
    else if (unit === 62) {
      const empty = !closing && text.charCodeAt(at - 1) === 47
      return { name, closing, empty, nameEnd, attributesEnd: empty ? at - 1 : at, end: at + 1 }
    } else if (unit === 60) break
  }
  // The tag is broken: it ends at the next ">" before another tag begins, if there is one.
  for (let at = nameEnd; at < limit; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 62) return { name, closing, empty: false, nameEnd, attributesEnd: at, end: at + 1 }
    if (unit === 60) break
  }
  return null
}

function isFirst(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95
}

function isName(unit: number): boolean {
  return isFirst(unit) || (unit >= 48 && unit <= 58) || unit === 45 || unit === 46 || unit > 0xbf
}

const ATTRIBUTE = /([A-Za-z_][\w:.-]{0,99})\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"']+))/g

/** The attributes of a tag by their names as written, in lower case; values as written. A value without quotes ends at a space. */
export function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  if (!text.includes('=')) return attributes
  ATTRIBUTE.lastIndex = 0
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    const name = (match[1] ?? '').toLowerCase()
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? '')
  }
  return attributes
}
