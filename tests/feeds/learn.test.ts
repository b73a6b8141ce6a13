import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Failed,
  type Fresh,
  NO_HINTS,
  type Timing,
  type Unchanged,
  type Validators,
} from '../../src/feeds/fetched.ts'
import { learn, NEVER, type PollOutcome } from '../../src/feeds/schedule/learn.ts'
import { addressOf, type PollState, validatorsOf } from '../../src/feeds/schedule/poll-state.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const noon = Date.UTC(2026, 2, 25, 12)
const feed = { id: 'a', url: 'http://a.example/feed' }
const silent: Timing = { date: null, age: null, cacheControl: null, expires: null, retryAfter: null }
const validators: Validators = { url: feed.url, etag: '"1"', lastModified: null, bodyHash: 'h' }

const fresh = (movedTo: string | null = null): Fresh => ({
  kind: 'fresh',
  url: feed.url,
  body: new Uint8Array(),
  contentType: null,
  validators,
  timing: silent,
  movedTo,
})
const read = (movedTo: string | null = null): PollOutcome => ({
  kind: 'read',
  fetched: fresh(movedTo),
  hints: NO_HINTS,
  entries: [{ id: 'e', publishedAt: null }],
  whole: true,
  hosts: [],
})
const same = (movedTo: string | null = null): PollOutcome => ({
  kind: 'unchanged',
  fetched: { kind: 'unchanged', by: 'status', validators, timing: silent, movedTo } satisfies Unchanged,
})
const fail = (reason: Failed['reason'], status: number | null = null): PollOutcome => ({
  kind: 'failed',
  fetched: { kind: 'failed', reason, what: `answered ${status}`, status, timing: null },
})
const unreadable: PollOutcome = {
  kind: 'unreadable',
  fetched: fresh(),
  reason: 'html',
  what: 'HTML where a feed was expected',
}

/** What is kept after polls 10 minutes apart, written and read again after each as the store does. */
function after(outcomes: readonly PollOutcome[], start: PollState | null = null, of = feed): PollState {
  let state = start
  let now = noon
  for (const outcome of outcomes) {
    state = JSON.parse(JSON.stringify(learn(of, state, outcome, now, 10 * MINUTE))) as PollState
    now += 10 * MINUTE
  }
  assert.ok(state)
  return state
}

test('a move is followed after three polls that agree, and not before', () => {
  const there = 'http://b.example/feed'
  const elsewhere = 'http://c.example/feed'
  const facts: readonly (readonly [string, readonly PollOutcome[], string])[] = [
    ['one redirect', [read(there)], feed.url],
    ['two redirects', [read(there), read(there)], feed.url],
    ['three redirects', [read(there), same(there), read(there)], there],
    ['three that do not agree', [read(there), read(elsewhere), read(there)], feed.url],
    ['a poll without redirect starts the count anew', [read(there), read(there), read(), read(there)], feed.url],
    ['a failure between does not', [read(there), read(there), fail('server-error', 500), read(there)], there],
    ['followed, it stays', [read(there), read(there), read(there), read(), read()], there],
    [
      'moved on',
      [...Array<PollOutcome>(3).fill(read(there)), ...Array<PollOutcome>(3).fill(read(elsewhere))],
      elsewhere,
    ],
    [
      'moved back',
      [...Array<PollOutcome>(3).fill(read(there)), ...Array<PollOutcome>(3).fill(read(feed.url))],
      feed.url,
    ],
    [
      'lost where it moved to: asked at home again',
      [...Array<PollOutcome>(3).fill(read(there)), ...Array<PollOutcome>(3).fill(fail('not-found', 404))],
      feed.url,
    ],
    [
      'gone where it moved to: asked at home again',
      [...Array<PollOutcome>(3).fill(read(there)), fail('gone', 410)],
      feed.url,
    ],
  ]
  for (const [name, outcomes, expected] of facts) assert.equal(addressOf(feed, after(outcomes)), expected, name)
})

test('a feed that was not asked because its host rests learns nothing but when it may be asked', () => {
  const before = after([read(), fail('server-error', 500)])
  const timing = { ...silent, retryAfter: '600' }
  const failed: Failed = { kind: 'failed', reason: 'resting', what: 'was not asked', status: 429, timing }
  const state = learn(feed, before, { kind: 'failed', fetched: failed }, noon + HOUR, 10 * MINUTE)
  assert.deepEqual(state, { ...before, dueAt: noon + HOUR + 10 * MINUTE })
})

test('an answer that asks to be left alone is kept for its host, until one that does not', () => {
  const asks = (status: number): PollOutcome => ({
    kind: 'failed',
    fetched: { kind: 'failed', reason: 'server-error', what: 'x', status, timing: { ...silent, retryAfter: '7200' } },
  })
  assert.deepEqual(after([read(), asks(503)]).rest, { host: 'a.example', until: noon + 10 * MINUTE + 2 * HOUR })
  assert.equal(after([read(), asks(500)]).rest, null)
  assert.equal(after([read(), asks(429), read()]).rest, null)
})

test('410 ends the asking until feeds.yaml gives another address', () => {
  const state = after([read(), fail('gone', 410)])
  assert.equal(state.gone, true)
  assert.equal(state.dueAt, NEVER)
  const moved = { ...feed, url: 'http://d.example/feed' }
  const anew = after([read()], state, moved)
  assert.equal(anew.gone, false)
  assert.equal(anew.read, true)
  assert.ok(anew.dueAt < noon + 12 * MINUTE)
})

test('a new address in feeds.yaml makes validators and moves void', () => {
  const state = after([read()])
  const moved = { ...feed, url: 'http://d.example/feed' }
  assert.deepEqual(validatorsOf(feed, state), validators)
  assert.equal(validatorsOf(moved, state), null)
  assert.equal(addressOf(moved, state), moved.url)
})

test('a body that could not be read leaves the last good validators and counts as a failure', () => {
  const other: Validators = { ...validators, etag: '"html"' }
  const state = after([read(), { ...unreadable, fetched: { ...fresh(), validators: other } }])
  assert.deepEqual(state.validators, validators)
  assert.equal(state.failures, 1)
  assert.equal(state.failure?.reason, 'html')
  assert.equal(after([unreadable]).validators, null)
  assert.equal(after([unreadable]).read, false)
})

test('a good answer ends the count of failures', () => {
  const failing = after([fail('connection'), fail('connection'), fail('connection')])
  assert.equal(failing.failures, 3)
  assert.equal(failing.failure?.since, noon)
  const well = after([same()], failing)
  assert.deepEqual([well.failures, well.failure], [0, null])
})

test('what a feed said of its hours holds for the polls that bring no body', () => {
  const hints = { ...NO_HINTS, ttlMs: 3 * HOUR }
  const state = after([{ kind: 'read', fetched: fresh(), hints, entries: [], whole: true, hosts: [] }, same()])
  assert.equal(state.dueAt, noon + 10 * MINUTE + 3 * HOUR)
})

test('the same poll of the same state teaches the same', () => {
  const state = after([read(), fail('deadline')])
  assert.deepEqual(
    learn(feed, state, read('http://b.example/'), noon, MINUTE),
    learn(feed, state, read('http://b.example/'), noon, MINUTE),
  )
})
