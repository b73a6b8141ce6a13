import iconv from 'iconv-lite'
import { guessEncoding } from './guess-encoding.ts'

export interface Decoded {
  readonly text: string
  /** The encoding's name as iconv-lite or the Encoding standard has it. */
  readonly encoding: string
  /** How many characters could not be read. */
  readonly faults: number
}

/** Bytes that hold the XML prolog and the feed's own language. */
const HEAD = 4096

/** The encoding that publishers really use under a label (Encoding standard: euc-kr is CP949), by iconv-lite's name for it. */
const WRITTEN: Readonly<Record<string, string>> = {
  'euc-kr': 'cp949',
  uhc: 'cp949',
  ms949: 'cp949',
  'x-windows-949': 'cp949',
  cp936: 'gb18030',
  gbk: 'gb18030',
  big5: 'big5-hkscs',
  'cn-big5': 'big5-hkscs',
  'x-x-big5': 'big5-hkscs',
  'windows-31j': 'shift_jis',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'iso-8859-8': 'windows-1255',
  'iso-8859-8-i': 'windows-1255',
  'x-mac-cyrillic': 'maccyrillic',
}

/**
 * Decodes a feed's bytes: byte order mark, then UTF-8 where the bytes are valid UTF-8, then the label that reads them without
 * fault: the HTTP charset, the XML prolog, a guess between the encodings of the outlet's language.
 * @param contentType the HTTP header, or null
 * @param language BCP 47 primary language of the outlet; '' if unknown
 */
export function decode(bytes: Uint8Array, contentType: string | null, language: string): Decoded {
  const marked = byMark(bytes) ?? byZeros(bytes)
  if (marked !== null) return marked
  // ISO-2022-JP is made of ASCII bytes and so is valid UTF-8; what gives it away is the escape to its kanji.
  if (bytes.indexOf(0x1b) >= 0 && /\x1b\$[@B]/.test(Buffer.from(bytes).toString('latin1'))) return iso2022jp(bytes)
  const utf8 = decodeUtf8(bytes)
  if (utf8.faults === 0) return utf8
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')
  const labels = [
    labelOf(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1]),
    labelOf(/<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]+)/i.exec(head)?.[1]),
  ]
  // Latin-1 in the header is a server's default: what the file says of itself goes first.
  if (labels[0] === 'windows-1252') labels.reverse()
  const said = labels.filter(label => label !== null && label !== 'utf-8')
  const found = said.map(label => decodeAs(bytes, label ?? ''))
  const clean = found.find(one => one.faults === 0 && !looksWrong(one, labels))
  if (clean !== undefined) return clean
  // A stray byte in a text that is otherwise UTF-8 costs that byte alone.
  if (isMostlyUtf8(utf8, bytes)) return utf8
  const spoken =
    language === ''
      ? (/<language>\s*([a-z]{2})|xml:lang\s*=\s*["']([a-z]{2})/i.exec(head)?.slice(1).find(Boolean) ?? '')
      : language
  found.push(decodeAs(bytes, guessEncoding(bytes, spoken.toLowerCase())))
  return found.reduce((best, one) => (one.faults < best.faults ? one : best))
}

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeUtf8(bytes.subarray(3))
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeAs(bytes.subarray(4), 'utf-32le')
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeAs(bytes.subarray(4), 'utf-32be')
  if (a === 0xff && b === 0xfe) return decodeAs(bytes.subarray(2), 'utf-16le')
  if (a === 0xfe && b === 0xff) return decodeAs(bytes.subarray(2), 'utf-16be')
  return null
}

/** UTF-16 and UTF-32 without a byte order mark: a feed begins with ASCII, so the zero bytes reveal the encoding. */
function byZeros(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes
  if (a !== 0 && b === 0 && c === 0 && d === 0) return decodeAs(bytes, 'utf-32le')
  if (a === 0 && b === 0 && c === 0 && d !== 0) return decodeAs(bytes, 'utf-32be')
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return decodeAs(bytes, 'utf-16le')
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return decodeAs(bytes, 'utf-16be')
  return null
}

const UTF_8 = new TextDecoder('utf-8')

function decodeUtf8(bytes: Uint8Array): Decoded {
  const text = UTF_8.decode(bytes)
  // A file cut off inside its last character is otherwise whole.
  const faults = count(text, '\ufffd') - (text.endsWith('\ufffd') ? 1 : 0)
  // U+FFFD may itself be in the text, correctly encoded.
  const meant = faults > 0 ? countMeant(bytes) : 0
  return { text, encoding: 'utf-8', faults: Math.max(0, faults - meant) }
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  if (encoding.startsWith('iso-2022-jp')) return iso2022jp(bytes)
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding)
  return { text, encoding, faults: count(text, '\ufffd') - (text.endsWith('\ufffd') ? 1 : 0) }
}

/** iconv-lite lacks ISO-2022-JP; Node's decoder has it. */
function iso2022jp(bytes: Uint8Array): Decoded {
  const text = new TextDecoder('iso-2022-jp').decode(bytes)
  return { text, encoding: 'iso-2022-jp', faults: count(text, '\ufffd') }
}

/** The encoding that a label means, in the Encoding standard or iconv-lite. */
function labelOf(label: string | undefined): string | null {
  if (label === undefined) return null
  const lower = label.toLowerCase()
  const name = WRITTEN[lower] ?? standardName(lower)
  // These would have been recognised by their zero bytes or byte order mark: the label is wrong.
  if (/^(?:utf-?(?:16|32)|ucs-?[24]|utf-?7)/.test(name)) return null
  return name.startsWith('iso-2022-jp') || iconv.encodingExists(name) ? name : null
}

function standardName(label: string): string {
  try {
    const name = new TextDecoder(label).encoding
    return WRITTEN[name] ?? name
  } catch {
    return label
  }
}

/** Single-byte encodings read any bytes; if the bytes come in pairs and another label was given, that one is preferred. */
function looksWrong(one: Decoded, labels: readonly (string | null)[]): boolean {
  if (!/^(?:windows-12|iso-?8859|koi8)/.test(one.encoding)) return false
  return labels.some(label => label !== null && /^(?:cp949|gb18030|big5|shift_jis|euc)/.test(label))
}

function isMostlyUtf8(utf8: Decoded, bytes: Uint8Array): boolean {
  let lead = 0
  for (const byte of bytes) if (byte >= 0xc2 && byte <= 0xf4) lead += 1
  return lead > 0 && utf8.faults <= Math.max(1, lead * 0.02)
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1
  return found
}

function countMeant(bytes: Uint8Array): number {
  let found = 0
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) found += 1
  }
  return found
}
