import { createHash } from 'node:crypto'

const FIRST_MS = 2000
const LONGEST_MS = 15 * 60_000
/** Shortest pause after a 429, in ms. */
const LEAST_MS = 1000

/**
 * Pause before the next try in ms: doubling from 2 s to 15 min, spread by a quarter either way so that deliveries that failed
 * together do not come back together. The spread comes from the id, so that it is the same on every run.
 * @param attempts tries so far, from 1
 */
export function backoff(id: string, attempts: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_MS)
  const byte = createHash('sha256').update(`${id}:${attempts}`).digest().readUInt8()
  return Math.round(full * (0.75 + byte / 510))
}

/** The pause (ms) that Discord asked for, at least a second; without one, our own backoff. */
export function pauseFor(id: string, attempts: number, afterMs: number | null): number {
  return afterMs === null ? backoff(id, attempts) : Math.max(afterMs, LEAST_MS)
}
