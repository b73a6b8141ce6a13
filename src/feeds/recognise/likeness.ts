import { shortHash } from '../../text/id.ts'

/** How many words of a title are kept. */
const WORDS = 16
/** Characters of a title that are compared. */
const HEAD = 300
/** Characters per word: 15 bits, so that two words in 32,768 are taken for one. */
const WIDTH = 3
/** Shorter words say little of what a headline is about. */
const LEAST_LETTERS = 4
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** A short form of a folded title that survives edits: a number for each of its first significant words. */
export function sketchOf(title: string): string {
  return [...new Set(wordsOf(title.slice(0, HEAD)).map(word => shortHash(word, WIDTH)))].slice(0, WORDS).join('')
}

/** Whether two sketches are of one headline before and after an edit: they share half of all their words. */
export function alike(one: string, other: string): boolean {
  const words = new Set(split(one))
  const others = split(other)
  const shared = others.filter(word => words.has(word)).length
  return shared > 0 && shared * 2 >= words.size + others.length - shared
}

function wordsOf(title: string): readonly string[] {
  return title.split(/[^\p{L}\p{N}]+/u).flatMap(word => {
    if (!DENSE.test(word)) return /\p{Script=Hangul}/u.test(word) || word.length >= LEAST_LETTERS ? [word] : []
    const pairs: string[] = []
    for (let at = 0; at + 2 <= word.length; at += 1) pairs.push(word.slice(at, at + 2))
    return pairs
  })
}

function split(sketch: string): readonly string[] {
  return sketch.match(/.{3}/g) ?? []
}
