import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arrivalsOf } from '../../src/stories/arrival.ts'

const at = (text: string) => Date.parse(text)
/** The last ms before a moment. */
const before = (text: string) => at(text) - 1

const FACTS: readonly (readonly [fact: string, texts: readonly string[], expected: readonly number[]])[] = [
  [
    'moments are those moments',
    ['2018-05-24T10:00:00Z', '2018-05-24T11:00:00Z'],
    [at('2018-05-24T10:00:00Z'), at('2018-05-24T11:00:00Z')],
  ],
  [
    'a month is the latest that what comes next allows, not its first day',
    ['2018-05', '2018-05-24T10:00:00Z'],
    [at('2018-05-24T10:00:00Z'), at('2018-05-24T10:00:00Z')],
  ],
  [
    'a day before a later day is that day’s end',
    ['2018-05-24', '2018-05-26T10:00:00Z'],
    [before('2018-05-25T00:00:00Z'), at('2018-05-26T10:00:00Z')],
  ],
  [
    'a month before a later month is that month’s end',
    ['2017-12', '2018-02-01T00:00:00Z'],
    [before('2018-01-01T00:00:00Z'), at('2018-02-01T00:00:00Z')],
  ],
  [
    'a year before a moment in it is that moment',
    ['2018', '2018-05-24T10:00:00Z'],
    [at('2018-05-24T10:00:00Z'), at('2018-05-24T10:00:00Z')],
  ],
  [
    'a month whose next item is older is never before its own beginning',
    ['2018-06', '2018-05-24T10:00:00Z'],
    [at('2018-06-01T00:00:00Z'), at('2018-05-24T10:00:00Z')],
  ],
  ['a month with nothing behind it is its end', ['2018-06'], [before('2018-07-01T00:00:00Z')]],
  ['no date is when the next one comes', ['', '2018-05-24T10:00:00Z'], Array(2).fill(at('2018-05-24T10:00:00Z'))],
  [
    'no date behind all others is when the last one came',
    ['2018-05-24T10:00:00Z', 'last Tuesday or so'],
    Array(2).fill(at('2018-05-24T10:00:00Z')),
  ],
  ['no date at all is the beginning of time', ['', ''], [0, 0]],
]

for (const [fact, texts, expected] of FACTS) {
  test(`arrival: ${fact}`, () => assert.deepEqual(arrivalsOf(texts), expected))
}

const date = fc.oneof(
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .chain(moment => fc.constantFrom(24, 10, 7, 4).map(length => moment.toISOString().slice(0, length))),
  fc.string({ maxLength: 12 }),
)

test('any dates give a time each, and every moment stays what it is', () => {
  fc.assert(
    fc.property(fc.array(date, { maxLength: 8 }), texts => {
      const times = arrivalsOf(texts)
      assert.equal(times.length, texts.length)
      for (const [index, text] of texts.entries()) {
        assert.ok(Number.isFinite(times[index]))
        if (text.length === 24 && !Number.isNaN(Date.parse(text))) assert.equal(times[index], Date.parse(text))
      }
    }),
  )
})
