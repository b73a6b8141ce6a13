import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { markerIn } from '../../src/alerts/card/marker.ts'
import { render } from '../../src/alerts/card/render.ts'
import { backoff, pauseFor } from '../../src/alerts/delivery/backoff.ts'
import { BREAKER_ANSWERS, BREAKER_WINDOW_MS, breakerUntil, noteInvalid } from '../../src/alerts/delivery/breaker.ts'
import { inOrder, readiness, superseded } from '../../src/alerts/delivery/queue.ts'
import { type Outcome, type SettleSettings, settle } from '../../src/alerts/delivery/settle.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { DAY0, HOUR, makeDelivery } from '../fakes/records.ts'

const bot: SettleSettings = { repeatable: true, onUncertain: 'hold', place: '5' }
const resend: SettleSettings = { repeatable: false, onUncertain: 'resend', place: '5' }
const hold: SettleSettings = { repeatable: false, onUncertain: 'hold', place: '5' }
const fresh = makeDelivery('a')
const tried = { ...fresh, firstTriedAt: DAY0 - HOUR, attempts: 3 }
const edit = makeDelivery('e', { action: { kind: 'edit', of: fresh.id } })
const refusal = (status: number, code: number | null): Outcome => ({ kind: 'refused', status, code, why: '' })

describe('settle', () => {
  test('sent keeps where the message is', () => {
    const outcome = { kind: 'sent', messageId: '7', channelId: '5' } as const
    const { delivery, effect, invalid } = settle(fresh, outcome, DAY0, bot)
    assert.deepEqual(delivery, {
      ...fresh,
      attempts: 1,
      place: '5',
      state: { at: 'sent', messageId: '7', channelId: '5', sentAt: DAY0 },
    })
    assert.deepEqual([effect, invalid], [{ kind: 'none' }, false])
  })

  test('sent keeps the post of a forum that the message opened', () => {
    const outcome = { kind: 'sent', messageId: '7', channelId: '6', place: 'webhook-5-6' } as const
    const place = 'webhook-5'
    assert.equal(settle(fresh, outcome, DAY0, { ...resend, place }).delivery.place, 'webhook-5-6')
  })

  test('uncertain notes when it was first tried and keeps the first of two times', () => {
    const once = settle(fresh, { kind: 'uncertain', why: 'reset' }, DAY0, bot).delivery
    assert.deepEqual(once.state, { at: 'uncertain', since: DAY0, why: 'reset' })
    assert.equal(once.firstTriedAt, DAY0)
    const twice = settle(once, { kind: 'uncertain', why: 'timeout' }, DAY0 + HOUR, bot).delivery
    assert.deepEqual(twice.state, { at: 'uncertain', since: DAY0, why: 'timeout' })
    assert.equal(twice.firstTriedAt, DAY0)
    assert.deepEqual([once.attempts, twice.attempts], [1, 2])
    assert.ok(twice.notBefore > DAY0 + HOUR)
  })

  test('what was certainly not taken on leaves no doubt behind, and no doubt that was there is lost', () => {
    const outcome = { kind: 'retry', afterMs: 5000, scope: 'channel', status: 429, why: '' } as const
    const settled = settle(fresh, outcome, DAY0, bot)
    assert.deepEqual(settled.delivery, { ...fresh, attempts: 1, notBefore: DAY0 + 5000, pauseMs: 5000 })
    assert.deepEqual([settled.effect, settled.invalid], [{ kind: 'none' }, true])
    assert.equal(settle(tried, outcome, DAY0, bot).delivery.firstTriedAt, tried.firstTriedAt)
  })

  test('a limit for all holds everything back; a connection that was never made is no invalid answer', () => {
    const outcome = { kind: 'retry', afterMs: 60_000, scope: 'all', status: null, why: 'limit' } as const
    const { effect, invalid } = settle(fresh, outcome, DAY0, bot)
    assert.deepEqual(effect, { kind: 'all', until: DAY0 + 60_000, why: 'limit' })
    assert.equal(invalid, false)
  })

  test('a pause is at least a second, however short the one asked for', () => {
    assert.equal(pauseFor('a', 1, 3), 1000)
    assert.equal(pauseFor('a', 1, 3_600_000), 3_600_000)
  })

  test('a refused token stops the process and leaves the delivery', () => {
    const { delivery, effect, invalid } = settle(fresh, refusal(401, 0), DAY0, bot)
    assert.deepEqual(delivery, { ...fresh, attempts: 1 })
    assert.equal(effect.kind, 'process')
    assert.equal(invalid, true)
  })

  test('a missing permission pauses the channel and leaves the delivery', () => {
    const { delivery, effect } = settle(tried, refusal(403, 50013), DAY0, bot)
    assert.deepEqual(delivery, { ...tried, attempts: 4 })
    assert.deepEqual(effect.kind === 'channel' && effect.again, true)
    const gone = settle(fresh, refusal(404, 10015), DAY0, resend).effect
    assert.deepEqual(gone.kind === 'channel' && gone.again, false)
  })

  test('a message that Discord refuses is set aside with Discord’s words', () => {
    const outcome = { kind: 'refused', status: 400, code: 50035, why: 'embeds.0 BASE_TYPE_MAX_LENGTH' } as const
    assert.deepEqual(settle(fresh, outcome, DAY0, bot).delivery.state, {
      at: 'set-aside',
      why: 'Discord refuses the form of the message (HTTP 400, code 50035): embeds.0 BASE_TYPE_MAX_LENGTH',
      since: DAY0,
    })
  })

  test('a passing refusal waits longer each time', () => {
    const first = settle(fresh, refusal(503, null), DAY0, bot).delivery
    assert.deepEqual(first.state, { at: 'pending' })
    assert.equal(first.firstTriedAt, null)
    assert.ok(first.notBefore >= DAY0 + 1500 && first.notBefore <= DAY0 + 2500)
  })

  test('an edit of which Discord takes no more for now waits for half a minute and more, doubling to 15 minutes', () => {
    const later = (attempts: number) => settle({ ...edit, attempts }, refusal(400, 30046), DAY0, bot).delivery
    assert.deepEqual(later(0).state, { at: 'pending' })
    assert.ok((later(0).pauseMs ?? 0) >= 24_000 && (later(0).pauseMs ?? 0) <= 40_000)
    assert.ok((later(1).pauseMs ?? 0) >= 48_000)
    assert.ok((later(20).pauseMs ?? 0) >= 675_000)
    assert.equal(later(0).notBefore, DAY0 + (later(0).pauseMs ?? 0))
  })

  test('a 502 may have arrived', () => {
    const { delivery } = settle(fresh, refusal(502, null), DAY0, bot)
    assert.equal(delivery.state.at, 'uncertain')
    assert.equal(delivery.firstTriedAt, DAY0)
  })

  test('through a webhook what may have arrived is tried again, or held; an edit is always tried again', () => {
    const outcome = { kind: 'uncertain', why: 'reset' } as const
    assert.ok(settle(fresh, outcome, DAY0, resend).delivery.notBefore > DAY0)
    assert.equal(settle(fresh, outcome, DAY0, hold).delivery.notBefore, 0)
    assert.ok(settle(edit, outcome, DAY0, hold).delivery.notBefore > DAY0)
  })

  test('a message that Discord does not know: deleted after it was delivered, deleted before an edit, or refused', () => {
    const unknown = refusal(404, 10008)
    const states = [tried, edit, fresh].map(one => settle(one, unknown, DAY0, bot).delivery.state.at)
    assert.deepEqual(states, ['abandoned', 'abandoned', 'set-aside'])
  })
})

describe('backoff', () => {
  test('doubles from 2 s to 15 min, spread by a quarter, the same on every run', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 5000 }), (id, attempts) => {
        const pause = backoff(id, attempts)
        const full = Math.min(2000 * 2 ** Math.min(attempts - 1, 20), 900_000)
        assert.ok(pause >= full * 0.75 - 1 && pause <= full * 1.25 + 1)
        assert.equal(pause, backoff(id, attempts))
      }),
    )
  })

  test('deliveries that failed together do not come back together', () => {
    const pauses = Array.from({ length: 100 }, (_, index) => backoff(`d${index}`, 8))
    assert.ok(new Set(pauses).size > 50)
    assert.ok(Math.min(...pauses) < 256_000 * 0.85 && Math.max(...pauses) > 256_000 * 1.15)
  })
})

describe('the breaker', () => {
  test('opens at the twentieth invalid answer within ten minutes, until the oldest of them is ten minutes old', () => {
    let times: readonly number[] = []
    for (let index = 0; index < BREAKER_ANSWERS; index += 1) {
      assert.equal(breakerUntil(times, DAY0 + index), null)
      times = noteInvalid(times, DAY0 + index)
    }
    assert.equal(breakerUntil(times, DAY0 + 19), DAY0 + BREAKER_WINDOW_MS)
    assert.equal(breakerUntil(times, DAY0 + BREAKER_WINDOW_MS), null)
  })

  test('an answer that is ten minutes old counts no more', () => {
    assert.deepEqual(noteInvalid([DAY0], DAY0 + BREAKER_WINDOW_MS), [DAY0 + BREAKER_WINDOW_MS])
    assert.deepEqual(noteInvalid([DAY0], DAY0 + BREAKER_WINDOW_MS - 1).length, 2)
  })

  test('keeps no more than it needs, and forgets times that a clock set back left in the future', () => {
    let times: readonly number[] = [DAY0 + HOUR]
    for (let index = 0; index < 100; index += 1) times = noteInvalid(times, DAY0 + index)
    assert.equal(times.length, BREAKER_ANSWERS)
    assert.ok(times.every(time => time < DAY0 + HOUR))
  })
})

describe('the queue', () => {
  const someDeliveries = fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: 5 }),
        order: fc.integer({ min: 0, max: 2 }),
        to: fc.nat(12),
        kind: fc.nat(2),
      }),
    )
    .map(rows =>
      rows.map(({ at, order, to, kind }, index): Delivery => {
        const target = makeDelivery(String(to % Math.max(rows.length, 1))).id
        const action =
          kind === 0
            ? ({ kind: 'post' } as const)
            : kind === 1
              ? ({ kind: 'edit', of: target } as const)
              : ({ kind: 'reply', to: target } as const)
        return makeDelivery(String(index), { createdAt: DAY0 + at, order, action })
      }),
    )
  const targetOf = ({ action }: Delivery) =>
    action.kind === 'post' ? null : action.kind === 'edit' ? action.of : action.to

  test('what edits or answers a post comes after it', () => {
    fc.assert(
      fc.property(someDeliveries, deliveries => {
        const places = new Map(inOrder(deliveries).map((one, index) => [one.id, index]))
        for (const one of deliveries) {
          const target = deliveries.find(other => other.id === targetOf(one))
          if (target?.action.kind === 'post') assert.ok((places.get(target.id) ?? 0) < (places.get(one.id) ?? 0))
        }
      }),
    )
  })

  test('posts come by their time, and nothing is lost', () => {
    fc.assert(
      fc.property(someDeliveries, deliveries => {
        const ordered = inOrder(deliveries)
        assert.equal(new Set(ordered.map(one => one.id)).size, deliveries.length)
        const posts = ordered.filter(one => one.action.kind === 'post')
        assert.ok(posts.every((one, index) => index === 0 || (posts[index - 1]?.createdAt ?? 0) <= one.createdAt))
      }),
    )
  })

  test('of one ms the order counts, then the id, however they came', () => {
    const posts = [2, 0, 1, 1].map((order, index) => makeDelivery(`p${index}`, { order }))
    const ids = inOrder(posts).map(one => one.id)
    assert.deepEqual(
      inOrder(posts).map(one => one.order),
      [0, 1, 1, 2],
    )
    assert.deepEqual(
      inOrder(posts.toReversed()).map(one => one.id),
      ids,
    )
  })

  test('of the edits of one message all but the last are superseded', () => {
    const [e1, e2] = [1, 2].map(order => makeDelivery(`e${order}`, { action: { kind: 'edit', of: 'x' }, order }))
    const other = makeDelivery('o', { action: { kind: 'edit', of: 'y' } })
    if (e1 === undefined || e2 === undefined) throw new Error()
    assert.deepEqual(superseded([other, fresh, e1, e2]), new Map([[e1.id, e2.id]]))
  })

  const settings = { repeatable: true, onUncertain: 'resend', nonceWindowMs: 180_000, triedAgoMs: 0 } as const
  const readinesses = [
    ['a fresh one is sent', fresh, settings, 'send'],
    ['one whose time has not come waits', { ...fresh, notBefore: DAY0 + 1 }, settings, 'wait'],
    ['one whose time has come is sent', { ...fresh, notBefore: DAY0 }, settings, 'send'],
    ['one tried this very ms is sent', { ...fresh, firstTriedAt: DAY0 }, settings, 'send'],
    [
      'one tried within the nonce window is sent, whatever the clock of then said',
      { ...fresh, firstTriedAt: DAY0 + HOUR },
      { ...settings, triedAgoMs: 179_999 },
      'send',
    ],
    [
      'one tried before the nonce window is looked for, whatever the clock of then said',
      { ...fresh, firstTriedAt: DAY0 },
      { ...settings, triedAgoMs: 180_000 },
      'look',
    ],
    [
      'one that another process tried is looked for: a clock may have been set since by as much as has passed',
      { ...fresh, firstTriedAt: DAY0 - 1000 },
      { ...settings, triedAgoMs: null },
      'look',
    ],
    ['an edit is never looked for', { ...edit, firstTriedAt: 0 }, { ...settings, triedAgoMs: null }, 'send'],
    [
      'a pause that ends as far ahead as it is long is waited for',
      { ...fresh, notBefore: DAY0 + 5000, pauseMs: 5000 },
      settings,
      'wait',
    ],
    [
      'a pause that ends further ahead than it is long was begun before the clock was set back, and is over',
      { ...fresh, notBefore: DAY0 + 5001, pauseMs: 5000 },
      settings,
      'send',
    ],
    ['a webhook’s is sent again', { ...fresh, firstTriedAt: 0 }, { ...settings, repeatable: false }, 'send'],
    [
      'a webhook’s is held',
      { ...fresh, firstTriedAt: 0 },
      { ...settings, repeatable: false, onUncertain: 'hold' },
      'held',
    ],
    [
      'a webhook’s edit is not held',
      { ...edit, firstTriedAt: 0 },
      { ...settings, repeatable: false, onUncertain: 'hold' },
      'send',
    ],
    [
      'a webhook’s that was never tried is not held',
      fresh,
      { ...settings, repeatable: false, onUncertain: 'hold' },
      'send',
    ],
  ] as const
  for (const [sentence, delivery, given, kind] of readinesses) {
    test(sentence, () => assert.equal(readiness(delivery, DAY0, given).kind, kind))
  }
})

describe('the marker', () => {
  test('is read back from every message that is drawn', () => {
    for (const action of [{ kind: 'post' }, { kind: 'edit', of: fresh.id }, { kind: 'reply', to: fresh.id }] as const) {
      const delivery = makeDelivery('m', { action })
      assert.equal(markerIn(render(delivery, { pingRole: null, replyTo: null }).embeds), delivery.marker)
    }
  })

  test('is not found where there is none', () => {
    assert.equal(markerIn(undefined), null)
    assert.equal(markerIn([]), null)
    assert.equal(markerIn([{ footer: { text: 'talks · "words"' } }]), null)
    assert.equal(markerIn([{ footer: { text: 'xxabcdefgh' } }]), null)
    assert.equal(markerIn([{ footer: { text: 'talks · abcdefghj' } }]), null)
    assert.equal(markerIn([{ footer: { text: 'abcdefgh' } }]), 'abcdefgh')
  })
})
