import { peopleOf } from '../events/parties.ts'
import { cleanTitle, type ScanTerms } from './fingerprint.ts'
import { sharedFeatures } from './shared-features.ts'
import type { StoryItem } from './story.ts'
import { tokens } from './tokens.ts'

/** What a headline or a summary tells that another may not. */
interface Facts {
  readonly decisions: ReadonlySet<string>
  readonly people: ReadonlySet<string>
  readonly places: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** Every event class, and the words in quotation marks. */
  readonly events: ReadonlySet<string>
  readonly quoted: ReadonlySet<string>
}

/** Event classes that change where things stand; what is merely said or asked does not. */
const DECISIONS = new Set(
  (
    '=cancel =revive =agree =refuse =sign =breakdown =resign =dismiss =arrest =release =impose =lift =delay =launch =kill =invite ' +
    '=withdraw =repatriate =expel =demolish =sanction =arrive'
  ).split(' '),
)

/** A text of what may be done, or is threatened, tells no decision. */
const OPEN_QUESTION =
  /\b(?:threat(?:en(?:s|ed|ing)?)?|could|may|might|would|should|if|whether)\b|\?|수도 있|가능성|검토|かもしれ|可能性|検討|可能/iu

/** What a new fact weighs in the headline; in the summary half. Below LEAST it is a repeat in other words. */
const WEIGHT = { decisions: 2, people: 2, places: 1, numbers: 1 } as const
const LEAST = 3

/** In a story's first time its reports fill each other out: more is needed. */
const FIRST_MS = 2 * 3_600_000
const LEAST_AT_FIRST = 4

const SUMMARY_HEAD = 400

/** Facts of a report's headline and of its summary. */
export interface ReportFacts {
  readonly title: Facts
  readonly summary: Facts
}

/** @param scan the configured terms, by which people are known in every spelling */
export function factsOf({ title, summary, language }: StoryItem, scan: ScanTerms): ReportFacts {
  return { title: read(cleanTitle(title), language, scan), summary: read(summary, language, scan) }
}

/** Earlier reports that are looked through: a story's first and newest. */
const FIRST_REPORTS = 12
const NEWEST_REPORTS = 12

/**
 * Why a report is news beyond what its story has told – new people, number, place or decision – in a phrase for a person; null where it
 * is a repeat. Sober: one new detail is not enough.
 * @param told the earlier reports of its story, and of others that tell nearly the same
 * @param facts of a report, as factsOf reads them; asked once for each report that is looked at
 */
export function development(
  item: StoryItem,
  told: readonly (readonly StoryItem[])[],
  facts: (item: StoryItem) => ReportFacts,
): string | null {
  const first = told[0]?.[0]
  if (first === undefined) return null
  const known = told
    .flatMap(lookedThrough)
    .map(facts)
    .flatMap(report => [report.title, report.summary])
  const { title, summary } = facts(item)
  let weight = 0
  const found: string[] = []
  for (const kind of ['decisions', 'people', 'places', 'numbers'] as const) {
    const isNew = (fact: string) => !known.some(one => one[kind].has(fact))
    const inTitle = [...title[kind]].filter(isNew)
    const inSummary =
      kind === 'decisions' ? [] : [...summary[kind]].filter(fact => isNew(fact) && !title[kind].has(fact))
    if (inTitle.length + inSummary.length === 0) continue
    weight += inTitle.length > 0 ? WEIGHT[kind] : WEIGHT[kind] / 2
    found.push(`new ${kind}: ${[...inTitle, ...inSummary].slice(0, 3).map(nameOf).join(', ')}`)
  }
  const least = item.at - first.at < FIRST_MS ? LEAST_AT_FIRST : LEAST
  return weight >= least ? found.join('; ') : null
}

/** Whether a report's headline tells a person, place, number, event or quoted word that its story's reports do not. */
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

function read(text: string, language: string, scan: ScanTerms): Facts {
  const head = text.slice(0, SUMMARY_HEAD)
  const main = tokens(head).filter(token => !token.background)
  const shared = [...sharedFeatures(head)]
  const events = [...main.map(token => token.feature), ...shared]
  return {
    decisions: new Set(OPEN_QUESTION.test(head) ? [] : events.filter(feature => DECISIONS.has(feature))),
    people: new Set(peopleOf(scan(head, language || undefined))),
    places: new Set(shared.filter(feature => feature.startsWith('@place-'))),
    events: new Set(events.filter(feature => feature.startsWith('='))),
    quoted: new Set(main.filter(token => token.quoted).map(token => token.feature)),
    numbers: new Set(main.map(token => token.feature).filter(isTellingNumber)),
  }
}

/** Years and days of the month say when, not how much. */
function isTellingNumber(feature: string): boolean {
  if (!/^#\d/.test(feature)) return false
  const value = Number.parseFloat(feature.slice(1))
  return value > 31 && !(value >= 1900 && value < 2100)
}

function nameOf(fact: string): string {
  return fact.replace(/^(?:[=#]|@place-)/, '')
}
