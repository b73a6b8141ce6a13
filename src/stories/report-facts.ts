import { peopleOf } from '../events/reading/parties.ts'
import { cleanTitle, type ScanTerms } from './alike/fingerprint.ts'
import { tokens } from './alike/tokens.ts'
import type { StoryItem } from './story.ts'
import type { Wording } from './wording.ts'

/** The facts in a headline or a summary. */
interface Facts {
  readonly people: ReadonlySet<string>
  readonly places: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** Every event class, and the words in quotation marks. */
  readonly events: ReadonlySet<string>
  readonly quoted: ReadonlySet<string>
}

const SUMMARY_HEAD = 400

/** Facts of a report's headline and of its summary. */
export interface ReportFacts {
  readonly title: Facts
  readonly summary: Facts
}

/** @param scan finds the configured terms, so that people are recognised in every spelling */
export function factsOf({ title, summary, language }: StoryItem, scan: ScanTerms, wording: Wording): ReportFacts {
  return { title: read(cleanTitle(title), language, scan, wording), summary: read(summary, language, scan, wording) }
}

/** How many of a story's first, and of its newest, reports are compared. */
const FIRST_REPORTS = 12
const NEWEST_REPORTS = 12

/** Whether a report's headline has a person, place, number, event or quoted word that its story's reports lack. */
export function tellsMore(
  item: StoryItem,
  told: readonly StoryItem[],
  facts: (item: StoryItem) => ReportFacts,
): boolean {
  const known = lookedThrough(told)
    .map(facts)
    .flatMap(report => [report.title, report.summary])
  const { title } = facts(item)
  return (['people', 'places', 'numbers', 'events', 'quoted'] as const).some(kind =>
    [...title[kind]].some(fact => !known.some(one => one[kind].has(fact))),
  )
}

function lookedThrough(told: readonly StoryItem[]): readonly StoryItem[] {
  return [...new Set([...told.slice(0, FIRST_REPORTS), ...told.slice(-NEWEST_REPORTS)])]
}

function read(text: string, language: string, scan: ScanTerms, wording: Wording): Facts {
  const head = text.slice(0, SUMMARY_HEAD)
  const main = tokens(head, wording.classes).filter(token => !token.background)
  const shared = [...wording.sharedFeatures(head)]
  const events = [...main.map(token => token.feature), ...shared]
  return {
    people: new Set(peopleOf(scan(head, language || undefined))),
    places: new Set(shared.filter(feature => feature.startsWith('@place-'))),
    events: new Set(events.filter(feature => feature.startsWith('='))),
    quoted: new Set(main.filter(token => token.quoted).map(token => token.feature)),
    numbers: new Set(main.map(token => token.feature).filter(isTellingNumber)),
  }
}

/** Whether a number says how much: years and days of the month say when. */
function isTellingNumber(feature: string): boolean {
  if (!/^#\d/.test(feature)) return false
  const value = Number.parseFloat(feature.slice(1))
  return value > 31 && !(value >= 1900 && value < 2100)
}
