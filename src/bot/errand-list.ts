import type { Errand } from './errands.ts'
import { closeQuietThreads, type QuietThreadsParts } from './quiet-threads.ts'

const HOUR = 3_600_000

/** All errands of a bot. */
export function errandsOf(parts: QuietThreadsParts): readonly Errand[] {
  return [{ name: 'close quiet threads', everyMs: HOUR, run: signal => closeQuietThreads(parts, signal) }]
}
