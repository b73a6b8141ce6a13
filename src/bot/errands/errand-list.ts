import type { Calendar } from './calendar.ts'
import type { Errand } from './errands.ts'
import type { Publishing } from './publishing.ts'
import { closeQuietThreads, type QuietThreadsParts } from './quiet-threads.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export interface ErrandParts extends QuietThreadsParts {
  readonly publishing: Publishing
  readonly calendar: Calendar
}

/** All errands of a bot. */
export function errandsOf(parts: ErrandParts): readonly Errand[] {
  return [
    { name: 'publish announcements', everyMs: 0, run: signal => parts.publishing.run(signal) },
    { name: 'keep calendars', everyMs: 2 * MINUTE, run: signal => parts.calendar.run(signal) },
    { name: 'close quiet threads', everyMs: HOUR, run: signal => closeQuietThreads(parts, signal) },
  ]
}
