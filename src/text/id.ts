import { hash } from 'node:crypto'

const BASE32 = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * A short name derived from content, so that repeated work makes the same name and does no harm.
 * @param parts what the id stands for, in order; a part's borders count, so ('ab','c') and ('a','bc') differ
 * @param length characters, at most 32; each carries 5 bits of a SHA-256, so 16 characters hold 80 bits
 */
export function idOf(parts: readonly string[], length = 16): string {
  const digest = hash('sha256', JSON.stringify(parts), 'buffer')
  let id = ''
  for (const byte of digest) {
    if (id.length === length) break
    id += BASE32[byte & 31]
  }
  return id
}
