import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDate } from '../../src/feeds/dates/dates.ts'

/** What is written, the outlet's zone, and the instant it means; null: it cannot be read. */
const DATES: readonly (readonly [written: string, zone: string, instant: string | null])[] = [
  // RFC 822 and its neighbours
  ['Tue, 10 Mar 2026 14:05:09 +0900', 'UTC', '2026-03-10T05:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 KST', 'UTC', '2026-03-10T05:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 JST', 'UTC', '2026-03-10T05:05:09Z'],
  ['Fri, 10 Jul 2026 14:05:09 BST', 'UTC', '2026-07-10T13:05:09Z'],
  ['Fri, 10 Jul 2026 14:05:09 CEST', 'UTC', '2026-07-10T12:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 EST', 'UTC', '2026-03-10T19:05:09Z'],
  ['Fri, 10 Jul 2026 14:05:09 EDT', 'UTC', '2026-07-10T18:05:09Z'],
  ['Fri, 10 Jul 2026 14:05:09 ET', 'UTC', '2026-07-10T18:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 PST', 'UTC', '2026-03-10T22:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 MSK', 'UTC', '2026-03-10T11:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 Z', 'UTC', '2026-03-10T14:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 GMT+9', 'UTC', '2026-03-10T05:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 UTC+09:00', 'UTC', '2026-03-10T05:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 Asia/Seoul', 'UTC', '2026-03-10T05:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 CST', 'Asia/Shanghai', '2026-03-10T06:05:09Z'],
  ['Tue, 10 Mar 2026 14:05:09 CST', 'America/Chicago', '2026-03-10T20:05:09Z'],
  ['Tue, 10 Mar 26 14:05 GMT', 'UTC', '2026-03-10T14:05:00Z'],
  ['10 Mar 2026 14:05:09 -0000', 'Asia/Seoul', '2026-03-10T14:05:09Z'],
  ['Tue Mar 10 14:05:09 2026', 'Asia/Seoul', '2026-03-10T05:05:09Z'],
  ['Tue Mar 10 14:05:09 KST 2026', 'UTC', '2026-03-10T05:05:09Z'],
  ['Tue Mar 10 2026 14:05:09 GMT+0900 (Korean Standard Time)', 'UTC', '2026-03-10T05:05:09Z'],
  ['March 10, 2026, 2:05 p.m. EDT', 'UTC', '2026-03-10T18:05:00Z'],
  ['10-Mar-2026 14:05', 'UTC', '2026-03-10T14:05:00Z'],
  ['Tue, 10 Mar 2026 12:05 AM', 'UTC', '2026-03-10T00:05:00Z'],
  // ISO 8601
  ['2026-03-10T14:05:09Z', 'Asia/Seoul', '2026-03-10T14:05:09Z'],
  ['2026-03-10T14:05:09.123456+09:00', 'UTC', '2026-03-10T05:05:09Z'],
  ['2026-03-10T14:05+0900', 'UTC', '2026-03-10T05:05:00Z'],
  ['2026-03-10 14:05:09 +09:00', 'UTC', '2026-03-10T05:05:09Z'],
  ['20260310T140509Z', 'UTC', '2026-03-10T14:05:09Z'],
  ['20260310140509', 'Asia/Seoul', '2026-03-10T05:05:09Z'],
  ['2026-069', 'UTC', '2026-03-10T00:00:00Z'],
  ['2026-03', 'UTC', '2026-03-01T00:00:00Z'],
  // Seconds and milliseconds since 1970
  ['1773119100', 'Asia/Seoul', '2026-03-10T05:05:00Z'],
  ['1773119100000', 'Asia/Seoul', '2026-03-10T05:05:00Z'],
  // Korean, Japanese, Chinese
  ['2026년 3월 10일 오후 2시 5분', 'Asia/Seoul', '2026-03-10T05:05:00Z'],
  ['2026년 03월 10일(화) 14:05:09', 'Asia/Seoul', '2026-03-10T05:05:09Z'],
  ['2026. 3. 10. 오전 12:05', 'Asia/Seoul', '2026-03-09T15:05:00Z'],
  ['2026.03.10 14:05', 'Asia/Seoul', '2026-03-10T05:05:00Z'],
  ['화, 10 3월 2026 14:05:09 +0900', 'UTC', '2026-03-10T05:05:09Z'],
  ['주체115(2026)년 3월 10일', 'Asia/Pyongyang', '2026-03-09T15:00:00Z'],
  ['2026年3月10日 14時05分', 'Asia/Tokyo', '2026-03-10T05:05:00Z'],
  ['2026年3月10日(火) 午後2時5分', 'Asia/Tokyo', '2026-03-10T05:05:00Z'],
  ['令和8年3月10日', 'Asia/Tokyo', '2026-03-09T15:00:00Z'],
  ['２０２６年３月１０日', 'Asia/Tokyo', '2026-03-09T15:00:00Z'],
  ['2026年3月10日下午2:05', 'Asia/Shanghai', '2026-03-10T06:05:00Z'],
  // Other languages
  ['10 août 2026 14:05', 'Europe/Paris', '2026-08-10T12:05:00Z'],
  ['10 de marzo de 2026 14:05', 'Europe/Madrid', '2026-03-10T13:05:00Z'],
  ['вт, 10 мар 2026 14:05:09 +0300', 'UTC', '2026-03-10T11:05:09Z'],
  ['10.03.2026, 14:05 Uhr', 'Europe/Berlin', '2026-03-10T13:05:00Z'],
  // No zone: the outlet's, summer time and all
  ['2026-03-10 14:05:09', 'Asia/Seoul', '2026-03-10T05:05:09Z'],
  ['2026-07-10 14:05:09', 'America/New_York', '2026-07-10T18:05:09Z'],
  ['2026-01-10 14:05:09', 'America/New_York', '2026-01-10T19:05:09Z'],
  ['2026-07-10 14:05:09', 'Nowhere/Such', '2026-07-10T14:05:09Z'],
  // A date alone
  ['2026-03-10', 'UTC', '2026-03-10T00:00:00Z'],
  ['10 March 2026', 'UTC', '2026-03-10T00:00:00Z'],
  ['Mar 10, 2026', 'Asia/Seoul', '2026-03-09T15:00:00Z'],
  ['25/03/2026 10:00', 'UTC', '2026-03-25T10:00:00Z'],
  // No date, or one that cannot be, or one that may be two
  ['', 'UTC', null],
  ['yesterday', 'UTC', null],
  ['Tue, 31 Feb 2026 14:05:09 GMT', 'UTC', null],
  ['2026-13-10', 'UTC', null],
  ['2026-03-10T25:00:00Z', 'UTC', null],
  ['2026-03-10T14:xx:00Z', 'UTC', null],
  ['04/03/2026', 'UTC', null],
]

for (const [written, zone, instant] of DATES) {
  test(`"${written}" of an outlet in ${zone} is ${instant ?? 'no date'}`, () => {
    const read = parseDate(written, zone)
    assert.equal(read === null ? null : new Date(read).toISOString().replace(/\.\d+/, ''), instant)
  })
}

test('no text makes it throw, and every date it reads is one', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...DATES.map(([written]) => written), ':', '+', '년', '月', 'T', 'GMT'),
      fc.integer().map(String),
      fc.string(),
    ),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(pieces, fc.constantFrom('UTC', 'Asia/Seoul', 'nonsense', ''), (parts, zone) => {
      const read = parseDate(parts.join(' '), zone)
      assert.ok(read === null || Number.isFinite(read))
    }),
  )
})
