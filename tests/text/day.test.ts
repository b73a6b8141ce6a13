import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderDay } from '../../src/text/time/day.ts'

test('a day is drawn as text, in no zone', () => {
  const drawn: readonly (readonly [date: string, year: number | undefined, text: string])[] = [
    ['2025-12-05', 2025, 'Fri 5 Dec'],
    ['2025-12-05', undefined, 'Fri 5 Dec'],
    ['2025-12-05', 2026, 'Fri 5 Dec 2025'],
    ['2028-02-29', 2028, 'Tue 29 Feb'],
    ['2018-06-12', 2018, 'Tue 12 Jun'],
    ['2026-06', 2026, 'June 2026'],
    ['2027-01', undefined, 'January 2027'],
    ['2026-13', undefined, '2026-13'],
    ['2026-99-01', undefined, '2026-99-01'],
    ['soon', undefined, 'soon'],
  ]
  for (const [date, year, text] of drawn) assert.equal(renderDay(date, year), text)
})
