import assert from 'node:assert/strict'
import { test } from 'node:test'
import { development, factsOf } from '../../src/stories/development.ts'
import type { StoryItem } from '../../src/stories/story.ts'
import { item, scan } from './terms.ts'

const TOLD = [
  item('1', 0, 'US and North Korea hold talks in Stockholm', { summary: 'Kim Myong-gil leads the North Korean team.' }),
]
const judge = (later: StoryItem) => development(later, [TOLD], one => factsOf(one, scan))

const FACTS: readonly (readonly [fact: string, title: string, summary: string, expected: RegExp | null])[] = [
  ['the same in other words is a repeat', 'North Korean and US teams meet in Stockholm', '', null],
  ['a new person alone is not enough', 'Biegun in Stockholm for talks with North Korea', '', null],
  ['a new number alone is not enough', 'US and North Korea talk for 450 minutes in Stockholm', '', null],
  [
    'a decision by a new person is a development',
    'Biegun agrees with North Korea on a next round',
    '',
    /new decisions: agree; new people: stephen-biegun/,
  ],
  [
    'a decision with a new place is a development',
    'North Korea breaks off talks, envoy off to Beijing',
    '',
    /new decisions: breakdown; new places: beijing/,
  ],
  ['what came before is not new', 'Stockholm talks go on after Biegun cancels a trip', '', null],
  ['what may be decided is no decision', 'Biegun could agree with North Korea on a next round', '', null],
  ['what is threatened is no decision', 'North Korea threatens to break off talks, off to Beijing', '', null],
  ['years and days are not numbers that tell', 'North Korea to sign in Stockholm on October 5, 2019', '', null],
]

for (const [fact, title, summary, expected] of FACTS) {
  test(`development: ${fact}`, () => {
    const found = judge(item('2', 5, title, { summary }))
    if (expected === null) assert.equal(found, null)
    else assert.match(found ?? '', expected)
  })
}

test('in the first two hours reports fill each other out: the same is no development yet', () => {
  assert.equal(judge(item('2', 1, 'North Korea breaks off talks, envoy off to Beijing')), null)
})

test('the first report of a story is none', () => {
  assert.equal(
    development(item('2', 5, 'Biegun agrees to sign'), [], one => factsOf(one, scan)),
    null,
  )
})
