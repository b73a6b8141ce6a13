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

/** Up to this many bytes a body is unpacked at once: the way to another thread and back costs more, and 5 MB of bomb take some 10 ms. */
const AT_ONCE = 65_536

const decoders = {
  gzip: decoder(gunzipSync, promisify(gunzip)),
  deflate: decoder(inflateSync, promisify(inflate)),
  raw: decoder(inflateRawSync, promisify(inflateRaw)),
  br: decoder(brotliDecompressSync, promisify(brotliDecompress)),
} as const

/** What `decompress` came to: bytes, or why not. */
export type Decompressed =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'encoding'; readonly what: string }

/** A body that stays packed. */
export interface Unpackable {
  readonly kind: 'packed'
  readonly reason: 'too-large' | 'encoding'
  readonly what: string
}

/** More layers than this are an attack, not a server. */
const MOST_LAYERS = 2
/** Compressions that are not asked for. Every other token names none: utf-8, none, binary, aws-chunked. */
const NOT_ASKED_FOR = new Set(['zstd', 'compress', 'x-compress', 'dcb', 'dcz', 'exi', 'pack200-gzip'])
/** How a text begins that may be a feed or a page: after a byte order mark and white space a tag, or JSON. */
const TEXT = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*[<{[]/

/**
 * Undoes Content-Encoding as it is, not as it is said to be: a token that names no compression is passed over, text that is said to be compressed
 * is text, and gzip that nobody announced is unpacked. Never makes more than `most` bytes a layer: a gzip bomb ends there.
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
 * The bytes of a body, decompressed, with a buffer of their own, which may be handed to another thread.
 * @returns why not, in words for a person
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

/** @returns null where the bytes are plainly not what the layer says: they may be text; undefined for a layer that we do not undo */
function decoderOf(layer: string, bytes: Uint8Array): Decoder | null | undefined {
  if (layer === 'gzip' || layer === 'x-gzip') return isGzip(bytes) ? decoders.gzip : null
  // Gzip under another name is unpacked once all that was announced is undone.
  if (isGzip(bytes)) return null
  const [first = 0, second = 0] = bytes
  if (layer === 'br') return decoders.br
  if (layer !== 'deflate') return undefined
  // "deflate" means zlib's form, but many servers send the raw one (RFC 9110, 8.4.1.2).
  const zlib = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
  return zlib ? decoders.deflate : decoders.raw
}

/** Room for the whole at once: gzip ends with its size, and feeds pack to about a fourth. Pieces would have to be joined. */
function sizeOf(layer: string, bytes: Uint8Array, most: number): number {
  const said = layer.endsWith('gzip')
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUInt32LE(bytes.length - 4) + 1
    : 4 * bytes.length
  return Math.max(1024, Math.min(said, most))
}
