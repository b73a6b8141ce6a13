import { promisify } from 'node:util'
import {
  brotliDecompress,
  brotliDecompressSync,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from 'node:zlib'
import { gunzipMembers, isGzip } from './gzip-members.ts'

/** Bodies up to this many bytes are unpacked synchronously: handing them to another thread costs more, and even a 5 MB bomb takes only some 10 ms. */
const AT_ONCE = 65_536

const decoders = {
  gzip: decoder(gunzipSync, promisify(gunzip)),
  deflate: decoder(inflateSync, promisify(inflate)),
  raw: decoder(inflateRawSync, promisify(inflateRaw)),
  br: decoder(brotliDecompressSync, promisify(brotliDecompress)),
} as const

/** Result of `decompress`: the bytes, or why there are none. */
export type Decompressed =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'encoding'; readonly what: string }

/** A body that could not be unpacked; `what` says why, in words for a person. */
export interface Unpackable {
  readonly kind: 'packed'
  readonly reason: 'too-large' | 'encoding'
  readonly what: string
}

/** More layers than this are an attack, not a server's doing. */
const MOST_LAYERS = 2
/** Compressions that our Accept-Encoding does not name. Any other token is no compression: utf-8, none, binary, aws-chunked. */
const NOT_ASKED_FOR = new Set(['zstd', 'compress', 'x-compress', 'dcb', 'dcz', 'exi', 'pack200-gzip'])
/** Start of a text that may be a feed or a page: a tag or JSON, after an optional byte order mark and white space. */
const TEXT = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*[<{[]/

/**
 * Decodes a body by what it is, not by what Content-Encoding claims: tokens that name no compression are ignored, plain text announced as
 * compressed stays as it is, and unannounced gzip is unpacked. Each layer yields at most `most` bytes, which stops a gzip bomb.
 * @param encoding the header as sent; null: none
 */
async function decompress(bytes: Uint8Array, encoding: string | null, most: number): Promise<Decompressed> {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map(layer => layer.trim())
    .filter(layer => /^(?:x-)?gzip$|^deflate$|^br$/.test(layer) || NOT_ASKED_FOR.has(layer))
  if (layers.length > MOST_LAYERS) return { kind: 'encoding', what: `is encoded ${layers.length} times over` }
  let plain = bytes
  for (const layer of layers.reverse()) {
    const undone = await undo(layer, plain, most)
    if (undone.kind !== 'bytes') return undone
    plain = undone.bytes
  }
  for (let extra = 0; extra < MOST_LAYERS && isGzip(plain); extra += 1) {
    const undone = await undo('gzip', plain, most)
    if (undone.kind !== 'bytes') return undone
    plain = undone.bytes
  }
  return plain.length > most ? { kind: 'too-large' } : { kind: 'bytes', bytes: plain }
}

/**
 * Decompresses a body into a buffer of its own, which may be transferred to another thread.
 * @param encoding the Content-Encoding header as sent; null: none
 * @param most bytes after decompression
 * @returns the bytes, or why there are none
 */
export async function unpack(
  bytes: Uint8Array,
  encoding: string | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | Unpackable> {
  const plain = await decompress(bytes, encoding, most)
  if (plain.kind === 'bytes') return owned(plain.bytes)
  return plain.kind === 'too-large'
    ? { kind: 'packed', reason: 'too-large', what: `is larger than ${most / 1_000_000} MB` }
    : { kind: 'packed', reason: 'encoding', what: plain.what }
}

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes)
}

async function undo(layer: string, bytes: Uint8Array, most: number): Promise<Decompressed> {
  const decoder = decoderOf(layer, bytes)
  if (decoder === null) return { kind: 'bytes', bytes }
  try {
    if (decoder !== undefined)
      return {
        kind: 'bytes',
        bytes: await decoder(bytes, { maxOutputLength: most, chunkSize: sizeOf(layer, bytes, most) }),
      }
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-large' }
    const members = isGzip(bytes) ? membersOf(bytes, most) : null
    if (members !== null) return members
  }
  if (TEXT.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))) return { kind: 'bytes', bytes }
  const what = decoder === undefined ? `is encoded as ${layer}, which was not asked for` : `is not valid ${layer}`
  return { kind: 'encoding', what }
}

function membersOf(bytes: Uint8Array, most: number): Decompressed | null {
  try {
    const members = gunzipMembers(bytes, most)
    return members === null ? null : { kind: 'bytes', bytes: members }
  } catch {
    return { kind: 'too-large' }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : ''
}

type Limit = { readonly maxOutputLength: number; readonly chunkSize: number }
type Decoder = (bytes: Uint8Array, limit: Limit) => Uint8Array | Promise<Uint8Array>

function decoder(atOnce: (bytes: Uint8Array, limit: Limit) => Uint8Array, aside: Decoder): Decoder {
  return (bytes, limit) => (bytes.length <= AT_ONCE ? atOnce : aside)(bytes, limit)
}

/** @returns null: the bytes are plainly not of that encoding, perhaps text; undefined: we do not support the encoding */
function decoderOf(layer: string, bytes: Uint8Array): Decoder | null | undefined {
  if (layer === 'gzip' || layer === 'x-gzip') return isGzip(bytes) ? decoders.gzip : null
  // Gzip under another name is unpacked after the announced layers.
  if (isGzip(bytes)) return null
  const [first = 0, second = 0] = bytes
  if (layer === 'br') return decoders.br
  if (layer !== 'deflate') return undefined
  // "deflate" means the zlib format, but many servers send raw deflate (RFC 9110, 8.4.1.2).
  const zlib = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
  return zlib ? decoders.deflate : decoders.raw
}

/** A chunk size that holds the whole output, so that no pieces need joining: gzip ends with its size, and feeds compress to about a quarter. */
function sizeOf(layer: string, bytes: Uint8Array, most: number): number {
  const said = layer.endsWith('gzip')
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUInt32LE(bytes.length - 4) + 1
    : 4 * bytes.length
  return Math.max(1024, Math.min(said, most))
}
