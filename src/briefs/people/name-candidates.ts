import { languageOf, phrase } from '../../language/known-languages.ts'
import { isFamilyName } from '../../language/ko/romanisations.ts'
import { type NameWord, nameWords } from './names.ts'

/** A possible name, and its offsets in characters. */
export interface Candidate {
  readonly name: string
  readonly start: number
  readonly end: number
}

const MOST_WORDS = 4
/** From this share of capitalised words on, a headline is in title case, and capitals show no names. */
const TITLE_CASE = 0.7
const LEAST_WORDS = 4

/** Capitalised words that do not just begin a sentence, if capitals mean something: "Yongbyon", "Ada Berg", "Kim Yon-ho". */
export function latinCandidates(text: string, isNoName: (word: string) => boolean): readonly Candidate[] {
  if (isTitleCase(text)) return []
  const words = nameWords(text)
  const found: Candidate[] = []
  for (let at = 0; at < words.length; at += 1) {
    const run = runFrom(words, at, isNoName)
    const [first, last] = [words[at], words[at + run - 1]]
    if (run === 0 || first === undefined || last === undefined) continue
    at += run - 1
    // A sentence's first word is always capitalised; two capitalised words are still a name.
    if (run === 1 && opensSentence(text, first.start)) continue
    found.push({ name: text.slice(first.start, last.end), start: first.start, end: last.end })
  }
  return found
}

/** Whether a text's capitals say nothing: nearly all longer words are capitalised, or all letters are capitals. */
export function isTitleCase(text: string): boolean {
  const words = [...text.matchAll(/\p{L}[\p{L}'’]{3,}/gu)].map(match => match[0])
  if (words.length < LEAST_WORDS) return words.length > 0 && text === text.toUpperCase()
  return words.filter(word => /^\p{Lu}/u.test(word)).length >= words.length * TITLE_CASE
}

/** Words that the text has in lower case, folded: their capital alone does not make them names. */
export function smallWords(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]{2,}/gu)].map(match => match[0].toLowerCase())
}

function runFrom(words: readonly NameWord[], at: number, isNoName: (word: string) => boolean): number {
  let run = 0
  while (run < MOST_WORDS) {
    const word = words[at + run]
    if (word === undefined || (run > 0 && !word.joined)) break
    const capital = /^\p{Lu}(?:\.|[\p{L}'’]*\p{Ll})/u.test(word.text) && !isNoName(word.text)
    if (!capital && !(run > 0 && word.hyphen && /^\p{Ll}{2,}/u.test(word.text))) break
    run += 1
  }
  return run
}

function opensSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:;”"“‘'…–—|]\s*|\n\s*)$/u.test(text.slice(Math.max(0, start - 4), start))
}

/** Endings of offices rather than of their holders, and words that only come before a title. */
const NO_NAME = phrase('officeEnds', 'u')

/** Names in Hangul, Han and kana beside a title, or with a dot between their parts. */
export function easternCandidates(text: string, language: string): readonly Candidate[] {
  const patterns = languageOf(language)?.names ?? []
  return patterns.flatMap(pattern =>
    [...text.matchAll(pattern)].flatMap(match => {
      const name = match[1] ?? match[2] ?? match[0]
      const start = match.index + match[0].indexOf(name)
      const korean = language === 'ko' && name.length === 3 && isFamilyName(name[0] ?? '')
      if (!korean && NO_NAME.test(name)) return []
      return [{ name, start, end: start + name.length }]
    }),
  )
}
