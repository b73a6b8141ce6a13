import { FUNCTION_WORDS } from '../../language/en/function-words.ts'
import type { Report } from '../brief.ts'
import { sentences } from '../sentences/sentences.ts'

/** Finds the ids of known terms in a text, in any spelling or language. */
export type TermsOf = (text: string) => readonly string[]

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  dozen: '12',
  hundred: '100',
  thousand: '1000',
  million: '1000000',
  billion: '1000000000',
  first: '1st',
  second: '2nd',
  third: '3rd',
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*/gu
const NAME = /\p{Lu}[\p{L}\p{M}\p{N}]*(?:[ .'’-]{1,2}\p{Lu}[\p{L}\p{M}\p{N}]*)*/gu
const OTHER_SCRIPT = /[\p{Lo}\p{Lm}]+/gu

/**
 * The names and numbers of a text that are in none of its sources: a text with any must not be trusted. A name is every run of
 * capitalised words, also at the beginning of a sentence, except for a function word there; in scripts without capitals it is every
 * word. Whether what is said about the names is true is not checked.
 * @param termsOf known names, which count as present if the sources have them in another spelling or language
 */
export function notInSources(
  text: string,
  reports: readonly Pick<Report, 'title' | 'text'>[],
  termsOf: TermsOf = () => [],
): readonly string[] {
  const source = reports.map(report => `${report.title}\n${report.text}`).join('\n')
  const words = wordsOf(source)
  const sources = ` ${words.join(' ')} `
  const known = new Set(words.map(numberOf))
  const terms = new Set(termsOf(source))
  const strange = new Set<string>()
  for (const word of wordsOf(text)) {
    if ((/\p{N}/u.test(word) || word in NUMBER_WORDS) && !known.has(numberOf(word))) strange.add(word)
  }
  for (const { start, end } of sentences(text)) {
    for (const [name] of text.slice(start, end).normalize('NFKC').matchAll(NAME)) if (!stands(name)) strange.add(name)
  }
  for (const [word] of text.normalize('NFKC').matchAll(OTHER_SCRIPT)) {
    if (!source.includes(word) && !isTerm(word)) strange.add(word)
  }
  return [...strange]

  function stands(name: string): boolean {
    const parts = wordsOf(name)
    if (sources.includes(` ${parts.join(' ')} `) || isTerm(name)) return true
    // "The White House", "After Ada Berg": the first word may be capitalised only because it opens the sentence.
    const [first = '', ...rest] = parts
    if (!FUNCTION_WORDS.has(first)) return false
    return rest.length === 0 || sources.includes(` ${rest.join(' ')} `) || isTerm(rest.join(' '))
  }

  function isTerm(name: string): boolean {
    const found = termsOf(name)
    return found.length > 0 && found.every(term => terms.has(term))
  }
}

function wordsOf(text: string): readonly string[] {
  return (text.normalize('NFKC').match(WORD) ?? []).map(word => word.toLowerCase())
}

function numberOf(word: string): string {
  return NUMBER_WORDS[word] ?? (/^[\d.,]+$/.test(word) ? word.replace(/,/g, '') : word)
}
