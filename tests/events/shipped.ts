import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEvents } from '../../src/config/files/events-file.ts'
import { readPeople } from '../../src/config/files/people-file.ts'
import { readTerms } from '../../src/config/files/terms-file.ts'
import { toldClaims } from '../../src/events/compare/relation.ts'
import type { EventReading } from '../../src/events/event.ts'
import { eventSense } from '../../src/events/sense.ts'
import type { ScanTerms } from '../../src/stories/alike/fingerprint.ts'

const config = join(import.meta.dirname, '../../config')
const { known } = readPeople('people.yaml', readFileSync(join(config, 'people.yaml'), 'utf8'))
const { terms } = readTerms('terms.yaml', readFileSync(join(config, 'terms.yaml'), 'utf8'), known)
const { events } = readEvents('events.yaml', readFileSync(join(config, 'events.yaml'), 'utf8'), terms)
if (terms === null || events === null) throw new Error('the shipped terms.yaml or events.yaml has problems: run check')

/** The shipped config/events.yaml. */
export const file = events
/** The shipped terms. */
export const scan: ScanTerms = (text, language) => terms.scan(text, language)
/** Reading and comparing as shipped. */
export const sense = eventSense(events, scan)

/** A headline read as shipped. */
export function readingOf(title: string, language = 'en', summary = ''): EventReading {
  return sense.read({ title, summary, language })
}

/** A headline's main claim as the tables of these tests have it: "cancelled meeting", "launched (may) missile"; "nothing": no act is told. */
export function leadOf(title: string, language = 'en'): string {
  const lead = toldClaims(readingOf(title, language)).find(claim => !claim.named)
  if (lead === undefined) return 'nothing'
  const mode = lead.mode === 'done' ? '' : ` (${lead.mode})`
  return `${lead.phase}${mode}${lead.object === null ? '' : ` ${lead.object.family}`}`
}
