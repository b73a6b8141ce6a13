import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FirstRun, timing } from '../../src/alerts/timing.ts'
import type { Item } from '../../src/feeds/item.ts'

const HOUR = 3_600_000
const now = Date.UTC(2026, 10, 25, 12)
const item = (hoursOld: number | null): Item => ({
  id: String(hoursOld),
  keys: [],
  feedId: 'f',
  outlet: 'o',
  url: null,
  title: 't',
  summary: '',
  publishedAt: hoursOld === null ? null : now - hoursOld * HOUR,
  firstSeenAt: now,
  language: 'en',
})
const posted = (items: readonly Item[], first: boolean, firstRun: FirstRun) =>
  timing(items, first, { firstRun, maxAgeMs: 48 * HOUR }, now).map(one => one.post)

const none: FirstRun = { kind: 'none' }
const facts: readonly (readonly [string, readonly boolean[], readonly boolean[]])[] = [
  ['a new entry of a known feed is posted', posted([item(1)], false, none), [true]],
  ['an entry older than maxAge is only recorded', posted([item(47), item(49)], false, none), [true, false]],
  ['an entry without a date counts from when it was first seen', posted([item(null)], false, none), [true]],
  ['first run none: nothing is posted', posted([item(1), item(null)], true, none), [false, false]],
  [
    'first run newest 2: the two newest are posted',
    posted([item(5), item(1), item(3)], true, { kind: 'newest', count: 2 }),
    [false, true, true],
  ],
  ['first run newest never posts what is too old', posted([item(100)], true, { kind: 'newest', count: 2 }), [false]],
  [
    'first run since 4h: what is younger is posted',
    posted([item(5), item(3)], true, { kind: 'since', ms: 4 * HOUR }),
    [false, true],
  ],
]
for (const [name, actual, expected] of facts) test(name, () => assert.deepEqual(actual, expected))

test('what is not posted says why', () => {
  const [old, first] = timing([item(49), item(1)], true, { firstRun: none, maxAgeMs: 48 * HOUR }, now)
  assert.deepEqual(old, { post: false, why: 'recorded, not posted: older than 2 d (maxAge)' })
  assert.deepEqual(first, {
    post: false,
    why: 'recorded, not posted: the feed is read for the first time (firstRun: none)',
  })
})
