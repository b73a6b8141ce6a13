import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateIn, renderClockTime } from '../../src/text/time/clock-time.ts'

const at = Date.UTC(2019, 9, 4, 22, 35)
const times: readonly (readonly [string, string, string])[] = [
  ['Asia/Seoul', '07:35 KST', '2019-10-05'],
  ['Asia/Tokyo', '07:35 JST', '2019-10-05'],
  ['America/New_York', '18:35 EDT', '2019-10-04'],
  ['Europe/London', '23:35 BST', '2019-10-04'],
  ['Europe/Berlin', '00:35 CEST', '2019-10-05'],
  ['UTC', '22:35 UTC', '2019-10-04'],
  ['Asia/Kolkata', '04:05 GMT+5:30', '2019-10-05'],
]
for (const [zone, time, date] of times) {
  test(`a time in ${zone} is told with the zone’s name and belongs to its day`, () => {
    assert.equal(renderClockTime(at, zone), time)
    assert.equal(dateIn(at, zone), date)
  })
}
