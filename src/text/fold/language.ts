import { LANGUAGES } from '../../language/known-languages.ts'
import type { Language } from '../../language/language.ts'

const HANGUL = /\p{Script=Hangul}/gu
const KANA = /\p{Script=Hiragana}|\p{Script=Katakana}/gu
const HAN = /\p{Script=Han}/gu
const LATIN = /\p{Script=Latin}/gu

/** The languages that are told by their script alone. */
const OWN_SCRIPT: ReadonlySet<string> = new Set(['ko', 'ja', 'zh'])
/** UTF-16 units; enough of a text to recognise its script. */
const HEAD = 1000
/** Frequent words and own letters that tell a language: one alone may be in a name. */
const LEAST_SIGNS = 2

/**
 * Guesses a text's language: from its script ko, ja, zh, or '' for a text without any letters of these or Latin ones. Han with some kana is
 * Japanese, without any Chinese. In Latin letters the frequent words tell the language (`byFrequentWords`), and what they do not tell is English.
 */
export function guessLanguage(text: string, languages: readonly Language[] = LANGUAGES): string {
  const head = text.slice(0, HEAD)
  const count = (pattern: RegExp) => head.match(pattern)?.length ?? 0
  const hangul = count(HANGUL)
  const kana = count(KANA)
  const han = count(HAN)
  const latin = count(LATIN)
  // A Han or Hangul character says about as much as three Latin letters.
  if (hangul > 0 && hangul >= han + kana && hangul * 3 >= latin) return 'ko'
  if (kana > 0 && (kana + han) * 3 >= latin) return 'ja'
  if (han > 0 && han * 3 >= latin) return 'zh'
  return latin > 0 ? (byFrequentWords(head, languages) ?? 'en') : ''
}

/** The language in Latin letters with most frequent words and own letters in a text; null: too few, as many of two, or only one language has words. */
function byFrequentWords(text: string, languages: readonly Language[]): string | null {
  const known = languages.filter(one => one.frequentWords !== undefined)
  if (known.length < 2) return null
  const head = text.slice(0, HEAD).toLowerCase().normalize('NFC')
  const words = head.match(/\p{Script=Latin}+/gu) ?? []
  const signs = known.map(({ code, frequentWords, ownLetters = '' }) => ({
    code,
    count:
      words.filter(word => frequentWords?.has(word)).length + [...head].filter(one => ownLetters.includes(one)).length,
  }))
  const [first, second] = signs.sort((a, b) => b.count - a.count)
  return first !== undefined && first.count >= LEAST_SIGNS && first.count > (second?.count ?? 0) ? first.code : null
}

/**
 * The language of a text in a feed with a label of its own: a script that belongs to one language overrides the
 * label, which is often the publishing software's default. In Latin letters the label stands, unless the text's frequent words tell another
 * language than the label's, and both are known.
 * @param label BCP 47 primary language that the feed gives; null: none
 */
export function languageIn(text: string, label: string | null, languages: readonly Language[] = LANGUAGES): string {
  const guess = guessLanguage(text, languages)
  if (label === null || guess === label) return guess
  if (guess === '') return label
  // Han alone may be a Japanese headline; Latin letters are used by many languages, but not by these.
  if (guess === 'zh') return label === 'ja' ? label : guess
  if (OWN_SCRIPT.has(guess) || OWN_SCRIPT.has(label)) return guess
  const known = languages.some(({ code, frequentWords }) => code === label && frequentWords !== undefined)
  return known ? (byFrequentWords(text, languages) ?? label) : label
}
