import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readiness, withoutFuture } from '../../src/alerts/queue.ts'
import { DAY0, HOUR, makeDelivery } from '../fakes/records.ts'

const settings = { repeatable: true, onUncertain: 'resend' as const, nonceWindowMs: 180_000 }

test('an attempt that lies ahead after the clock was set back counts as made now, and is looked for when the clock comes by again', () => {
  const tried = makeDelivery('a', { firstTriedAt: DAY0 })
  const setBack = withoutFuture(tried, DAY0 - HOUR)
  assert.equal(setBack.firstTriedAt, DAY0 - HOUR)
  assert.equal(readiness(setBack, DAY0 + 60_000, settings).kind, 'look')
})

test('an attempt of the past, or none, is left as it is', () => {
  for (const firstTriedAt of [null, DAY0 - HOUR, DAY0]) {
    const delivery = makeDelivery('a', { firstTriedAt })
    assert.equal(withoutFuture(delivery, DAY0), delivery)
  }
})
