const HANGUL = /\p{Script=Hangul}/gu
const KANA = /\p{Script=Hiragana}|\p{Script=Katakana}/gu
const HAN = /\p{Script=Han}/gu
const LATIN = /\p{Script=Latin}/gu

/** Enough of a text to tell its script. */
const HEAD = 1000

/**
 * Guesses a text's language by its script: ko, ja, zh, en, or '' for a text without any of their letters.
 * Han with some kana is Japanese, without is Chinese; Latin letters are taken for English.
 */
export function guessLanguage(text: string): string {
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
  return latin > 0 ? 'en' : ''
}

/**
 * A text's language where it stands in a feed that says one for itself: a script that one language is written in is believed before the
 * feed's label, which is often that of the software it was made with.
 * @param label BCP 47 primary language that the feed gives; null: none
 */
export function languageIn(text: string, label: string | null): string {
  const guess = guessLanguage(text)
  if (label === null || guess === label) return guess
  if (guess === '') return label
  // Han alone may be a Japanese headline; Latin letters are of many languages, but not of these.
  if (guess === 'zh') return label === 'ja' ? label : guess
  return guess === 'en' && !/^(?:ko|ja|zh)$/.test(label) ? label : guess
}
