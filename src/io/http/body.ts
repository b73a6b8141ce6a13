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

/** More layers than this are an attack, not a server. */
const MOST_LAYERS = 2

/**
 * Undoes Content-Encoding. Never makes more than `most` bytes: a gzip bomb ends there.
 * @param encoding the header as sent; null: none
 */
export async function decompress(bytes: Uint8Array, encoding: string | null, most: number): Promise<Decompressed> {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map(layer => layer.trim())
    .filter(layer => layer !== '' && layer !== 'identity')
  if (layers.length > MOST_LAYERS) return { kind: 'encoding', what: `is encoded ${layers.length} times over` }
  let plain = bytes
  for (const layer of layers.reverse()) {
    const decoder = decoderOf(layer, plain)
    if (decoder === undefined) return { kind: 'encoding', what: `is encoded as ${layer}, which was not asked for` }
    // Some servers announce gzip and send plain text.
    if (decoder === null) continue
    try {
      plain = await decoder(plain, { maxOutputLength: most })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      if (code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-large' }
      return { kind: 'encoding', what: `is not valid ${layer}` }
    }
  }
  return plain.length > most ? { kind: 'too-large' } : { kind: 'bytes', bytes: plain }
}

type Limit = { readonly maxOutputLength: number }
type Decoder = (bytes: Uint8Array, limit: Limit) => Uint8Array | Promise<Uint8Array>

function decoder(atOnce: (bytes: Uint8Array, limit: Limit) => Uint8Array, aside: Decoder): Decoder {
  return (bytes, limit) => (bytes.length <= AT_ONCE ? atOnce : aside)(bytes, limit)
}

/** @returns null where the bytes are plainly not what the layer says; undefined for a layer we do not know */
function decoderOf(layer: string, bytes: Uint8Array): Decoder | null | undefined {
  const [first = 0, second = 0] = bytes
  if (layer === 'gzip' || layer === 'x-gzip') return first === 0x1f && second === 0x8b ? decoders.gzip : null
  if (layer === 'br') return decoders.br
  if (layer !== 'deflate') return undefined
  // "deflate" means zlib's form, but many servers send the raw one (RFC 9110, 8.4.1.2).
  const zlib = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
  return zlib ? decoders.deflate : decoders.raw
}
