import { SUMMARY_PARTICLE } from '../../language/ko/particles.ts'

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|[\p{L}\p{N}]+/gu
const INSIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u
const HANGUL = /^\p{Script=Hangul}{3,}$/u

/**
 * The words of a text, in order, lower-cased. Korean words lose one particle; Chinese and Japanese, which do not mark word boundaries in
 * writing, are taken as pairs of characters. Linear in the text's length.
 */
export function summaryWords(text: string): readonly string[] {
  const words: string[] = []
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(WORD)) {
    if (!INSIDE.test(run)) {
      words.push(HANGUL.test(run) ? run.replace(SUMMARY_PARTICLE, '') : run)
      continue
    }
    const characters = [...run]
    if (characters.length === 1) words.push(run)
    for (let at = 1; at < characters.length; at += 1) words.push(`${characters[at - 1]}${characters[at]}`)
  }
  return words
}

/** Pairs of neighbouring words. */
export function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`)
}
