import { hash } from 'node:crypto'
import { cutJson } from './json.ts'
import type { Places } from './places.ts'
import { cutXml } from './xml.ts'

/** A document cut at its entries. */
export interface Cut extends Places {
  /** A name for the bytes of all entries together. */
  readonly all: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Bytes. Larger bodies are read whole in a worker: cutting runs on the main thread, which must not block, and takes about 5 ms per MB. */
const MOST_BYTES = 1_000_000
/** A document with more entries is read whole each time. */
export const MOST_PIECES = 500
/** In characters of 6 bits: with 72 bits a new entry is never mistaken for one of 500 that were read. */
export const NAME_LENGTH = 12

/**
 * Cuts a document at its entries, in one pass. Only a document that needs no repair is cut; any other is read whole.
 * @param bytes valid UTF-8
 * @returns null if an entry read alone within the document's frame might differ from the same entry read in the whole document
 */
export function cutFeed(bytes: Uint8Array<ArrayBuffer>): Cut | null {
  if (bytes.length > MOST_BYTES) return null
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // One character per byte keeps the offsets those of the bytes; all that is searched for is ASCII.
  const text = buffer.toString('latin1')
  // ISO-2022-JP uses escapes: its texts are valid UTF-8 but mean something else.
  if (text.includes('\u001b') || text.includes('\u0000')) return null
  const start = text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0
  const places = /^\s*\{/.test(text.slice(start, start + 100)) ? cutJson(text, start) : cutXml(text, start)
  if (places === null || places.pieces.length === 0 || places.pieces.length > MOST_PIECES) return null
  const all = nameOf(buffer, places.pieces[0]?.from ?? 0, places.pieces.at(-1)?.to ?? 0)
  return { ...places, all, bytes }
}

/** A hash of each entry's bytes, in the document's order. */
export function namesOfPieces({ bytes, pieces }: Cut): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return pieces.map(({ from, to }) => nameOf(buffer, from, to))
}

function nameOf(buffer: Buffer, from: number, to: number): string {
  return hash('sha1', buffer.subarray(from, to), 'base64url').slice(0, NAME_LENGTH)
}

/** The document reduced to the given entries, in their order. */
export function documentOf(cut: Cut, kept: ReadonlySet<number>): Uint8Array<ArrayBuffer> {
  const { bytes, pieces, between } = cut
  const parts: Uint8Array[] = []
  const gap = Buffer.from(between, 'latin1')
  let at = 0
  let put = 0
  for (const [index, { from, to }] of pieces.entries()) {
    // Text between two entries stays, since it may be one of the feed's own fields; in JSON it is only the comma.
    if (between === '' || index === 0) parts.push(bytes.subarray(at, from))
    if (kept.has(index)) {
      if (put > 0) parts.push(gap)
      parts.push(bytes.subarray(from, to))
      put += 1
    }
    at = to
  }
  parts.push(bytes.subarray(at))
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const whole = new Uint8Array(size)
  let end = 0
  for (const part of parts) {
    whole.set(part, end)
    end += part.length
  }
  return whole
}
