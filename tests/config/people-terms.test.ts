import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../src/config/config.ts'
import { readPeople } from '../../src/config/files/people-file.ts'
import { readTerms } from '../../src/config/files/terms-file.ts'

const PEOPLE = `people:
  - { name: Ro Tong Sik, side: DPRK, role: vice foreign minister, also: [로동식, 盧東植, Ro] }
  - { name: Ada Berg, side: US, role: special envoy, also: [Berg, アダ・バーグ] }
  - { name: Kim A, side: DPRK, also: [김가나] }
  - { name: Kim B, side: ROK, also: [김가나] }
  - { name: Bo Lund, side: US, also: [Lund], lists: [envoys, guests], alone: true, phrases: ["Lund's aide"], except: [Mount Lund] }
  - { name: Cy Lund, side: other, also: [Lund], lists: [guests] }
  - { name: Dee Falk, side: US, also: [Falk], lists: [guests], exact-case: true, alone: true }
  - { name: Eve Gray, side: US, lists: [] }
`
const terms = (own: string) => `lists:
  dprk-people: { about: Envoys of the North., people: DPRK, terms: [Han Il${own}] }
  us-people: { about: Americans., people: US, includes: [envoys] }
  envoys: { about: Those who were sent. }
  guests: { about: Those who came., terms: [Guest] }
`
const read = (own: string, people = PEOPLE) =>
  readTerms('terms.yaml', terms(own), readPeople('people.yaml', people).known)

const NAMED: readonly (readonly [why: string, text: string, lists: string])[] = [
  ['the list that takes in his side', 'Ro Tong-sik arrives in Geneva', 'dprk-people'],
  ['his list, in Hangul', '로동식 부상, 제네바 도착', 'dprk-people'],
  ['his list, in Han', '盧東植が到着', 'dprk-people'],
  ['his list, in a romanisation that no one wrote down', 'Roh Dong-sik arrives in Geneva', 'dprk-people'],
  ['his list, in simplified Han', '卢东植抵达', 'dprk-people'],
  ['his list, with the given name in one word', 'Ro Tongsik arrives', 'dprk-people'],
  ['no list by a family name alone', 'Ro arrives in Geneva', ''],
  ['the list of her side', 'Ada Berg arrives in Geneva', 'us-people'],
  ['no list by her family name alone', 'Berg arrives in Geneva', ''],
  ['the list of her side, in kana', 'アダ・バーグ氏が到着', 'us-people'],
  ['the list of her side, in kana without the dot', 'アダバーグ氏が到着', 'us-people'],
  ['no list by a name that two bear', '김가나 도착', ''],
  ['the lists that he names, and those that include them', 'Bo Lund arrives', 'envoys us-people guests'],
  ['his lists by the family name alone, where his entry says so', 'Lund arrives', 'envoys us-people guests'],
  ['his lists by a phrase that is no name', "a call from Lund's aide", 'envoys us-people guests'],
  ['no list within an exception', 'a walk up Mount Lund', ''],
  ['a list by the exact letters only', 'Falk arrives', 'guests'],
  ['no list in other letters', 'the falk arrives', ''],
  ['no list where the entry says none', 'Eve Gray arrives', ''],
]
for (const [why, text, lists] of NAMED)
  test(`a person of people.yaml counts for ${why}: ${text}`, () => {
    const { terms: index, problems } = read('')
    assert.deepEqual(problems, [])
    assert.equal(index?.scan(text)[0]?.lists.join(' ') ?? '', lists)
  })

test('a name that stands in both files in the same spellings is named, with what to do', () => {
  const { terms: index, problems } = read(', { term: Ro Tong Sik, also: [로동식] }')
  assert.equal(index, null)
  assert.deepEqual(
    problems.map(({ file, line, what, todo }) => `${file}:${line} ${what} – ${todo}`),
    [
      'terms.yaml:2 "Ro Tong Sik" is also in people.yaml, in all these spellings – remove it here: people.yaml feeds dprk-people',
    ],
  )
})

test('a name that terms.yaml holds counts there as that says, the rest of the person as people.yaml says', () => {
  const { terms: index, problems } = readTerms(
    'terms.yaml',
    terms('').replace('[Guest]', '[Guest, 로동식]'),
    readPeople('people.yaml', PEOPLE).known,
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(index?.scan('로동식 도착')[0]?.lists, ['guests'])
  assert.deepEqual(index?.scan('Ro Tong Sik arrives')[0]?.lists, ['dprk-people'])
})

test('a person who occurs twice is named where he stands again', () => {
  const { valid, problems } = readPeople(
    'people.yaml',
    `${PEOPLE}  - { name: Ro Tong-sik, side: DPRK, role: retired }\n`,
  )
  assert.equal(valid, false)
  assert.deepEqual(
    problems.map(({ file, line, what }) => `${file}:${line} ${what}`),
    ['people.yaml:10 "Ro Tong-sik" occurs twice, first on line 2'],
  )
})

test('a list that people.yaml names and terms.yaml does not have is named where it stands', () => {
  const files = new Map([
    ['people.yaml', PEOPLE.replace('lists: [guests]', 'lists: [gests]')],
    ['terms.yaml', terms('')],
  ])
  const config = readConfig(files, 'config')
  assert.equal(config.kind, 'problems')
  const named = config.problems.filter(one => one.file === 'config/people.yaml' || one.file === 'config/terms.yaml')
  assert.deepEqual(
    named.map(({ line, what, todo }) => `${line} ${what} – ${todo}`),
    ['7 Cy Lund counts for list "gests", which terms.yaml does not have – name one of its lists, or remove it'],
  )
})
