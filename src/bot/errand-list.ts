import type { Errand } from './errands.ts'
import type { Publishing } from './publishing.ts'
import { closeQuietThreads, type QuietThreadsParts } from './quiet-threads.ts'

const HOUR = 3_600_000

export interface ErrandParts extends QuietThreadsParts {
  readonly publishing: Publishing
}

/** All errands of a bot. */
export function errandsOf(parts: ErrandParts): readonly Errand[] {
  return [
    { name: 'publish announcements', everyMs: 0, run: signal => parts.publishing.run(signal) },
    { name: 'close quiet threads', everyMs: HOUR, run: signal => closeQuietThreads(parts, signal) },
  ]
}
