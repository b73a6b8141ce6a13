import { type Related, type RelationRules, relate, type TimedReading } from '../../events/compare/relation.ts'
import { fading, lengthOf, lengthOfVector, type Query } from './similarity.ts'
import type { Entry, Reading, StoryIndex } from './story-index.ts'
import type { Tuning } from './tuning.ts'

/** A story and an item's similarity to it. */
export interface Ranked {
  readonly entry: Entry
  readonly score: number
  /** The story has no report in the item's language: compared by terms and numbers. */
  readonly across: boolean
  /** How the item's event relates to the story's. */
  readonly related: Related
  /** The item's headline names one of the story's places, but other people than the story. */
  readonly otherPeople: boolean
  /** Number of people and places that the item's headline shares with one of the story's. */
  readonly sharedNames: number
  /** The item's headline has an event class that most of the story's headlines have. */
  readonly sameEvent: boolean
}

/** How many reports of a story are compared one by one: the newest. */
const COMPARED_REPORTS = 60

/** Share of a story's reports that must have an event class for it to be the story's. */
const STORY_EVENT = 0.5

/** Event classes of which different people have their own at once: arriving, travelling, meeting. */
const COMMON_EVENTS = new Set(
  '=cancel =revive =agree =refuse =sign =breakdown =demolish =launch =kill =release =impose =lift =delay'.split(' '),
)

/** The item, prepared for comparison with every candidate. */
interface Comparison {
  readonly reading: Reading
  readonly index: StoryIndex
  readonly tuning: Tuning
  readonly idf: (id: number) => number
  readonly rules: RelationRules
}

/** Open stories by an item's similarity, best first; ties by id. */
export function rank(reading: Reading, index: StoryIndex, tuning: Tuning, rules: RelationRules): readonly Ranked[] {
  const idf = (id: number) => index.frequencies.idf(id)
  index.askedWords.ask(reading.words, idf)
  index.askedTerms.ask(reading.terms, idf)
  const comparison: Comparison = { reading, index, tuning, idf, rules }
  return index
    .candidates(reading)
    .map(entry => compare(entry, comparison))
    .sort((a, b) => b.score - a.score || (a.entry.story.id < b.entry.story.id ? -1 : 1))
}

function compare(entry: Entry, comparison: Comparison): Ranked {
  const { reading, index, tuning, idf } = comparison
  const across = !entry.languages.has(reading.fingerprint.language)
  const asked = across ? index.askedTerms : index.askedWords
  const length = index.measure(entry)
  const likenessAsAWhole = across
    ? asked.likenessToSum(entry.terms, lengthOf(entry.terms, idf))
    : asked.likenessToSum(entry.words, length)
  const whole = likenessAsAWhole * fading(reading.at - entry.story.lastAt, tuning.halfLifeDays)
  const nearest = nearestReports(entry, asked, across, comparison)
  const told = toldEvents(entry)
  const shared = told.filter(event => reading.fingerprint.events.has(event))
  const sameEvent = shared.length > 0
  const otherEvent = !sameEvent && told.length > 0 && reading.fingerprint.events.size > 0
  const alike = tuning.reportShare * nearest + (1 - tuning.reportShare) * whole
  const score = alike * (otherEvent ? 1 - tuning.otherEvent : 1)
  const related = relate({ reading: reading.event, at: reading.at }, readingsOf(entry), comparison.rules)
  return { entry, score, across, related, sameEvent, ...namesOf(entry, reading, shared) }
}

/** Compares people and places: the same place with other people is another event. @param shared event classes of both */
function namesOf(
  { reports }: Entry,
  { fingerprint: { people, places } }: Reading,
  shared: readonly string[],
): Pick<Ranked, 'otherPeople' | 'sharedNames'> {
  if (people.size + places.size === 0) return { otherPeople: false, sharedNames: 0 }
  const prints = reports.slice(-COMPARED_REPORTS).map(report => report.reading.fingerprint)
  const samePeople = [...people].filter(one => prints.some(print => print.people.has(one)))
  const samePlaces = [...places].filter(one => prints.some(print => print.places.has(one)))
  const otherPeople =
    samePlaces.length > 0 &&
    people.size > 0 &&
    !shared.some(event => COMMON_EVENTS.has(event)) &&
    prints.some(print => print.people.size > 0) &&
    ![...people].some(one => prints.some(print => print.allPeople.has(one)))
  return { otherPeople, sharedNames: samePeople.length + samePlaces.length }
}

/** Event classes of most of a story's headlines. */
function toldEvents(entry: Entry): readonly string[] {
  return [...entry.events]
    .filter(([, reports]) => reports >= entry.reports.length * STORY_EVENT)
    .map(([event]) => event)
}

/** An item's similarity to the story's nearest reports. */
function nearestReports(entry: Entry, asked: Query, across: boolean, comparison: Comparison): number {
  const { reading, index, tuning, idf } = comparison
  const likes = entry.reports
    .slice(-COMPARED_REPORTS)
    .map(report => {
      const { words, terms, at } = report.reading
      const like = across
        ? asked.likeness(terms, lengthOfVector(terms, idf))
        : asked.likeness(words, index.measureReport(report))
      return like * fading(reading.at - at, tuning.halfLifeDays)
    })
    .sort((a, b) => b - a)
    .slice(0, tuning.nearestReports)
  return likes.reduce((sum, like) => sum + like, 0) / Math.max(1, likes.length)
}

/** How many of a story's first, and of its newest, reports have their events compared. */
const READ_FIRST = 12
const READ_NEWEST = 12

function readingsOf({ reports }: Entry): readonly TimedReading[] {
  const looked =
    reports.length <= READ_FIRST + READ_NEWEST
      ? reports
      : [...reports.slice(0, READ_FIRST), ...reports.slice(-READ_NEWEST)]
  return looked.map(({ reading }) => ({ reading: reading.event, at: reading.at }))
}
