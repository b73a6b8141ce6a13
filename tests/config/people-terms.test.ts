import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPeople } from '../../src/config/people-file.ts'
import { readTerms } from '../../src/config/terms-file.ts'

const PEOPLE = `people:
  - { name: Ro Tong Sik, side: DPRK, role: vice foreign minister, also: [Ro Dong Sik, 로동식, 盧東植, Ro] }
  - { name: Ada Berg, side: US, role: special envoy, also: [Berg, アダ・バーグ] }
  - { name: Kim A, side: DPRK, also: [김가나] }
  - { name: Kim B, side: ROK, also: [김가나] }
`
const terms = (own: string) => `lists:
  dprk-people: { about: Envoys of the North., terms: [Han Il${own}] }
  us-people: { about: Americans., includes: [dprk-people] }
`
const read = (own: string) => readTerms('terms.yaml', terms(own), readPeople('people.yaml', PEOPLE).known)

test('a person that people.yaml holds counts for the list of his side, in spellings that mean nobody else', () => {
  const { terms: index, problems } = read('')
  assert.deepEqual(problems, [])
  const named: readonly (readonly [text: string, list: string | null])[] = [
    ['Ro Tong-sik arrives in Geneva', 'dprk-people'],
    ['로동식 부상, 제네바 도착', 'dprk-people'],
    ['盧東植が到着', 'dprk-people'],
    ['Ro arrives in Geneva', null],
    ['Ada Berg arrives in Geneva', 'us-people'],
    ['Berg arrives in Geneva', null],
    ['アダ・バーグ氏が到着', 'us-people'],
    ['김가나 도착', null],
  ]
  for (const [text, list] of named) assert.equal(index?.scan(text)[0]?.lists[0] ?? null, list, text)
})

test('a name that stands in both files in the same spellings is named, with what to do', () => {
  const { terms: index, problems } = read(', { term: Ro Tong Sik, also: [로동식] }')
  assert.equal(index, null)
  assert.deepEqual(
    problems.map(({ file, line, what, todo }) => `${file}:${line} ${what} – ${todo}`),
    [
      'terms.yaml:2 "Ro Tong Sik" stands in people.yaml as well, in all these spellings – remove it here: people.yaml feeds dprk-people',
    ],
  )
})

test('a name whose term says more than people.yaml stays, and is not fed again', () => {
  const { terms: index, problems } = read(', { term: Ro Tong Sik, also: [Envoy Ro] }')
  assert.deepEqual(problems, [])
  assert.equal(index?.scan('로동식 도착').length, 0)
  assert.equal(index?.scan('Envoy Ro arrives')[0]?.lists[0], 'dprk-people')
})
