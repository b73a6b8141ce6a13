import { FUNCTION_WORDS } from '../../language/en/function-words.ts'
import { phrase } from '../../language/known-languages.ts'
import { guessLanguage } from '../../text/fold/language.ts'
import type { Report, Sentence } from '../brief.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { type Candidate, candidatesOf, lengthOf, standfirst } from './candidates.ts'
import { importance, PAIR_WEIGHTS, type ReportWords, WORD_WEIGHTS } from './importance.ts'
import { pairsOf, summaryWords } from './summary-words.ts'

export interface SummaryLimits {
  /** Words; two Chinese or Japanese characters count as one. */
  readonly words: number
  readonly sentences: number
}

export const SUMMARY_LIMITS: SummaryLimits = { words: 90, sentences: 3 }

/** Length in words at which the choice is balanced: about that of editors' summaries. */
const USUAL_WORDS = 60
/** How many sentences the best two or three are chosen from, and how far a report's first ones are preferred. */
const BEST = 14
const FIRST = 0.1
/** Sentences that share more than this part of the shorter one's words say the same. */
const MOST_SHARED = 0.6

/** Central words of the story that a sentence must contain, so that none about the weather gets in. */
const CENTRAL = 2

interface Scored {
  readonly candidate: Candidate
  readonly words: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
  readonly length: number
  readonly first: number
  readonly score: number
}

/**
 * Two or three whole sentences of a story's reports, verbatim, that together cover most of what an editor's summary would contain;
 * one if no more are clear by themselves, none if no report has a whole sentence. What happened comes first, comments on it
 * last. All in one language: the reader's if a report in it has a sentence, else that of most reports.
 * @param gazetteer places that a dateline may name
 * @param language the readers' BCP 47 primary language
 */
export function summarise(
  reports: readonly Report[],
  gazetteer: Gazetteer,
  limits: SummaryLimits = SUMMARY_LIMITS,
  language = 'en',
): readonly Sentence[] {
  for (const read of byLanguage(reports, language)) {
    const chosen = choose(read, gazetteer, limits)
    if (chosen.length > 0) return chosen
  }
  return []
}

function choose(read: readonly Report[], gazetteer: Gazetteer, limits: SummaryLimits): readonly Sentence[] {
  const found = read.map((report, index) => {
    const own = candidatesOf(report, index, gazetteer)
    return own.some(one => one.whole) ? own : [...own, ...standfirst(report, index)]
  })
  const words = read.map((report, index) => ({
    title: summaryWords(report.title),
    sentences: (found[index] ?? []).map(one => one.words),
  }))
  const pairs = words.map(({ title, sentences }) => ({ title: pairsOf(title), sentences: sentences.map(pairsOf) }))
  const value = valueBy(importance(words, WORD_WEIGHTS), importance(pairs, PAIR_WEIGHTS))
  const standing = found.flat().filter(one => one.stands)
  const centre = centreOf(words)
  const central = standing.filter(one => one.words.filter(word => centre.has(word)).length >= CENTRAL)
  const whole = found.flat().filter(one => one.whole)
  const scored = (central.length > 1 ? central : standing.length > 0 ? standing : whole)
    .map(candidate => scoredOf(candidate, value))
    .filter(one => one.length <= limits.words)
    .sort((a, b) => b.score - a.score || a.candidate.report - b.candidate.report)
    .slice(0, BEST)
  const chosen = best(scored, standing.length > 0 ? limits : { ...limits, sentences: 1 }, value)
  return inOrder(chosen.map(({ candidate }) => candidate)).map(({ text, report }) => ({
    text,
    outlet: read[report]?.outlet ?? '',
  }))
}

/** A comment on what happened. */
const SPOKEN = phrase('spoken', 'u')

/** What happened, as reports open with it, first; then the rest; comments last. */
function inOrder(chosen: readonly Candidate[]): readonly Candidate[] {
  const [first, ...rest] = [...chosen].sort((a, b) => a.place - b.place || a.report - b.report)
  if (first === undefined) return []
  const lead = rest.find(one => one.place === first.place && SPOKEN.test(first.text) && !SPOKEN.test(one.text)) ?? first
  const others = [first, ...rest].filter(one => one !== lead)
  return [lead, ...others.filter(one => !SPOKEN.test(one.text)), ...others.filter(one => SPOKEN.test(one.text))]
}

/** The story's central words: those of titles, and those in several reports. */
function centreOf(reports: readonly ReportWords[]): ReadonlySet<string> {
  const centre = new Set(reports.flatMap(report => report.title))
  const seen = new Set<string>()
  for (const { sentences } of reports) {
    const own = new Set(sentences.flat())
    for (const word of own) if (seen.has(word)) centre.add(word)
    for (const word of own) seen.add(word)
  }
  return new Set([...centre].filter(word => !FUNCTION_WORDS.has(word)))
}

type Value = (words: ReadonlySet<string>, pairs: ReadonlySet<string>, length: number) => number

/** The value of a summary: its expected overlap with an editor's, by words and pairs, over the length of both (an expected F1). */
function valueBy(words: ReadonlyMap<string, number>, pairs: ReadonlyMap<string, number>): Value {
  const sum = (set: ReadonlySet<string>, likely: ReadonlyMap<string, number>) => {
    let total = 0
    for (const word of set) total += likely.get(word) ?? 0
    return total
  }
  return (own, ownPairs, length) => (2 * (sum(own, words) + sum(ownPairs, pairs))) / (length + USUAL_WORDS)
}

function scoredOf(candidate: Candidate, value: Value): Scored {
  const words = new Set(candidate.words)
  const pairs = new Set(pairsOf(candidate.words))
  const length = lengthOf(candidate.text, candidate.words)
  const first = candidate.place === 0 ? FIRST : candidate.place <= 2 ? FIRST / 2 : candidate.place <= 5 ? FIRST / 5 : 0
  return { candidate, words, pairs, length, first, score: value(words, pairs, length) + first }
}

/** The best of all sets of two and three sentences; a single one only if no two go together. */
function best(scored: readonly Scored[], limits: SummaryLimits, value: Value): readonly Scored[] {
  let top: readonly Scored[] = scored.slice(0, 1)
  let most = Number.NEGATIVE_INFINITY
  const visit = (chosen: readonly Scored[], next: number, length: number) => {
    if (chosen.length >= 2) {
      const worth = worthOf(chosen, length, value)
      if (worth > most) {
        most = worth
        top = chosen
      }
    }
    if (chosen.length === limits.sentences) return
    for (let index = next; index < scored.length; index += 1) {
      const one = scored[index]
      if (one === undefined || length + one.length > limits.words) continue
      if (chosen.some(other => shared(other.words, one.words) > MOST_SHARED)) continue
      visit([...chosen, one], index + 1, length + one.length)
    }
  }
  visit([], 0, 0)
  return top
}

function worthOf(chosen: readonly Scored[], length: number, value: Value): number {
  const words = new Set(chosen.flatMap(one => [...one.words]))
  const pairs = new Set(chosen.flatMap(one => [...one.pairs]))
  const first = chosen.reduce((sum, one) => sum + one.first, 0) / chosen.length
  return value(words, pairs, length) + first
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both += 1
  return both / Math.max(1, Math.min(a.size, b.size))
}

/** The reports by language: the reader's first, then by number of reports. */
function byLanguage(reports: readonly Report[], language: string): readonly (readonly Report[])[] {
  const groups = new Map<string, Report[]>()
  for (const report of reports) {
    const own = report.language || guessLanguage(`${report.title} ${report.text}`)
    groups.set(own, [...(groups.get(own) ?? []), report])
  }
  const first = (own: string) => (own === language ? 1 : 0)
  return [...groups].sort((a, b) => first(b[0]) - first(a[0]) || b[1].length - a[1].length).map(([, group]) => group)
}
