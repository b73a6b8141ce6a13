import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseHttpDate } from '../../src/feeds/dates/http-date.ts'
import { NO_HINTS, type PollHints, type Timing } from '../../src/feeds/fetched.ts'
import { freshForMs, retryAfterMs } from '../../src/feeds/schedule/freshness.ts'
import { frequencyOf, LONGEST_WAIT_MS, nextPoll, nextTry, startDelayMs } from '../../src/feeds/schedule/next-poll.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Wednesday. */
const noon = Date.UTC(2026, 2, 25, 12)
const silent: Timing = { date: null, age: null, cacheControl: null, expires: null, retryAfter: null }
const at = (ms: number) => new Date(ms).toUTCString()
const pollAt = (id: string, timing: Timing, hints: PollHints, interval: number) =>
  nextPoll(id, frequencyOf(timing, hints, noon, interval, 'settings.yaml'), hints, noon)

test('HTTP dates are read in their three forms, and nothing else is', () => {
  const facts: readonly (readonly [string, number | null])[] = [
    ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Wed, 25-Mar-2026 12:00:00 GMT', noon],
    ['Sun, 06 Nov 1994 08:49:37', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['0', null],
    ['-1', null],
    ['Sun, 06 Foo 1994 08:49:37 GMT', null],
    ['Sun, 06 Nov 1994 25:49:37 GMT', null],
    ['1994-11-06', null],
    ['', null],
  ]
  for (const [text, expected] of facts) assert.equal(parseHttpDate(text), expected, text)
})

test('how long an answer stays fresh', () => {
  const facts: readonly (readonly [string, Partial<Timing>, number])[] = [
    ['nothing said', {}, 0],
    ['max-age', { cacheControl: 'public, max-age=900' }, 900 * SECOND],
    ['max-age in capitals, with spaces', { cacheControl: 'Public , MAX-AGE = 900' }, 900 * SECOND],
    ['max-age in quotes', { cacheControl: 'max-age="900"' }, 900 * SECOND],
    ['max-age less its Age', { cacheControl: 'max-age=900', age: '300' }, 600 * SECOND],
    ['an Age beyond max-age', { cacheControl: 'max-age=900', age: '1000' }, 0],
    ['no-cache wins over max-age', { cacheControl: 'no-cache, max-age=900' }, 0],
    ['of two max-ages the longer', { cacheControl: 'max-age=60, max-age=900' }, 900 * SECOND],
    ['a negative max-age says nothing', { cacheControl: 'max-age=-1' }, 0],
    ['a max-age that is no number says nothing', { cacheControl: 'max-age=soon' }, 0],
    ['s-maxage is for shared caches', { cacheControl: 's-maxage=900' }, 0],
    ['max-age wins over Expires', { cacheControl: 'max-age=60', expires: at(noon + HOUR), date: at(noon) }, MINUTE],
    ['Expires by the server’s Date', { expires: at(noon + 5 * HOUR), date: at(noon + 4 * HOUR) }, HOUR],
    ['Expires without Date by our clock', { expires: at(noon + HOUR) }, HOUR],
    ['Expires less its Age', { expires: at(noon + HOUR), date: at(noon), age: '600' }, 50 * MINUTE],
    ['Expires in the past', { expires: at(noon - HOUR) }, 0],
    ['Expires: 0', { expires: '0' }, 0],
    ['Expires: -1', { expires: '-1' }, 0],
  ]
  for (const [name, timing, expected] of facts) assert.equal(freshForMs({ ...silent, ...timing }, noon), expected, name)
})

test('Retry-After is read as seconds and as a date', () => {
  const facts: readonly (readonly [Partial<Timing>, number])[] = [
    [{}, 0],
    [{ retryAfter: '120' }, 2 * MINUTE],
    [{ retryAfter: at(noon + HOUR) }, HOUR],
    [{ retryAfter: at(noon + 5 * HOUR), date: at(noon + 4 * HOUR) }, HOUR],
    [{ retryAfter: at(noon - HOUR) }, 0],
    [{ retryAfter: 'later' }, 0],
    [{ retryAfter: '-5' }, 0],
  ]
  for (const [timing, expected] of facts)
    assert.equal(retryAfterMs({ ...silent, ...timing }, noon), expected, JSON.stringify(timing))
})

test('the next poll is the latest of what the operator, the headers and the feed say', () => {
  const facts: readonly (readonly [string, Partial<Timing>, Partial<PollHints>, number, number, number])[] = [
    // name, headers, hints, interval, earliest wait, latest wait
    ['the interval, 10 % shorter or longer', {}, {}, 10 * MINUTE, 9 * MINUTE, 11 * MINUTE],
    ['a longer max-age', { cacheControl: 'max-age=3600' }, {}, 10 * MINUTE, HOUR, HOUR],
    ['a shorter max-age', { cacheControl: 'max-age=60' }, {}, 10 * MINUTE, 9 * MINUTE, 11 * MINUTE],
    ['a longer ttl', {}, { ttlMs: 2 * HOUR }, 10 * MINUTE, 2 * HOUR, 2 * HOUR],
    ['a longer update period', {}, { updatePeriodMs: 3 * HOUR }, 10 * MINUTE, 3 * HOUR, 3 * HOUR],
    [
      'the longest of three',
      { cacheControl: 'max-age=3600' },
      { ttlMs: 5 * HOUR, updatePeriodMs: 3 * HOUR },
      10 * MINUTE,
      5 * HOUR,
      5 * HOUR,
    ],
    ['a ttl of a year is a day', {}, { ttlMs: 365 * DAY }, 10 * MINUTE, DAY, DAY],
    ['a max-age of a year is a day', { cacheControl: 'max-age=31536000' }, {}, 10 * MINUTE, DAY, DAY],
    ['Retry-After of a good answer says nothing', { retryAfter: '7200' }, {}, 10 * MINUTE, 9 * MINUTE, 11 * MINUTE],
    ['skipped hours are waited out', {}, { skipHours: [12, 13, 14] }, 10 * MINUTE, 3 * HOUR, 3 * HOUR],
    ['an hour that is not skipped is used', {}, { skipHours: [13, 14] }, 10 * MINUTE, 9 * MINUTE, 11 * MINUTE],
    ['a skipped day is waited out', {}, { skipDays: [3] }, 10 * MINUTE, 12 * HOUR, 12 * HOUR],
    ['where every hour is skipped, a day passes', {}, { skipHours: [...Array(24).keys()] }, 10 * MINUTE, DAY, DAY],
    ['hours are skipped after a ttl', {}, { ttlMs: 3 * HOUR, skipHours: [15] }, 10 * MINUTE, 4 * HOUR, 4 * HOUR],
  ]
  for (const [name, timing, hints, interval, least, most] of facts) {
    const wait = pollAt('a', { ...silent, ...timing }, { ...NO_HINTS, ...hints }, interval) - noon
    assert.ok(wait >= least && wait <= most, `${name}: ${wait / MINUTE} min`)
  }
})

test('an interval that is written at the feed holds, whatever headers and feed say; hours that are skipped are still waited out', () => {
  const timing = { ...silent, cacheControl: 'max-age=3600' }
  const hints = { ...NO_HINTS, ttlMs: 2 * HOUR, updatePeriodMs: 3 * HOUR }
  const own = frequencyOf(timing, hints, noon, 10 * MINUTE, 'feeds.yaml')
  assert.deepEqual(own, { ms: 10 * MINUTE, by: 'feeds.yaml' })
  assert.ok(nextPoll('a', own, hints, noon) - noon <= 11 * MINUTE)
  assert.equal(nextPoll('a', own, { ...hints, skipHours: [12] }, noon), noon + HOUR)
})

test('who asks for the time between two polls is known', () => {
  const by = (timing: Partial<Timing>, hints: Partial<PollHints>, interval = 10 * MINUTE) =>
    frequencyOf({ ...silent, ...timing }, { ...NO_HINTS, ...hints }, noon, interval, 'settings.yaml')
  assert.deepEqual(by({}, {}), { ms: 10 * MINUTE, by: 'settings.yaml' })
  assert.deepEqual(by({ cacheControl: 'max-age=900' }, {}), { ms: 15 * MINUTE, by: 'max-age or Expires' })
  assert.deepEqual(by({ cacheControl: 'max-age=900' }, { ttlMs: HOUR }), { ms: HOUR, by: 'ttl' })
  assert.deepEqual(by({}, { ttlMs: HOUR, updatePeriodMs: 300 * DAY }), { ms: DAY, by: 'sy:updatePeriod' })
  assert.deepEqual(by({}, { ttlMs: HOUR }, HOUR), { ms: HOUR, by: 'settings.yaml' })
})

test('looked for once a minute, an interval of a minute is a minute and one of two is two, whenever in the minute the answer comes', () => {
  for (const minutes of [1, 2, 3, 4])
    for (const answered of [0.05, 1, 9, 12, 25])
      for (const feed of ['a', 'b', 'c', 'd', 'e']) {
        const due = nextPoll(feed, { ms: minutes * MINUTE, by: 'feeds.yaml' }, NO_HINTS, noon + answered * SECOND)
        const asked = Math.ceil((due - noon) / MINUTE)
        assert.equal(asked, minutes, `${minutes} min, answered after ${answered} s`)
      }
})

test('failures wait 5 min and twice as long each time, up to 6 h, and never before a Retry-After', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 500].map(
    failures => (nextTry('a', { status: 500, timing: silent }, failures, NO_HINTS, noon) - noon) / MINUTE,
  )
  for (const [index, least] of [5, 10, 20, 40, 80, 160, 320, 360, 360, 360].entries()) {
    const wait = waits[index] ?? 0
    assert.ok(wait >= least && wait <= least * 1.1, `${index + 1}: ${wait}`)
  }
  const after = (status: number, retryAfter: string) =>
    nextTry('a', { status, timing: { ...silent, retryAfter } }, 1, NO_HINTS, noon) - noon
  assert.equal(after(429, '7200'), 2 * HOUR)
  assert.equal(after(503, at(noon + 3 * HOUR)), 3 * HOUR)
  assert.equal(after(429, '999999'), DAY)
  assert.ok(after(429, '1') >= 5 * MINUTE)
  assert.ok(after(500, '7200') < 6 * MINUTE)
})

test('jitter is derived from the feed: always the same, and different between feeds', () => {
  const wait = (id: string) => pollAt(id, silent, NO_HINTS, 10 * MINUTE) - noon
  const ids = Array.from({ length: 200 }, (_, index) => `feed-${index}`)
  const waits = ids.map(wait)
  assert.deepEqual(ids.map(wait), waits)
  assert.ok(new Set(waits).size > 190)
  assert.ok(Math.min(...waits) >= 9 * MINUTE && Math.min(...waits) < 9.2 * MINUTE)
  assert.ok(Math.max(...waits) <= 11 * MINUTE && Math.max(...waits) > 10.8 * MINUTE)
  const starts = ids.map(id => startDelayMs(id, 10_000))
  assert.ok(starts.every(start => start >= 0 && start < 10_000))
  assert.ok(new Set(starts.map(start => Math.floor(start / 1000))).size === 10)
})

test('whatever a publisher says, the next poll lies after now and within a day', () => {
  const text = fc.option(
    fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map(date => date.toUTCString()),
    ),
    { nil: null },
  )
  const timing = fc.record({
    date: text,
    age: text,
    cacheControl: fc.option(
      fc.oneof(
        fc.string(),
        fc.integer().map(n => `max-age=${n}`),
      ),
      { nil: null },
    ),
    expires: text,
    retryAfter: text,
  })
  const ms = fc.option(fc.double({ min: 0, max: 1e15, noNaN: true }), { nil: null })
  const hints = fc.record({
    ttlMs: ms,
    updatePeriodMs: ms,
    skipHours: fc.array(fc.integer({ min: 0, max: 23 })),
    skipDays: fc.array(fc.integer({ min: 0, max: 6 })),
  })
  fc.assert(
    fc.property(timing, hints, fc.string(), fc.integer({ min: 1, max: 1000 }), (one, said, id, failures) => {
      const polls = [
        pollAt(id, one, said, 10 * MINUTE),
        nextTry(id, { status: 429, timing: one }, failures, said, noon),
      ]
      for (const next of polls) {
        assert.ok(Number.isInteger(next))
        assert.ok(next >= noon + 5 * MINUTE && next <= noon + LONGEST_WAIT_MS)
      }
    }),
  )
})
