const HANGUL = /\p{Script=Hangul}/gu
const KANA = /\p{Script=Hiragana}|\p{Script=Katakana}/gu
const HAN = /\p{Script=Han}/gu
const LATIN = /\p{Script=Latin}/gu

/** UTF-16 units; enough of a text to recognise its script. */
const HEAD = 1000

/**
 * Guesses a text's language from its script: ko, ja, zh, en, or '' for a text without any of their letters.
 * Han with some kana is Japanese, without any Chinese; Latin letters count as English.
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
 * The language of a text in a feed with a label of its own: a script that belongs to one language overrides the
 * label, which is often the publishing software's default.
 * @param label BCP 47 primary language that the feed gives; null: none
 */
export function languageIn(text: string, label: string | null): string {
  const guess = guessLanguage(text)
  if (label === null || guess === label) return guess
  if (guess === '') return label
  // Han alone may be a Japanese headline; Latin letters are used by many languages, but not by these.
  if (guess === 'zh') return label === 'ja' ? label : guess
  return guess === 'en' && !/^(?:ko|ja|zh)$/.test(label) ? label : guess
}
