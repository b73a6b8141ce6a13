import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compilePeople } from '../../src/briefs/people/people-index.ts'
import { NO_SIDES } from '../../src/briefs/people/sides-file.ts'
import { UnlistedNames } from '../../src/briefs/people/unlisted-names.ts'
import { compileTerms, type TermSpec } from '../../src/rules/terms/terms.ts'

const term = (name: string): TermSpec => ({
  term: name,
  also: [],
  except: [],
  countsFor: [],
  exactCase: null,
  languages: [],
})
const terms = compileTerms({
  lists: {
    places: { about: 'Places.', includes: [], except: [], terms: ['Oslo', 'Kim', '오슬로', 'Arctic'].map(term) },
  },
})
const people = compilePeople(
  [
    { name: 'Ada Berg', side: 'US', also: ['Berg', '아다 베르크', '김하나', 'アダ・ベルク'] },
    { name: 'Bo Lund', side: 'US', also: [] },
  ],
  { ...NO_SIDES, noNames: ['Japan'] },
)

const ITEMS: readonly (readonly [why: string, title: string, found: readonly string[], language?: string])[] = [
  ['a name of two words', 'An offer was made by Cyra Holm in private', ['Cyra Holm']],
  ['one at the beginning', 'Cyra Holm makes an offer in private', ['Cyra Holm']],
  ['a single capitalised word', 'An offer was made near Tarnvik in private', ['Tarnvik']],
  ['not the first word of a sentence', 'Offers were made. Answers came in private later', []],
  ['a Korean name though its family name is a term', 'An offer was made by Kim Bo-ram in private', ['Kim Bo-ram']],
  ['no name of a list', 'An offer was made in Oslo and then in private', []],
  ['what a list leaves of a name', 'An offer was made by Arctic Tarnvik in private', ['Tarnvik']],
  ['no person who is known', 'An offer was made by Ada Berg and later by Berg again', []],
  ['no given name whose other word is known', 'An offer was made by Peter Oslo in private', []],
  ['no title, day or country', 'An offer was made by the President on Monday to Japan', []],
  ['no word of a headline in capitals', 'Offer Made Near Tarnvik In Quiet Room Once More', []],
  [
    'a person of a headline in capitals by the given name',
    'Offer Made by Peter Holm In Quiet Room Once More',
    ['Peter Holm'],
  ],
  ['no outlet behind a dash', 'An offer was made in private - Tarnvik Post', []],
  ['a name in Hangul before a title', '박나래 외무상 제안', ['박나래'], 'ko'],
  ['no known name in Hangul', '김하나 외무상 제안', [], 'ko'],
  ['no office in Hangul', '국방부 장관 제안', [], 'ko'],
  ['a name in kana with a dot', 'シラ・ホルムが提案', ['シラ・ホルム'], 'ja'],
  ['a name in kana before a title', 'ホルム大統領が提案', ['ホルム'], 'ja'],
  ['no known name in kana', 'アダ・ベルクが提案', [], 'ja'],
  ['a name in Han behind a title', '外长高明月表示将提案', ['高明月'], 'zh'],
]
for (const [why, title, found, language = 'en'] of ITEMS)
  test(`suggested is ${why}: ${title}`, () => {
    const names = new UnlistedNames(terms.scan, people)
    names.read({ title, summary: '', language, source: 'Example Wire' })
    assert.deepEqual(
      names.found(1).map(one => one.name),
      found,
    )
  })

const reading = (titles: readonly string[], source = 'Example Wire') => {
  const names = new UnlistedNames(terms.scan, people)
  for (const title of titles) names.read({ title, summary: `${title}.`, language: 'en', source })
  return names
}

test('a name counts once of an item, has the first two headlines, and stands before rarer ones', () => {
  const names = reading([
    'One offer by Cyra Holm',
    'Two offers by Cyra Holm near Tarnvik',
    'Three offers by Cyra Holm near Tarnvik',
    'A visit to Oldum',
  ])
  assert.deepEqual(names.found(2), [
    { name: 'Cyra Holm', items: 3, headlines: ['One offer by Cyra Holm', 'Two offers by Cyra Holm near Tarnvik'] },
    {
      name: 'Tarnvik',
      items: 2,
      headlines: ['Two offers by Cyra Holm near Tarnvik', 'Three offers by Cyra Holm near Tarnvik'],
    },
  ])
})

test('a shorter name gives way to a longer one with it that is about as frequent', () => {
  const names = reading([
    'One talk in Tarnvik Castle',
    'Two talks in Tarnvik',
    'A talk in Oldum',
    'More in Oldum Hotel',
  ])
  names.read({ title: 'Talk at Oldum again', summary: '', language: 'en', source: '' })
  assert.deepEqual(
    names.found(1).map(one => `${one.name} ${one.items}`),
    ['Oldum 3', 'Tarnvik Castle 1'],
  )
})

test('a word that stands in small letters as often is no name', () => {
  assert.deepEqual(reading(['An answer by Openness alone', 'There is openness in it']).found(1), [])
})

test('the name of an outlet is none of the news', () => {
  assert.deepEqual(reading(['An offer was seen by Tarnvik'], 'Tarnvik Post').found(1), [])
})
