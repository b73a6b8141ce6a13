import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allFailing, causesOf, outlookOf, renderCause } from '../../src/feeds/schedule/outlook.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'
import { DAY0, makePollState } from '../fakes/records.ts'

const MINUTE = 60_000
const feed = (id: string, enabled = true) => ({ id, enabled })
const well = (id: string, dueAt: number) => makePollState(id, dueAt)
const failing = (id: string, what: string, reason = 'server-error', dueAt = DAY0 + 5 * MINUTE): PollState => ({
  ...makePollState(id, dueAt),
  failures: 2,
  failure: { reason, what, since: DAY0 },
})
const look = (feeds: readonly { id: string; enabled: boolean }[], states: readonly PollState[]) =>
  outlookOf(feeds, new Map(states.map(state => [state.feedId, state])), DAY0)

test('feeds that fail of one cause are one cause, the most common first', () => {
  const { causes, failing: count } = look(
    ['a', 'b', 'c', 'd'].map(id => feed(id)),
    [failing('a', 'answered 500'), failing('b', 'answered 503'), failing('c', 'answered 503'), well('d', DAY0)],
  )
  assert.deepEqual(
    causes.map(cause => [cause.what, cause.feeds]),
    [
      ['answered 503', ['b', 'c']],
      ['answered 500', ['a']],
    ],
  )
  assert.equal(count, 3)
})

test('a disabled feed counts nowhere', () => {
  const outlook = look([feed('a', false), feed('b')], [failing('a', 'answered 500'), well('b', DAY0 + MINUTE)])
  assert.deepEqual([outlook.polled, outlook.failing, outlook.nextAt], [1, 0, DAY0 + MINUTE])
})

const NEXT: readonly (readonly [fact: string, states: readonly PollState[], at: number | null])[] = [
  ['the first that is due', [well('a', DAY0 + 9 * MINUTE), well('b', DAY0 + 3 * MINUTE)], DAY0 + 3 * MINUTE],
  ['now, where one is overdue', [well('a', DAY0 - MINUTE), well('b', DAY0 + MINUTE)], DAY0],
  ['now, where one was never asked', [well('a', DAY0 + MINUTE)], DAY0],
  ['never, where all are gone', ['a', 'b'].map(id => ({ ...well(id, DAY0), gone: true })), null],
]
for (const [fact, states, at] of NEXT)
  test(`the next poll is ${fact}`, () => assert.equal(look([feed('a'), feed('b')], states).nextAt, at))

test('all failing is said of all alone, and never of none', () => {
  assert.equal(allFailing(look([feed('a')], [failing('a', 'answered 500')])), true)
  assert.equal(allFailing(look([feed('a'), feed('b')], [failing('a', 'answered 500')])), false)
  assert.equal(allFailing(look([], [])), false)
})

const SENTENCES: readonly (readonly [
  fact: string,
  failed: number,
  of: number,
  reason: string | null,
  asks: boolean,
])[] = [
  ['all meet no host', 3, 3, 'name-not-found', true],
  ['all meet no look-up', 2, 2, 'lookup', true],
  ['one of them is read', 2, 3, 'name-not-found', false],
  ['all answer with an error: the network is there', 3, 3, 'server-error', false],
  ['there is one feed alone: it may be its host', 1, 1, 'name-not-found', false],
  ['the cause is not known', 2, 2, null, false],
]
for (const [fact, count, of, reason, asks] of SENTENCES)
  test(`whether this machine is online is ${asks ? '' : 'not '}asked where ${fact}`, () => {
    const [cause] = causesOf(
      Array.from({ length: count }, (_, id) => ({ id: `f${id}`, reason, what: 'does not answer' })),
    )
    assert.ok(cause)
    const tail = asks ? ' – is this machine online?' : ''
    assert.equal(renderCause(cause, of), `${count} of ${of} feed${of === 1 ? '' : 's'}: does not answer${tail}`)
  })
