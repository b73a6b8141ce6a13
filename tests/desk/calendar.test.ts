import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendar } from '../../src/desk/answers/calendar.ts'

const NOW = Date.UTC(2026, 2, 10, 9, 30)
const EVENT = { of: 'story', what: 'Envoys meet', date: '2026-04-02', at: null, title: 'A headline', url: null }

test('a day is a whole day, a time is in UTC, and what has no day is left out', () => {
  const text = calendar([EVENT, { ...EVENT, at: Date.UTC(2026, 3, 2, 1) }, { ...EVENT, date: '2026-05' }], NOW)
  assert.deepEqual(
    text.split('\r\n').filter(line => line.startsWith('DT')),
    ['DTSTAMP:20260310T093000Z', 'DTSTART;VALUE=DATE:20260402', 'DTSTAMP:20260310T093000Z', 'DTSTART:20260402T010000Z'],
  )
})

test('the same event imported again is the same one', () => {
  const uid = (text: string) => /UID:(.*)/.exec(text)?.[1]
  assert.equal(uid(calendar([EVENT], NOW)), uid(calendar([{ ...EVENT, title: 'Another' }], NOW + 1)))
})

test('no text can begin a line of its own, no line is longer than 75 octets, and unfolded it is as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), what => {
      const lines = calendar([{ ...EVENT, what: what.toWellFormed() }], NOW).split('\r\n')
      assert.ok(lines.every(line => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line)))
      const unfolded = lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n')
      assert.equal(unfolded.length, 12)
      assert.ok(unfolded.some(line => line.startsWith('SUMMARY:')))
    }),
  )
})
