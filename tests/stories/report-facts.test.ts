import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsOf, tellsMore } from '../../src/stories/report-facts.ts'
import { item, scan } from './terms.ts'
import { wording } from './wording.ts'

const TOLD = [
  item('1', 0, 'US and North Korea hold talks in Stockholm', { summary: 'Kim Myong-gil leads the North Korean team.' }),
]

const FACTS: readonly (readonly [fact: string, title: string, more: boolean])[] = [
  ['the same in other words tells nothing more', 'North Korean and US teams hold talks in Stockholm', false],
  ['who stands in the summary is known', 'Kim Myong-gil holds talks with US in Stockholm', false],
  ['a new person is more', 'Biegun in Stockholm for talks with North Korea', true],
  ['a new number is more', 'US and North Korea hold talks for 450 minutes in Stockholm', true],
  ['a new act is more', 'North Korea breaks off talks in Stockholm', true],
  ['a new place is more', 'US and North Korea hold talks in Geneva', true],
  ['years and days are not numbers that tell', 'North Korea and US hold talks in Stockholm on October 5, 2019', false],
]

for (const [fact, title, more] of FACTS) {
  test(`a report beside those that were told: ${fact}`, () => {
    assert.equal(
      tellsMore(item('2', 5, title), TOLD, one => factsOf(one, scan, wording)),
      more,
    )
  })
}
