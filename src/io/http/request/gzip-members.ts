import { inflateRawSync } from 'node:zlib'

const HEADER = 10
const TRAILER = 8
/** Flags of a member's header (RFC 1952, 2.3.1). */
const FLAG = { checksum: 2, extra: 4, name: 8, comment: 16 } as const

/**
 * Unpacks gzip with bytes after its last member, which are ignored, as browsers and curl do.
 * @param most bytes after decompression
 * @returns null if not even the first member is whole
 * @throws RangeError with the code ERR_BUFFER_TOO_LARGE if there would be more
 */
export function gunzipMembers(bytes: Uint8Array, most: number): Uint8Array | null {
  const parts: Uint8Array[] = []
  let made = 0
  let at = 0
  while (isGzip(bytes.subarray(at))) {
    const member = inflateMember(bytes.subarray(at), most - made)
    if (member === null) break
    parts.push(member.bytes)
    made += member.bytes.length
    at += member.length
    if (made >= most) break
  }
  return parts.length === 0 ? null : Buffer.concat(parts)
}

/** Whether bytes begin with gzip's magic number and the method deflate (RFC 1952, 2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
}

function inflateMember(
  bytes: Uint8Array,
  most: number,
): { readonly bytes: Uint8Array; readonly length: number } | null {
  const start = headerEnd(bytes)
  try {
    const inflated: unknown = inflateRawSync(bytes.subarray(start), { maxOutputLength: Math.max(1, most), info: true })
    const { buffer, engine } = inflated as { buffer: Uint8Array; engine: { bytesWritten: number } }
    return { bytes: buffer, length: start + engine.bytesWritten + TRAILER }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw error
    return null
  }
}

function headerEnd(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0
  let at = HEADER
  if ((flags & FLAG.extra) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  for (const text of [FLAG.name, FLAG.comment]) {
    if ((flags & text) === 0) continue
    const end = bytes.indexOf(0, at)
    at = end < 0 ? bytes.length : end + 1
  }
  return (flags & FLAG.checksum) === 0 ? at : at + 2
}
