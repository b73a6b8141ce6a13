import { foldText } from '../text/fold/fold.ts'

/** Most words of a phrase. */
const MOST_WORDS = 3
/** Letters of the shortest phrase: a word in Han and kana, a word with its particle in Hangul, longer than an article or preposition elsewhere. */
const LEAST = { inside: 2, hangul: 2, other: 4 }
const LONGEST = 60
/** Runs of one script, since Han and katakana are written without spaces. */
const RUN = /\p{sc=Han}+|[\p{sc=Katakana}ー]+|[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu
const INSIDE = /^(?:\p{sc=Han}+|[\p{sc=Katakana}ー]+)$/u

/** A phrase as written in a headline. */
export interface Phrase {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A headline's phrases of one to three words with only a space between them. Linear time. */
export function phrasesIn(title: string): readonly Phrase[] {
  const words = [...title.matchAll(RUN)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }))
  const phrases = words.flatMap((first, from) => {
    const found: Phrase[] = []
    for (let to = from; to < words.length && to < from + MOST_WORDS; to += 1) {
      const last = words[to]
      const before = words[to - 1]
      if (last === undefined || (to > from && before !== undefined && title.slice(before.end, last.start) !== ' '))
        break
      found.push({ text: title.slice(first.start, last.end), start: first.start, end: last.end })
    }
    return found
  })
  return phrases.filter(({ text }) => text.length <= LONGEST && text.length >= leastOf(text))
}

function leastOf(text: string): number {
  if (INSIDE.test(text)) return LEAST.inside
  return /\p{sc=Hangul}/u.test(text) ? LEAST.hangul : LEAST.other
}

/** Whether a headline may contain a phrase: a cheap first test; the rules decide. @param folded the headline, folded by sieveOf */
export function mayHold(folded: string, phrase: string): boolean {
  return folded.includes(sieveOf(phrase).trimEnd())
}

/** A text for the sieve: folded, each word after a space. */
export function sieveOf(text: string): string {
  return ` ${foldText(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `
}
