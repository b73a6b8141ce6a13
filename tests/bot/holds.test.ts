import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { BREAKER_WINDOW_MS } from '../../src/alerts/delivery/breaker.ts'
import { Holds } from '../../src/bot/deliver/holds.ts'
import type { OutboxNotice } from '../../src/bot/deliver/outbox-parts.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { DAY0, HOUR } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
let store: Store
let notices: OutboxNotice[]

beforeEach(async () => {
  store = await openStore('sqlite::memory:')
  notices = []
})
afterEach(() => store.close())

async function load(): Promise<Holds> {
  const holds = new Holds(store, notice => void notices.push(notice))
  await holds.load()
  return holds
}

test('a channel that takes nothing is asked again after an hour, and said once', async () => {
  const holds = await load()
  await holds.apply(CHANNEL, { kind: 'channel', why: 'forbidden', again: true }, DAY0)
  await holds.apply(CHANNEL, { kind: 'channel', why: 'still forbidden', again: true }, DAY0 + HOUR)
  assert.equal(holds.until(CHANNEL, DAY0 + HOUR), DAY0 + 2 * HOUR)
  assert.deepEqual(notices, [{ kind: 'channel-paused', channelId: CHANNEL, why: 'forbidden', again: true }])
  assert.deepEqual(await store.fact('paused-channels'), {
    [CHANNEL]: { since: DAY0, probeAt: DAY0 + 2 * HOUR, why: 'still forbidden' },
  })
  await holds.resume(CHANNEL)
  await holds.resume(CHANNEL)
  assert.deepEqual(notices.slice(1), [{ kind: 'channel-resumed', channelId: CHANNEL }])
  assert.equal(holds.until(CHANNEL, DAY0), 0)
  assert.deepEqual(await store.fact('paused-channels'), {})
})

test('what does not concern the channel pauses none', async () => {
  const holds = await load()
  await holds.apply(CHANNEL, { kind: 'none' }, DAY0)
  await holds.apply(CHANNEL, { kind: 'process', why: 'refused' }, DAY0)
  assert.equal(holds.until(CHANNEL, DAY0), 0)
  assert.deepEqual([notices, await store.fact('paused-channels')], [[], null])
})

test('of several limits for all the latest counts, each is said, and no channel is paused by them', async () => {
  const holds = await load()
  for (const until of [DAY0 + 30_000, DAY0 + 10_000])
    await holds.apply(CHANNEL, { kind: 'all', why: 'limited', until }, DAY0)
  assert.equal(holds.until('another', DAY0), DAY0 + 30_000)
  assert.deepEqual(notices, [
    { kind: 'all-paused', until: DAY0 + 30_000, why: 'limited' },
    { kind: 'all-paused', until: DAY0 + 10_000, why: 'limited' },
  ])
  assert.equal(await store.fact('paused-channels'), null)
})

test('a limit for all is not made longer by a clock that was set back', async () => {
  const holds = await load()
  await holds.apply(CHANNEL, { kind: 'all', why: 'limited', until: DAY0 + 30_000 }, DAY0)
  assert.equal(holds.until(CHANNEL, DAY0), DAY0 + 30_000)
  assert.equal(holds.until(CHANNEL, DAY0 - HOUR), 0)
})

test('a channel that is no more is asked again after an hour, as one that refuses', async () => {
  const holds = await load()
  await holds.apply(CHANNEL, { kind: 'no-channel', why: 'gone' }, DAY0)
  assert.equal(holds.until(CHANNEL, DAY0), DAY0 + HOUR)
  assert.deepEqual(notices, [{ kind: 'channel-paused', channelId: CHANNEL, why: 'gone', again: true }])
})

test('after a restart a paused channel is asked at once, and said anew when something waits for it', async () => {
  await (await load()).apply(CHANNEL, { kind: 'channel', why: 'forbidden', again: true }, DAY0)
  await (await load()).apply('gone', { kind: 'channel', why: 'deleted', again: false }, DAY0)
  notices.length = 0
  const again = await load()
  assert.equal(again.until(CHANNEL, DAY0 + 1), 0)
  assert.equal(again.until('gone', DAY0 + 1), null)
  for (const channelId of [CHANNEL, 'gone', 'gone', 'another']) again.remind(channelId)
  assert.deepEqual(notices, [
    { kind: 'channel-paused', channelId: CHANNEL, why: 'forbidden', again: true },
    { kind: 'channel-paused', channelId: 'gone', why: 'deleted', again: false },
  ])
})

test('a channel that is behind is said once, from the sixth try on, and that it no longer is', async () => {
  const holds = await load()
  for (const attempts of [1, 5, 6, 7]) holds.late(CHANNEL, attempts, `try ${attempts}`)
  assert.deepEqual(notices, [{ kind: 'channel-late', channelId: CHANNEL, why: 'try 6' }])
  await holds.resume(CHANNEL)
  assert.deepEqual(notices.slice(1), [{ kind: 'channel-resumed', channelId: CHANNEL }])
  assert.equal(await store.fact('paused-channels'), null)
  holds.late(CHANNEL, 6, 'again')
  await holds.apply(CHANNEL, { kind: 'channel', why: 'forbidden', again: true }, DAY0)
  holds.late(CHANNEL, 9, 'not said')
  assert.deepEqual(
    notices.slice(2).map(one => one.kind),
    ['channel-late', 'channel-paused'],
  )
})

test('twenty invalid answers hold all back until the first is ten minutes old, and that is said', async () => {
  const holds = await load()
  for (let answer = 0; answer < 20; answer += 1) {
    assert.deepEqual(notices, [])
    await holds.noteInvalid(DAY0 + answer)
  }
  const until = DAY0 + BREAKER_WINDOW_MS
  assert.deepEqual(notices, [{ kind: 'all-paused', until, why: 'Discord refused 20 requests in ten minutes' }])
  assert.equal((await load()).until('any', DAY0 + 20), until)
  assert.equal((await load()).invalid.length, 20)
})

const pauses: readonly (readonly [what: string, pause: unknown, read: boolean])[] = [
  ['a pause', { since: DAY0, probeAt: DAY0 + 1, why: 'x' }, true],
  ['a pause for good', { since: DAY0, probeAt: null, why: 'x' }, true],
  ['a number', 7, false],
  ['nothing', null, false],
  ['a text', 'x', false],
  ['one without a beginning', { probeAt: null, why: 'x' }, false],
  ['one without a reason', { since: DAY0, probeAt: null }, false],
  ['one whose end is a text', { since: DAY0, probeAt: 'x', why: 'x' }, false],
  ['one without an end', { since: DAY0, why: 'x' }, false],
]

for (const [what, pause, read] of pauses) {
  test(`${what} that is stored is ${read ? 'kept' : 'left out'}`, async () => {
    await store.saveFact('paused-channels', { [CHANNEL]: pause })
    const holds = await load()
    await holds.apply('another', { kind: 'channel', why: 'y', again: false }, DAY0)
    const kept = Object.keys((await store.fact('paused-channels')) ?? {}).includes(CHANNEL)
    assert.equal(kept, read)
    assert.equal(holds.until('another', DAY0), null)
  })
}

for (const [what, stored, read] of [
  ['times', [1, 2], [1, 2]],
  ['times among other things', [1, 'x', null, 2], [1, 2]],
  ['something else', 'x', []],
] as const) {
  test(`of ${what} stored as invalid answers the times are read`, async () => {
    await store.saveFact('invalid-answers', stored)
    assert.deepEqual((await load()).invalid, read)
  })
}

test('nothing is known before it is read, and what is stored is read again once it is forgotten', async () => {
  const holds = new Holds(store, () => {})
  assert.deepEqual(holds.invalid, [])
  await holds.load()
  await store.saveFact('invalid-answers', [5])
  await holds.load()
  assert.deepEqual(holds.invalid, [])
  holds.forget()
  await holds.load()
  assert.deepEqual(holds.invalid, [5])
})
