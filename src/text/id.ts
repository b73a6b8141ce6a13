import { hash } from 'node:crypto'

const BASE32 = 'abcdefghijkmnpqrstuvwxyz23456789'
/** Two characters for 10 bits, the lower bits first. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => `${BASE32[bits & 31]}${BASE32[bits >>> 5]}`)

/**
 * An id derived from content, so that repeated work gives the same id and does no harm.
 * @param parts the content, in order; borders between parts count, so ('ab','c') and ('a','bc') differ
 * @param length characters, at most 32; each carries 5 bits of a SHA-256, so 16 characters hold 80 bits
 */
export function idOf(parts: readonly string[], length = 16): string {
  // A string digest takes less than half the time, since no buffer is created.
  const digest = hash('sha256', JSON.stringify(parts), 'binary')
  let id = ''
  for (let at = 0; at < length && at < digest.length; at += 1) id += BASE32[digest.charCodeAt(at) & 31]
  return id
}

/**
 * A short hash (FNV-1a) of a text that is compared with few others: far faster than `idOf`, but not unique.
 * @param length characters, at most 6; each carries 5 bits
 */
export function shortHash(text: string, length: number): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash ^= hash >>> 12
  const short = `${PAIRS[hash & 1023]}${PAIRS[(hash >>> 10) & 1023]}${PAIRS[(hash >>> 20) & 1023]}`
  return length === 6 ? short : short.slice(0, length)
}
