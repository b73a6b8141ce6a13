import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Fresh, NO_HINTS, type Timing, type Unchanged, type Validators } from '../../src/feeds/fetched.ts'
import { learnCadence, NO_CADENCE, silenceMs } from '../../src/feeds/schedule/cadence.ts'
import { diagnose, type Notice } from '../../src/feeds/schedule/health.ts'
import { learn, type PollOutcome } from '../../src/feeds/schedule/learn.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const noon = Date.UTC(2026, 2, 25, 12)
const feed = { id: 'a', name: 'Outlet', url: 'http://a.example/feed' }
const silent: Timing = { date: null, age: null, cacheControl: null, expires: null, retryAfter: null }
const validators: Validators = { url: feed.url, etag: '"1"', lastModified: null, bodyHash: 'h' }
const fetched: Fresh = {
  kind: 'fresh',
  url: feed.url,
  body: new Uint8Array(),
  contentType: null,
  validators,
  timing: silent,
  movedTo: null,
}
const same: PollOutcome = {
  kind: 'unchanged',
  fetched: { kind: 'unchanged', by: 'status', validators, timing: silent, movedTo: null } satisfies Unchanged,
}
const broken: PollOutcome = {
  kind: 'failed',
  fetched: { kind: 'failed', reason: 'server-error', what: 'answered 503', status: 503, timing: null },
}
const entries = (times: readonly number[]) => times.map(time => ({ id: `e${time}`, publishedAt: time }))
const read = (times: readonly number[]): PollOutcome => ({
  kind: 'read',
  fetched,
  hints: NO_HINTS,
  entries: entries(times),
  whole: true,
  hosts: [],
})

/** What is said over polls at the times given. */
function said(polls: readonly (readonly [number, PollOutcome])[]): readonly (readonly [number, Notice['kind']])[] {
  let state: PollState | null = null
  const notices: (readonly [number, Notice['kind']])[] = []
  for (const [now, outcome] of polls) {
    const told = diagnose(feed, state, learn(feed, state, outcome, now, 10 * MINUTE), now)
    state = JSON.parse(JSON.stringify(told.state)) as PollState
    for (const notice of told.notices) notices.push([now - noon, notice.kind])
  }
  return notices
}

const hourly = (from: number, count: number) => Array.from({ length: count }, (_, index) => from - index * HOUR)
const every = (step: number, from: number, until: number, outcome: PollOutcome) =>
  Array.from({ length: Math.ceil((until - from) / step) }, (_, index) => [from + index * step, outcome] as const)

test('three failures in a row are said once, then daily, and so is the recovery', () => {
  assert.deepEqual(
    said([
      [noon, broken],
      [noon + 1, broken],
    ]),
    [],
  )
  assert.deepEqual(
    said([
      [noon, broken],
      [noon + 1, broken],
      [noon + 2, same],
      [noon + 3, broken],
    ]),
    [],
  )
  assert.deepEqual(said(every(HOUR, noon, noon + 2 * DAY + 3 * HOUR, broken)), [
    [2 * HOUR, 'failing'],
    [2 * HOUR + DAY, 'failing'],
    [2 * HOUR + 2 * DAY, 'failing'],
  ])
  assert.deepEqual(
    said([...every(HOUR, noon, noon + 4 * HOUR, broken), [noon + 4 * HOUR, same], [noon + 5 * HOUR, same]]),
    [
      [2 * HOUR, 'failing'],
      [4 * HOUR, 'recovered'],
    ],
  )
})

test('a feed that answers but brings nothing for four times its usual longest gap is stale, said once and then daily', () => {
  // hourly news: the least silence of 6 h holds
  const quiet = [[noon, read(hourly(noon, 20))] as const, ...every(HOUR, noon + HOUR, noon + 32 * HOUR, same)]
  assert.deepEqual(said(quiet), [
    [7 * HOUR, 'stale'],
    [31 * HOUR, 'stale'],
  ])
  const again = noon + 33 * HOUR
  assert.deepEqual(said([...quiet, [again, read([again, ...hourly(noon, 19)])]]).at(-1), [33 * HOUR, 'recovered'])
})

test('a weekly column is not stale after a week', () => {
  const weekly = Array.from({ length: 8 }, (_, index) => noon - index * 7 * DAY)
  assert.deepEqual(said([[noon, read(weekly)], ...every(DAY, noon + DAY, noon + 28 * DAY, same)]), [])
  assert.deepEqual(said([[noon, read(weekly)], ...every(DAY, noon + DAY, noon + 30 * DAY, same)]), [
    [29 * DAY, 'stale'],
  ])
})

test('failures are neither staleness nor recovery', () => {
  const stale = [[noon, read(hourly(noon, 20))] as const, [noon + 8 * HOUR, same] as const]
  assert.deepEqual(said([...stale, [noon + 9 * HOUR, broken], [noon + 10 * HOUR, broken]]), [[8 * HOUR, 'stale']])
})

test('410 is said once', () => {
  const gone: PollOutcome = {
    kind: 'failed',
    fetched: { kind: 'failed', reason: 'gone', what: 'answered 410', status: 410, timing: null },
  }
  assert.deepEqual(
    said([
      [noon, read([])],
      [noon + 1, gone],
      [noon + 2, gone],
    ]),
    [[1, 'gone']],
  )
})

test('a move is said once', () => {
  const moved: PollOutcome = {
    kind: 'read',
    fetched: { ...fetched, movedTo: 'http://b.example/' },
    hints: NO_HINTS,
    entries: [],
    whole: true,
    hosts: [],
  }
  assert.deepEqual(said(every(HOUR, noon, noon + 5 * HOUR, moved)), [[2 * HOUR, 'moved']])
})

test('what a cadence is learned from', () => {
  const facts: readonly (readonly [string, readonly (number | null)[], number | null])[] = [
    ['too few entries teach nothing', [0, 1, 2, 3, 4].map(n => noon - n * HOUR), null],
    ['six hourly entries: the least silence', [0, 1, 2, 3, 4, 5].map(n => noon - n * HOUR), 6 * HOUR],
    ['daily entries', [0, 1, 2, 3, 4, 5].map(n => noon - n * DAY), 4 * DAY],
    ['one outage among daily entries is left out', [0, 1, 2, 3, 4, 30].map(n => noon - n * DAY), 4 * DAY],
    ['undated entries teach nothing', [null, null, null, null, null, null, null], null],
    [
      'entries of the future count as of now',
      [noon + 90 * DAY, ...[0, 1, 2, 3, 4, 5].map(n => noon - n * DAY)],
      4 * DAY,
    ],
  ]
  for (const [name, times, expected] of facts) {
    const seen = times.map((publishedAt, index) => ({ id: `${index}`, publishedAt }))
    assert.equal(silenceMs(learnCadence(NO_CADENCE, seen, noon)), expected, name)
  }
})

test('a late entry with an old date still shows that the outlet is alive', () => {
  const first = learnCadence(NO_CADENCE, entries(hourly(noon, 10)), noon)
  const later = learnCadence(first, [...entries([noon - 30 * DAY]), ...entries(hourly(noon, 9))], noon + 20 * HOUR)
  assert.equal(later.newestAt, noon + 20 * HOUR)
})

test('whatever entries come, what is kept stays small and time does not run backwards', () => {
  const entry = fc.record({
    id: fc.string(),
    publishedAt: fc.option(fc.integer({ min: 0, max: noon * 2 }), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(fc.array(entry, { maxLength: 60 }), { maxLength: 12 }), reads => {
      let cadence = NO_CADENCE
      for (const [index, one] of reads.entries()) {
        const next = learnCadence(cadence, one, noon + index * MINUTE)
        assert.ok(next.gapsMs.length <= 50 && next.known.length <= 500)
        assert.ok(next.gapsMs.every(gap => gap > 0))
        assert.ok((next.newestAt ?? 0) >= (cadence.newestAt ?? 0) && (next.newestAt ?? 0) <= noon + index * MINUTE)
        cadence = next
      }
    }),
  )
})
