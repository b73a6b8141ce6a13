import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrivalOf } from '../../src/stories/arrival.ts'

const at = (text: string) => Date.parse(text)
const CLOCK = at('2018-05-24T13:00:00Z')

const FACTS: readonly (readonly [fact: string, text: string, expected: number])[] = [
  ['a moment is that moment', '2018-05-24T10:00:00Z', at('2018-05-24T10:00:00Z')],
  ['the day of the clock is the clock', '2018-05-24', CLOCK],
  ['a later day is its beginning', '2018-05-25', at('2018-05-25T00:00:00Z')],
  ['an earlier day is its beginning', '2018-05-20', at('2018-05-20T00:00:00Z')],
  ['the month of the clock is the clock', '2018-05', CLOCK],
  ['a later month is its beginning', '2018-06', at('2018-06-01T00:00:00Z')],
  ['a December ends with the year', '2017-12', at('2017-12-01T00:00:00Z')],
  ['the year of the clock is the clock', '2018', CLOCK],
  ['no date is the clock', '', CLOCK],
  ['no date that can be read is the clock', 'last Tuesday or so', CLOCK],
]

for (const [fact, text, expected] of FACTS) {
  test(`arrival: ${fact}`, () => assert.equal(arrivalOf(text, CLOCK), expected))
}
