import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEvents } from '../src/config/files/events-file.ts'
import { readPeople } from '../src/config/files/people-file.ts'
import { readStories } from '../src/config/files/stories-file.ts'
import { readTerms } from '../src/config/files/terms-file.ts'
import { eventSense } from '../src/events/sense.ts'
import type { ScanTerms } from '../src/stories/alike/fingerprint.ts'
import { compileWording } from '../src/stories/wording.ts'

const text = (name: string) => readFileSync(join(import.meta.dirname, '../config', name), 'utf8')
const { known } = readPeople('people.yaml', text('people.yaml'))
const { terms } = readTerms('terms.yaml', text('terms.yaml'), known)
const { events } = readEvents('events.yaml', text('events.yaml'), terms)
const { stories } = readStories('stories.yaml', text('stories.yaml'))
if (terms === null || events === null || stories === null)
  throw new Error('the shipped terms.yaml, events.yaml or stories.yaml has problems: run check')

/** The shipped terms, events and words of grouping, compiled. */
export const scan: ScanTerms = (words, language) => terms.scan(words, language)
export const sense = eventSense(events, scan)
export const wording = compileWording(stories)

const WHO = [
  'Trump',
  'White House',
  'Pyongyang',
  'North Korea',
  'Kim Jong Un',
  'US envoy',
  'South Korea',
  'Seoul',
  'Treasury',
  'Kim Yo Jong',
]
const DOES = [
  'cancels',
  'agrees to',
  'rejects offer of',
  'may resume',
  'postpones',
  'calls for',
  'threatens to end',
  'denies planning',
  'imposes',
  'lifts',
  'holds',
  'proposes',
  'frees',
  'detains',
  'fires',
  'says it will hold',
]
const WHAT = [
  'summit',
  'working-level talks',
  'sanctions',
  'military drills',
  'ballistic missile',
  'American tourist',
  'hotline',
  'liaison office',
  'letter',
]
const WHERE = [
  '',
  'in Oslo',
  'in Hanoi',
  'on June 12',
  'after missile test',
  'amid tension',
  'with Kim Jong Un',
  'with South Korea',
]

/** Draws one of many by a number from 0 to 1. */
const one = (of: readonly string[], random: () => number) => of[Math.floor(random() * of.length)] ?? ''

/** A made headline of the subject. */
export function headline(random: () => number): string {
  return [WHO, DOES, WHAT, WHERE]
    .map(of => one(of, random))
    .join(' ')
    .trim()
}
