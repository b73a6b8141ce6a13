import { guessLanguage } from '../text/language.ts'
import type { Report, Sentence } from './brief.ts'
import { type Candidate, candidatesOf, lengthOf } from './candidates.ts'
import { importance, PAIR_WEIGHTS, WORD_WEIGHTS } from './importance.ts'
import { pairsOf, summaryWords } from './summary-words.ts'

export interface SummaryLimits {
  /** Words; two Chinese or Japanese characters count as one. */
  readonly words: number
  readonly sentences: number
}

export const SUMMARY_LIMITS: SummaryLimits = { words: 90, sentences: 3 }

/** Length of summary, in words, for which the choice is balanced: what editors write of a story is about as long. */
const USUAL_WORDS = 60
/** Sentences among which the best two or three are searched for, and how far a report's first ones are preferred. */
const BEST = 14
const FIRST = 0.1
/** Two sentences that share more than this of the shorter one's words say the same. */
const MOST_SHARED = 0.6

interface Scored {
  readonly candidate: Candidate
  readonly words: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
  readonly length: number
  readonly first: number
  readonly score: number
}

/**
 * Two or three whole sentences of a story's reports, word for word, that together hold most of what an editor's summary would hold;
 * one or none where no more can stand alone. From reports in the language of most of them; English where it is among them.
 */
export function summarise(reports: readonly Report[], limits: SummaryLimits = SUMMARY_LIMITS): readonly Sentence[] {
  const read = inOneLanguage(reports)
  const found = read.map((report, index) => candidatesOf(report, index))
  const words = read.map((report, index) => ({
    title: summaryWords(report.title),
    sentences: (found[index] ?? []).map(one => one.words),
  }))
  const pairs = words.map(({ title, sentences }) => ({ title: pairsOf(title), sentences: sentences.map(pairsOf) }))
  const value = valueBy(importance(words, WORD_WEIGHTS), importance(pairs, PAIR_WEIGHTS))
  const scored = found
    .flat()
    .filter(one => one.stands)
    .map(candidate => scoredOf(candidate, value))
    .filter(one => one.length <= limits.words)
    .sort((a, b) => b.score - a.score || a.candidate.report - b.candidate.report)
    .slice(0, BEST)
  return best(scored, limits, value).map(({ candidate }) => ({
    text: candidate.text,
    outlet: read[candidate.report]?.outlet ?? '',
  }))
}

type Value = (words: ReadonlySet<string>, pairs: ReadonlySet<string>, length: number) => number

/** What a summary is worth: the overlap with an editor's that its words and pairs promise, over the length of both (an expected F1). */
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

/** The best of all sets of two and three sentences; a single one only where no two go together. */
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

function inOneLanguage(reports: readonly Report[]): readonly Report[] {
  const languages = reports.map(report => report.language || guessLanguage(`${report.title} ${report.text}`))
  const counts = new Map<string, number>()
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1)
  const chosen = counts.has('en') ? 'en' : [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
  return reports.filter((_, index) => languages[index] === chosen)
}
