import { FUNCTION_WORDS } from '../../language/en/function-words.ts'

/** The words, or pairs of words, of one report by where they are. */
export interface ReportWords {
  readonly title: readonly string[]
  /** For each sentence, in order. */
  readonly sentences: readonly (readonly string[])[]
}

/**
 * Weights of a logistic regression: how likely an editor's summary of a story contains a word of its reports. Fitted separately on two
 * halves of 160 stories, which gave the same weights within their error; see docs/summaries.md.
 */
interface Weights {
  readonly base: number
  /** Share of the reports whose title, first sentence, next three sentences and whole text contain the word. */
  readonly titles: number
  readonly firsts: number
  readonly leads: number
  readonly reports: number
  /** Logarithm of how often the word occurs, scaled to three reports. */
  readonly times: number
  readonly functionWord: number
  readonly functionInTitles: number
  readonly functionInFirsts: number
  readonly functionTimes: number
  /** Whether any title, or any first sentence, contains it. */
  readonly anyTitle: number
  readonly anyFirst: number
}

export const WORD_WEIGHTS: Weights = {
  base: -5.36,
  titles: 1.3,
  firsts: 2.42,
  leads: 1.38,
  reports: 0.92,
  times: 1.02,
  functionWord: 0.81,
  functionInTitles: -0.8,
  functionInFirsts: -1.75,
  functionTimes: -0.36,
  anyTitle: 0.37,
  anyFirst: 0.49,
}

export const PAIR_WEIGHTS: Weights = {
  base: -6.34,
  titles: 0.53,
  firsts: 2.06,
  leads: 2.08,
  reports: 1.29,
  times: 1.27,
  functionWord: 0.42,
  functionInTitles: 0.24,
  functionInFirsts: -1.86,
  functionTimes: -0.32,
  anyTitle: 0.7,
  anyFirst: 1.39,
}

/** Number of reports of a story that the weights were fitted on. */
const FITTED_REPORTS = 3

interface Counted {
  titles: number
  firsts: number
  leads: number
  reports: number
  times: number
}

/** How likely each word of a story's reports belongs in its summary, 0 to 1. Linear in the reports' words. */
export function importance(reports: readonly ReportWords[], weights: Weights): ReadonlyMap<string, number> {
  const counted = new Map<string, Counted>()
  const of = (word: string): Counted => {
    const known = counted.get(word)
    if (known !== undefined) return known
    const fresh = { titles: 0, firsts: 0, leads: 0, reports: 0, times: 0 }
    counted.set(word, fresh)
    return fresh
  }
  for (const { title, sentences } of reports) {
    for (const word of new Set(sentences.flat())) of(word).reports += 1
    for (const sentence of sentences) for (const word of sentence) of(word).times += 1
    for (const word of new Set(sentences[0])) of(word).firsts += 1
    for (const word of new Set(sentences.slice(1, 4).flat())) of(word).leads += 1
    for (const word of new Set(title)) {
      const known = counted.get(word)
      if (known !== undefined) known.titles += 1
    }
  }
  const likely = new Map<string, number>()
  for (const [word, counts] of counted) likely.set(word, chance(word, counts, reports.length, weights))
  return likely
}

function chance(word: string, counts: Counted, reports: number, weights: Weights): number {
  const parts = word.split(' ')
  const functional = parts.filter(part => FUNCTION_WORDS.has(part)).length / parts.length
  const titles = counts.titles / reports
  const firsts = counts.firsts / reports
  const times = Math.log1p((counts.times / reports) * FITTED_REPORTS)
  const sum =
    weights.base +
    weights.titles * titles +
    weights.firsts * firsts +
    weights.leads * (counts.leads / reports) +
    weights.reports * (counts.reports / reports) +
    weights.times * times +
    functional *
      (weights.functionWord +
        weights.functionInTitles * titles +
        weights.functionInFirsts * firsts +
        weights.functionTimes * times) +
    (counts.titles > 0 ? weights.anyTitle : 0) +
    (counts.firsts > 0 ? weights.anyFirst : 0)
  return 1 / (1 + Math.exp(-sum))
}
