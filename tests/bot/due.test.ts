import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueFeeds, Jumps } from '../../src/bot/poll/due.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import { NEVER } from '../../src/feeds/schedule/learn.ts'
import type { PollState } from '../../src/feeds/schedule/poll-state.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const noon = Date.UTC(2026, 2, 29, 12)
const feed = { id: 'a', url: 'http://a.example/', enabled: true } as Feed
const state = (polledAt: number, dueAt: number) =>
  new Map([['a', { feedId: 'a', configuredUrl: feed.url, polledAt, dueAt, read: true } as PollState]])
const gone = (configuredUrl: string) =>
  new Map([['a', { feedId: 'a', configuredUrl, polledAt: noon, dueAt: NEVER, gone: true } as PollState]])
const due = (states: ReadonlyMap<string, PollState>, now: number, back = 0) =>
  dueFeeds([feed], states, now, back).length === 1

const facts: readonly (readonly [string, boolean, boolean])[] = [
  ['a feed that was never asked is due', due(new Map(), noon), true],
  ['a feed is not due before its time', due(state(noon - MINUTE, noon + 9 * MINUTE), noon), false],
  ['a feed is due at its time', due(state(noon - 10 * MINUTE, noon), noon), true],
  ['a feed that asked for a day of rest is left alone', due(state(noon - MINUTE, noon + 24 * HOUR), noon), false],
  ['a feed that is gone is not due', due(gone(feed.url), noon + 999 * HOUR), false],
  ['a feed that is gone is not due after the clock was set back', due(gone(feed.url), noon - HOUR), false],
  ['a feed that is gone is due at a new address', due(gone('http://old.example/'), noon), true],
  [
    'set back an hour: the rest of the interval is waited, not an hour more',
    due(state(noon + 55 * MINUTE, noon + 65 * MINUTE), noon, HOUR),
    false,
  ],
  [
    'set back an hour: due when the interval has passed',
    due(state(noon + 55 * MINUTE, noon + 65 * MINUTE), noon + 5 * MINUTE, HOUR),
    true,
  ],
  [
    'set back an hour: what was asked since is not asked again at once',
    due(state(noon, noon + 10 * MINUTE), noon + MINUTE, HOUR),
    false,
  ],
  [
    'restarted after the clock was set back: due now rather than in an hour',
    due(state(noon + 55 * MINUTE, noon + 65 * MINUTE), noon),
    true,
  ],
  [
    'a feed that is switched off is never due',
    dueFeeds([{ ...feed, enabled: false }], new Map(), noon, 0).length === 1,
    false,
  ],
]
for (const [name, actual, expected] of facts) test(name, () => assert.equal(actual, expected))

test('where one feed was asked to leave its host alone, no other of that host is due until then, also after a restart', () => {
  const at = (id: string, url: string) => ({ id, url, enabled: true }) as Feed
  const feeds = [at('b', 'http://a.example/b'), at('c', 'http://c.example/'), at('moved', 'http://old.example/')]
  const kept = (of: Feed, more: Partial<PollState>) =>
    [of.id, { feedId: of.id, configuredUrl: of.url, polledAt: noon, dueAt: noon, ...more } as PollState] as const
  const states = new Map([
    kept(feed, { dueAt: noon + HOUR, rest: { host: 'a.example', until: noon + HOUR } }),
    kept(at('moved', 'http://old.example/'), { movedUrl: 'http://a.example/m' }),
  ])
  const ids = (now: number) => dueFeeds(feeds, states, now, 0).map(({ id }) => id)
  assert.deepEqual(ids(noon + MINUTE), ['c'])
  assert.deepEqual(ids(noon + HOUR), ['b', 'c', 'moved'])
  assert.deepEqual(ids(noon - 24 * HOUR), ['b', 'c', 'moved'], 'a rest from before the clock was set back is none')
})

test('a set clock is told from time that passes', () => {
  const jumps = new Jumps(noon, 0)
  assert.equal(jumps.look(noon + MINUTE, MINUTE), 0)
  assert.equal(jumps.look(noon + MINUTE - HOUR + MINUTE, 2 * MINUTE), -HOUR)
  assert.equal(jumps.look(noon + 3 * MINUTE - HOUR, 3 * MINUTE), 0)
  assert.equal(jumps.look(noon + 4 * MINUTE, 4 * MINUTE), HOUR)
})
