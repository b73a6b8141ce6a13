import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { DAY0, HOUR, makeDelivery } from '../fakes/records.ts'
import { CHANNEL, NEVER, Rig } from './rig.ts'

const MINUTE = 60_000
const a = makeDelivery('a')
let rig: Rig

afterEach(() => rig.close())

describe('an attempt of which nobody knows how long ago it was is looked up before it is sent again', () => {
  beforeEach(async () => {
    rig = await Rig.open()
    await rig.put(a)
    rig.discord.faults.push({ kind: 'accept-reset' })
    await rig.outbox.drain(NEVER)
    // Discord forgets nonces after a few minutes of its own time.
    rig.pass(8 * MINUTE)
    rig.discord.forgetNonces()
  })

  /** How the clock is set one time after the other, a restart before each. */
  const steps: readonly (readonly number[])[] = [
    [-HOUR],
    [-5 * MINUTE],
    // As much as has passed: the attempt looks recent, and it lies in the past.
    [-7 * MINUTE],
    [HOUR],
    [-HOUR, HOUR],
    [-HOUR, -5 * MINUTE, HOUR],
    [-5 * MINUTE, -HOUR, HOUR, -5 * MINUTE],
  ]
  for (const offs of steps) {
    test(`the clock set by ${offs.map(ms => `${ms / MINUTE} min`).join(', ')}, a restart before each: one message`, async () => {
      for (const off of offs) {
        rig.off += off
        rig.restart()
        rig.discord.faults.push({ kind: 'status', status: 503 })
        await rig.outbox.drain(NEVER)
        rig.pass(1000)
      }
      rig.discord.faults.length = 0
      await rig.drainAll()
      assert.deepEqual(rig.titles(), ['Title of a'])
      assert.equal((await rig.state(a))?.at, 'sent')
    })
  }

  test('the same without a restart: the process knows its own attempts by a clock that is never set', async () => {
    rig.off -= HOUR
    await rig.drainAll()
    assert.deepEqual(rig.titles(), ['Title of a'])
    assert.equal(rig.count(/^GET \/channels/), 1)
  })
})

test('within one process and the nonce window nothing is looked up, even after the clock was set forward by less', async () => {
  rig = await Rig.open()
  await rig.put(a)
  rig.discord.faults.push({ kind: 'accept-reset' })
  await rig.outbox.drain(NEVER)
  rig.off += MINUTE
  await rig.drainAll()
  assert.deepEqual(rig.titles(), ['Title of a'])
  assert.equal(rig.count(/^GET/), 0)
})

test('a clock that was a day ahead at the attempt does not hide the message from the look-up', async () => {
  rig = await Rig.open()
  rig.off = 14 * HOUR
  await rig.put(a)
  rig.discord.faults.push({ kind: 'accept-reset' })
  await rig.outbox.drain(NEVER)
  for (let index = 0; index < 150; index += 1) rig.discord.say(CHANNEL, `talk ${index}`)
  rig.pass(10 * MINUTE)
  rig.discord.forgetNonces()
  rig.restart()
  await rig.drainAll()
  assert.deepEqual(
    rig.titles().filter(title => title !== ''),
    ['Title of a'],
  )
})

test('a pause that was begun before the clock was set back is not made longer by that', async () => {
  rig = await Rig.open()
  await rig.put(a)
  rig.discord.faults.push({ kind: 'status', status: 503 })
  await rig.outbox.drain(NEVER)
  rig.off = -HOUR
  rig.restart()
  assert.equal((await rig.outbox.drain(NEVER)).sent, 1)
})

for (const onUncertain of ['resend', 'hold'] as const) {
  test(`through a webhook it is as onUncertain says, however the clock was set: ${onUncertain}`, async () => {
    rig = await Rig.open(CHANNEL)
    rig.settings.onUncertain = onUncertain
    await rig.put(a)
    rig.discord.faults.push({ kind: 'accept-reset' })
    await rig.outbox.drain(NEVER)
    rig.off = -HOUR
    rig.restart()
    await rig.drainAll()
    assert.equal(rig.titles().length, onUncertain === 'resend' ? 2 : 1)
    const { at } = (await rig.state(a)) ?? { at: 'lost' }
    assert.equal(at, onUncertain === 'resend' ? 'sent' : 'uncertain')
  })
}

test('a time of the first attempt that is stored says nothing to another process, even one that lies in the past by a second', async () => {
  rig = await Rig.open()
  await rig.put(a)
  await rig.store.saveDelivery({ ...a, firstTriedAt: DAY0 - 1000, place: CHANNEL })
  await rig.outbox.drain(NEVER)
  assert.equal(rig.count(/^GET \/channels\/\d+\/messages/), 1)
  assert.deepEqual(rig.titles(), ['Title of a'])
})
