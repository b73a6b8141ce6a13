import { OPPOSITE_FEATURES } from './event-words.ts'
import { fading, lengthOf, likeness, likenessToSum, type Query, query } from './similarity.ts'
import type { Entry, Reading, StoryIndex } from './story-index.ts'
import type { Tuning } from './tuning.ts'

/** A story and how alike an item is to it. */
export interface Ranked {
  readonly entry: Entry
  readonly score: number
  /** The story has no report in the item's language: compared by terms and numbers. */
  readonly across: boolean
  /** Event classes of the story and of the item that undo each other; null: none. */
  readonly opposite: readonly [string, string] | null
}

/** Reports of a story that are compared one by one: its newest. */
const COMPARED_REPORTS = 60

/** Share of a story's reports that must tell an event for it to be the story's. */
const STORY_EVENT = 0.5

/** Open stories by how alike an item is to them, best first; ties by id. */
export function rank(reading: Reading, index: StoryIndex, tuning: Tuning): readonly Ranked[] {
  const idf = (id: number) => index.frequencies.idf(id)
  const words = query(reading.words, idf)
  const terms = query(reading.terms, idf)
  return index
    .candidates(reading)
    .map(entry => ranked(entry, reading, words, terms, idf, tuning))
    .sort((a, b) => b.score - a.score || (a.entry.story.id < b.entry.story.id ? -1 : 1))
}

function ranked(
  entry: Entry,
  reading: Reading,
  words: Query,
  terms: Query,
  idf: (id: number) => number,
  tuning: Tuning,
): Ranked {
  const across = !entry.languages.has(reading.fingerprint.language)
  const lastAt = entry.reports.reduce((last, report) => Math.max(last, report.at), 0)
  const asked = across ? terms : words
  const nearest = nearestReports(entry, reading, asked, across, idf, tuning)
  const sum = across ? entry.terms : entry.words
  const length = lengthOf(sum, idf)
  if (!across) entry.length = length
  const whole = likenessToSum(asked, sum, length) * fading(reading.at - lastAt, tuning.halfLifeDays)
  const opposite = oppositeOf(entry, reading)
  return { entry, score: tuning.reportShare * nearest + (1 - tuning.reportShare) * whole, across, opposite }
}

function nearestReports(
  entry: Entry,
  reading: Reading,
  asked: Query,
  across: boolean,
  idf: (id: number) => number,
  tuning: Tuning,
): number {
  const likes = entry.reports
    .slice(-COMPARED_REPORTS)
    .map(
      report =>
        likeness(asked, across ? report.terms : report.words, idf) *
        fading(reading.at - report.at, tuning.halfLifeDays),
    )
    .sort((a, b) => b - a)
    .slice(0, tuning.nearestReports)
  return likes.reduce((sum, like) => sum + like, 0) / Math.max(1, likes.length)
}

/** Whether the item's headline says that what the story tells is undone. */
function oppositeOf(entry: Entry, reading: Reading): readonly [string, string] | null {
  const { events } = reading.fingerprint
  const told = entry.reports.length * STORY_EVENT
  for (const [theirs, ours] of OPPOSITE_FEATURES) {
    if (!events.has(ours) || events.has(theirs)) continue
    if ((entry.events.get(theirs) ?? 0) >= told && (entry.events.get(ours) ?? 0) < told / 2) return [theirs, ours]
  }
  return null
}
