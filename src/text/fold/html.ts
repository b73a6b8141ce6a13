import { decodeHTMLStrict } from 'entities'
import { INLINE } from './tag.ts'

/** A tag longer than this (UTF-16 units) is text; the limit keeps hostile text linear. */
const LONGEST_TAG = 10_000
/** Elements whose text is ignored. */
const HIDDEN = new Set(['script', 'style', 'noscript', 'template'])
/** Layers of escaping that are removed: one is HTML's own, the others are publishers' mistakes. */
const MOST_LAYERS = 3

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g
/** Control characters that nobody writes: windows-1252 characters that were decoded as Latin-1. */
const C1 = /[\u0080\u0082-\u008c\u008e\u0091-\u009c\u009e\u009f]/g
const CONTROL_REFERENCE = /&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi
const SURROGATES = /&#(?:x0*d[89ab][\da-f]{2}|0*5[5-6]\d{3});&#(?:x0*d[c-f][\da-f]{2}|0*5[6-7]\d{3});/gi
const SPACES = /[\s\u200b\ufeff]+/g
/** All of the above except the space, and lone surrogates. */
const UNTIDY =
  /[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]/
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|hellip|[mn]dash|middot|#\d{1,7}|#x[\da-f]{1,6});/i

/** Closing tags and others that only occur in markup. */
const ESCAPED_TAG = /<\/(?:p|a|b|i|em|strong|div|span|li|ul|ol|font|h[1-6])>|<br ?\/?>|<img /i

/**
 * The plain text of a piece of HTML: tags removed and their text kept, entities decoded, white space collapsed.
 * Doubly escaped text ("&amp;amp;") is recognised: no news text means to show an entity. Linear in the text's length.
 */
export function plainText(html: string): string {
  const stripped = stripTags(html)
  return tidyText(unescapeTwice(decodeEntities(stripped), stripped === html))
}

/** A text that is not HTML: unchanged except for entities in it by mistake. */
export function tidyPlain(text: string): string {
  let plain = text
  for (let layer = 0; layer < MOST_LAYERS && hasEntity(plain); layer += 1) plain = decodeEntities(plain)
  return tidyText(plain)
}

/** Collapses white space and removes control characters and lone surrogates. */
export function tidyText(text: string): string {
  // Most texts are tidy except for a space that a tag left at an end.
  const plain = text.trim()
  if (!plain.includes('  ') && !UNTIDY.test(plain)) return plain
  return plain
    .replace(C1, character => decodeHTMLStrict(`&#${character.charCodeAt(0)};`))
    .replace(CONTROL, ' ')
    .replace(SPACES, ' ')
    .trim()
    .toWellFormed()
}

/** Whether a text contains an entity. */
function hasEntity(text: string): boolean {
  return text.includes('&') && ENTITY.test(text)
}

/** Decodes HTML entities once; unknown ones stay. Numbers 128-159 mean windows-1252, as browsers read them. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  const whole = text.includes('&#') ? text.replace(SURROGATES, joined) : text
  return decodeHTMLStrict(whole.replace(CONTROL_REFERENCE, ''))
}

/** Joins a character written as two surrogate references: XML forbids that, but programs write it. */
function joined(pair: string): string {
  const halves = [...pair.matchAll(/&#(x?)([\da-f]+);/gi)].map(([, hex = '', digits = '']) =>
    Number.parseInt(digits, hex === '' ? 10 : 16),
  )
  const text = String.fromCharCode(...halves)
  return text.length === 2 && text.isWellFormed() ? text : pair
}

/** Removes tags, comments and hidden elements; a tag that separates words leaves a space. Entities stay. */
export function stripTags(html: string): string {
  let open = html.indexOf('<')
  if (open < 0) return html
  let out = ''
  let at = 0
  const ends = new Map<string, number>()
  /** The offset of the next mark; each mark's last offset is remembered, so that no stretch is searched twice. */
  const find = (mark: string, from: number): number => {
    const known = ends.get(mark)
    if (known !== undefined && (known < 0 || known >= from)) return known
    const found = html.indexOf(mark, from)
    ends.set(mark, found)
    return found
  }
  while (open >= 0) {
    const comment = html.startsWith('<!--', open) ? find('-->', open + 4) : -1
    if (html.startsWith('<![CDATA[', open)) {
      // A nested or escaped CDATA section: its contents are text.
      const end = find(']]>', open + 9)
      out += html.slice(at, open) + html.slice(open + 9, end < 0 ? open + 9 : end)
      at = end < 0 ? open + 9 : end + 3
    } else if (comment >= 0) {
      out += html.slice(at, open)
      at = comment + 3
    } else {
      const end = tagEnd(html, open)
      if (end > 0) {
        const name = nameAt(html, open)
        out += html.slice(at, open)
        if (!INLINE.has(name)) out += ' '
        at = end
        if (HIDDEN.has(name) && html.charCodeAt(open + 1) !== 47) {
          const close = find(`</${name}`, end)
          if (close >= 0) at = close
        }
      }
    }
    open = html.indexOf('<', Math.max(at, open + 1))
  }
  return out + html.slice(at)
}

function unescapeTwice(text: string, bare: boolean): string {
  let plain = bare ? withoutEscapedTags(text) : text
  for (let layer = 0; layer < MOST_LAYERS && hasEntity(plain); layer += 1) {
    const decoded = decodeEntities(plain)
    plain = bare ? withoutEscapedTags(decoded) : decoded
  }
  return plain
}

/** Removes tags that appear only after decoding, if the text has none of its own; if it has some, escaped ones are meant literally. */
function withoutEscapedTags(text: string): string {
  return text.includes('<') && ESCAPED_TAG.test(text) ? stripTags(text) : text
}

/** The offset after a tag that begins here, or -1: "a < b", "<3", "<속보>" are text. */
function tagEnd(html: string, open: number): number {
  let first = html.charCodeAt(open + 1)
  const declaration = first === 33 || first === 63
  if (first === 47) first = html.charCodeAt(open + 2)
  if (!declaration && !((first >= 97 && first <= 122) || (first >= 65 && first <= 90))) return -1
  const last = Math.min(html.length, open + LONGEST_TAG)
  let quote = 0
  let unquoted = -1
  for (let at = open + 1; at < last; at += 1) {
    const unit = html.charCodeAt(at)
    if (quote !== 0) {
      if (unit === quote) quote = 0
      // A quotation mark that is never closed: the tag ends where it would without it.
      else if (unit === 62 && unquoted < 0) unquoted = at + 1
      else if (unit === 60) return unquoted
    } else if (unit === 62) return at + 1
    else if (unit === 60) return -1
    else if ((unit === 34 || unit === 39) && html.charCodeAt(at - 1) === 61) quote = unit
  }
  return unquoted
}

function nameAt(html: string, open: number): string {
  return /^<\/?([a-z][a-z0-9]{0,20})/i.exec(html.slice(open, open + 24))?.[1]?.toLowerCase() ?? ''
}
