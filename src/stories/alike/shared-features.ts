import type { StoriesFile } from '../stories-file.ts'

const LATIN = /^\p{Script=Latin}/u
const LETTER_BEFORE = /[\p{L}\p{M}]$/u

/**
 * Finds event classes and places in texts of any language: as substrings, whatever is around them. Words of a class that are in Latin letters must
 * begin a word, since they would stand inside of English ones.
 */
export function sharedFinder({
  classes,
  shared,
  places,
}: Pick<StoriesFile, 'classes' | 'shared' | 'places'>): (text: string) => ReadonlySet<string> {
  const named = (feature: string, words: readonly string[], begins = false) =>
    words.map(word => [word.toLowerCase(), feature, begins && LATIN.test(word)] as const)
  const beside = ([feature, words]: readonly [string, Readonly<Record<string, readonly string[]>>]) =>
    Object.entries(words).flatMap(([language, own]) => (language === 'en' ? [] : named(feature, own, true)))
  const features = [
    ...Object.entries(classes).flatMap(([name, words]) => beside([`=${name}`, words])),
    ...Object.entries(shared).flatMap(beside),
    ...Object.entries(places).flatMap(([name, words]) => named(`@place-${name}`, words)),
  ]
  return text => {
    const folded = text.toLowerCase()
    const found = new Set<string>()
    for (const [word, feature, begins] of features)
      if (begins ? beginsWord(folded, word) : folded.includes(word)) found.add(feature)
    return found
  }
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!LETTER_BEFORE.test(text.slice(Math.max(0, at - 2), at))) return true
  return false
}
