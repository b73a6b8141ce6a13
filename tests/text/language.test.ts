import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '../../src/language/known-languages.ts'
import type { Language } from '../../src/language/language.ts'
import { guessLanguage, languageIn } from '../../src/text/fold/language.ts'

/** A language in Latin letters beside English, with little more than its frequent words. */
const SPANISH: Language = {
  code: 'es',
  name: 'Spanish',
  frequentWords: new Set('de la el en los las un una con para por del al se su sus lo que y es son no más'.split(' ')),
  ownLetters: 'ñ¿¡',
  verbFinal: false,
  pastBehind: false,
  phrases: {},
}
/** The same without the words that tell it. */
const STUB: Language = { code: 'es', name: 'Spanish', verbFinal: false, pastBehind: false, phrases: {} }

/** Whatever else is shipped one day, the rows are about these. */
const SHIPPED = LANGUAGES.filter(({ code }) => ['en', 'ko', 'ja', 'zh'].includes(code))
const WITH = [...SHIPPED, SPANISH]
const WITH_STUB = [...SHIPPED, STUB]
const summit = 'Corea del Norte cancela la cumbre con Estados Unidos en Oslo'
const english = 'North Korea calls off the summit with the United States in Oslo'

const ROWS: readonly (readonly [
  what: string,
  text: string,
  label: string | null,
  languages: readonly Language[],
  is: string,
])[] = [
  ['Hangul is Korean', '북미 정상회담 취소', null, SHIPPED, 'ko'],
  ['Han with kana is Japanese', '米朝協議、ジュネーブで再開へ', null, SHIPPED, 'ja'],
  ['Han alone is Chinese', '朝美会谈将在日内瓦恢复举行', null, SHIPPED, 'zh'],
  ['Han alone in a feed that says it is Japanese stays so', '米朝協議再開', 'ja', SHIPPED, 'ja'],
  ['Hangul overrides a label', '북미 정상회담 취소', 'en', SHIPPED, 'ko'],
  ['Latin letters override the label of a language with a script of its own', english, 'ko', SHIPPED, 'en'],
  ['no letters, no language', '2027–11', null, SHIPPED, ''],
  ['no letters: the label', '2027–11', 'ko', SHIPPED, 'ko'],
  ['Latin letters are English as long as no other language in them is known', summit, null, SHIPPED, 'en'],
  ['of an unknown language the label stands', summit, 'es', SHIPPED, 'es'],
  ['frequent words tell Spanish', summit, null, WITH, 'es'],
  ['and English', english, null, WITH, 'en'],
  ['frequent words override the label of another known language', summit, 'en', WITH, 'es'],
  ['in both directions', english, 'es', WITH, 'en'],
  ['but not that of a language whose words are not known', summit, 'pt', WITH, 'pt'],
  ['own letters count like words', '¡Cumbre mañana!', null, WITH, 'es'],
  ['one name with such a letter tells nothing', 'Peña Nieto resigns', null, WITH, 'en'],
  ['where nothing tells, the label stands', 'Cumbre cancelada', 'es', WITH, 'es'],
  ['where nothing tells and there is no label, it is English', 'Cumbre cancelada', null, WITH, 'en'],
  ['a language without frequent words is known by the label alone', summit, 'es', WITH_STUB, 'es'],
  ['and else taken for English', summit, null, WITH_STUB, 'en'],
]

for (const [what, text, label, languages, is] of ROWS)
  test(`the language of a text: ${what}`, () => {
    assert.equal(languageIn(text, label, languages), is)
    if (label === null) assert.equal(guessLanguage(text, languages), is)
  })
