import { FUNCTION_WORDS } from '../../language/en/function-words.ts'
import { guessLanguage } from '../../text/fold/language.ts'
import type { Report } from '../brief.ts'
import { datelineEnd, isBoilerplate } from '../places/boilerplate.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { sentences } from '../sentences/sentences.ts'
import { needsAntecedent } from './antecedent.ts'
import { summaryWords } from './summary-words.ts'

/** A sentence of a report as the summary sees it. */
export interface Candidate {
  /** Verbatim from the report, with white space collapsed and without a dateline. */
  readonly text: string
  readonly report: number
  /** Index among the report's sentences that are not boilerplate, from 0. */
  readonly place: number
  readonly words: readonly string[]
  /** Whether it can be in a summary: complete, of suitable length, and clear by itself. */
  readonly stands: boolean
  /** Whether it is a complete sentence, even if it needs the one before it: better than none. */
  readonly whole: boolean
}

/** Fewest words of a sentence in a summary. */
const SHORTEST = 8
/** The same if no other sentence qualifies. */
const LEAST = 4
const LONGEST = 60
/** How many sentences of a report are considered: what a long report says later is not its news. */
const MOST = 120

/** The sentences of a report without boilerplate; a repeated sentence counts once. */
export function candidatesOf(report: Pick<Report, 'text'>, index: number, gazetteer: Gazetteer): readonly Candidate[] {
  const seen = new Set<string>()
  const found: Candidate[] = []
  for (const { start, end } of sentences(report.text)) {
    if (found.length === MOST) break
    const whole = report.text.slice(start, end).replace(/\s+/g, ' ')
    if (isBoilerplate(whole)) continue
    const text = whole.slice(datelineEnd(whole, gazetteer))
    const words = summaryWords(text)
    const key = words.join(' ')
    if (words.length < LEAST || seen.has(key)) continue
    seen.add(key)
    found.push({ text, report: index, place: found.length, words, ...fitness(text, lengthOf(text, words)) })
  }
  return found
}

/** Longest description that is accepted without a full stop (characters). */
const STANDFIRST = 240

/** A description of one sentence, without a full stop, that says more than the headline; none if it is cut off. */
export function standfirst(report: Pick<Report, 'title' | 'text'>, index: number): readonly Candidate[] {
  const text = report.text.replace(/\s+/g, ' ').trim()
  const words = summaryWords(text)
  if (text.length > STANDFIRST || sentences(report.text).length !== 1) return []
  if (/[.…,:;(–—-]$/u.test(text) || FUNCTION_WORDS.has(words.at(-1) ?? '')) return []
  const titled = new Set(summaryWords(report.title))
  if (words.filter(word => titled.has(word)).length * 10 > words.length * 7) return []
  const length = lengthOf(text, words)
  if (length < SHORTEST || length > LONGEST || unbalanced(text) || isGarbled(text) || isBoilerplate(text)) return []
  return [{ text, report: index, place: 0, words, stands: false, whole: true }]
}

/** Length in words as a reader counts them: two characters of Chinese or Japanese are about one word. */
export function lengthOf(text: string, words: readonly string[]): number {
  const inside = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  return inside * 2 > text.length ? Math.ceil(inside / 2) : words.length
}

function fitness(text: string, length: number): Pick<Candidate, 'stands' | 'whole'> {
  // A sentence that the feed truncated ends in dots.
  const ends = /[.!?。！？．]["”’'」』)）]*$/u.test(text) && !/(?:\.{2}|…)["”’'」』)）]*$/u.test(text)
  const whole = ends && length >= LEAST && length <= LONGEST && !unbalanced(text) && !isGarbled(text)
  // A quotation is somebody's words, not the report's; text in capitals is a heading.
  const stands = whole && length >= SHORTEST && !/[?？]["”’'」』)）]*$|^["“‘「『]/u.test(text) && !needsAntecedent(text)
  return { stands, whole }
}

function unbalanced(text: string): boolean {
  const count = (mark: string) => text.split(mark).length - 1
  return count('“') !== count('”') || count('"') % 2 !== 0 || count('「') !== count('」') || count('(') !== count(')')
}

/** Whether scraping left link texts in a sentence: words run together, "MORE" in the middle. */
function isGarbled(text: string): boolean {
  if (guessLanguage(text) !== 'en') return false
  if (/\p{Ll} MORE\b/u.test(text)) return true
  const joined = text.match(/\p{Ll}{3}\p{Lu}\p{Ll}{2}/gu)?.length ?? 0
  const capitals = text.match(/\b\p{Lu}{3,}\b/gu)?.length ?? 0
  return joined > 1 || capitals * 3 > text.split(' ').length
}
