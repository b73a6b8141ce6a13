import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { DAY0, HOUR, makeDelivery } from '../fakes/records.ts'
import { CHANNEL, NEVER, OTHER, Rig } from './rig.ts'

const NEW = '200000000000000009'
const a = makeDelivery('a')
const edit = makeDelivery('e', { action: { kind: 'edit', of: a.id }, createdAt: DAY0 + 1 })
const reply = makeDelivery('r', { action: { kind: 'reply', to: a.id }, createdAt: DAY0 + 1, order: 1 })
let rig: Rig

afterEach(() => rig.close())

describe('a route that is led elsewhere', () => {
  test('takes no message along that may have arrived: it is looked for and sent again where it was tried', async () => {
    for (const fault of ['accept-reset', 'reset'] as const) {
      rig = await Rig.open()
      await rig.put(a)
      rig.discord.faults.push({ kind: fault })
      await rig.outbox.drain(NEVER)
      rig.routes.default = NEW
      rig.restart()
      await rig.drainAll()
      assert.deepEqual([rig.titles(), rig.titles(NEW)], [['Title of a'], []], fault)
      if (fault === 'accept-reset') await rig.close()
    }
  })

  test('the attempt’s channel is recorded before it is made', async () => {
    rig = await Rig.open()
    await rig.put(a)
    rig.discord.faults.push({ kind: 'timeout' })
    const abort = new AbortController()
    const draining = rig.outbox.drain(NEVER, abort.signal)
    for (let tries = 0; tries < 100 && rig.count(/^POST/) === 0; tries += 1) await new Promise(setImmediate)
    assert.equal((await rig.store.delivery(a.id))?.place, CHANNEL)
    abort.abort()
    await draining
  })

  test('takes along what was certainly not taken on', async () => {
    rig = await Rig.open()
    await rig.put(a)
    rig.discord.faults.push({ kind: 'status', status: 503 })
    await rig.outbox.drain(NEVER)
    assert.equal((await rig.store.delivery(a.id))?.place, undefined)
    rig.routes.default = NEW
    await rig.drainAll()
    assert.deepEqual([rig.titles(), rig.titles(NEW)], [[], ['Title of a']])
  })

  test('edits and replies of an old card go where the card is', async () => {
    rig = await Rig.open()
    await rig.put(a)
    await rig.drainAll()
    rig.routes.default = NEW
    await rig.put(edit, reply, makeDelivery('b', { createdAt: DAY0 + 2 }))
    await rig.drainAll()
    assert.deepEqual([rig.titles(), rig.titles(NEW)], [['Title of e', 'Title of r'], ['Title of b']])
    const [card, answer] = rig.discord.messages(CHANNEL)
    assert.deepEqual(answer?.message_reference, { message_id: card?.id, fail_if_not_exists: false })
  })

  test('so they do where settings.yaml no longer names the route at all', async () => {
    rig = await Rig.open()
    await rig.put(a)
    await rig.drainAll()
    rig.routes = {}
    await rig.put(edit)
    assert.equal((await rig.outbox.drain(NEVER)).homeless, 0)
    assert.deepEqual(rig.titles(), ['Title of e'])
  })

  test('so they do for a card that was stored before its place was', async () => {
    rig = await Rig.open()
    await rig.put(a)
    await rig.drainAll()
    const stored = await rig.store.delivery(a.id)
    if (stored === null) throw new Error('not stored')
    const { place: _, ...before } = stored
    await rig.store.saveDelivery(before)
    rig.routes.default = NEW
    await rig.put(edit)
    await rig.drainAll()
    assert.deepEqual(rig.titles(), ['Title of e'])
  })

  for (const error of [
    { status: 404, code: 10003 },
    { status: 403, code: 50001 },
  ]) {
    test(`an old channel that refuses (${error.code}) holds up nothing: the edit is given up with its card, the reply goes where the route leads`, async () => {
      rig = await Rig.open()
      await rig.put(a)
      await rig.drainAll()
      rig.routes.default = NEW
      rig.discord.forbid(CHANNEL, error)
      await rig.put(edit)
      await rig.drainAll()
      await rig.put(reply)
      await rig.drainAll()
      assert.deepEqual([rig.titles(NEW), (await rig.store.openDeliveries()).length], [['Title of r'], 0])
      assert.match(JSON.stringify(await rig.state(edit)), /"abandoned".*its channel is left, and takes nothing/)
      assert.match(JSON.stringify(await rig.state(a)), /"abandoned"/)
      assert.equal(rig.notices.filter(one => one.kind === 'card-gone').length, 1)
    })

    test(`a reply that meets it first (${error.code}) goes where the route leads too`, async () => {
      rig = await Rig.open()
      await rig.put(a)
      await rig.drainAll()
      rig.routes.default = NEW
      rig.discord.forbid(CHANNEL, error)
      await rig.put(reply)
      await rig.drainAll()
      assert.deepEqual(rig.titles(NEW), ['Title of r'])
    })
  }

  test('what may have arrived in a channel that is no more stands nowhere, and goes where the route leads', async () => {
    rig = await Rig.open()
    await rig.put(a)
    rig.discord.faults.push({ kind: 'accept-reset' })
    await rig.outbox.drain(NEVER)
    rig.routes.default = NEW
    rig.discord.forbid(CHANNEL, { status: 404, code: 10003 })
    await rig.drainAll()
    assert.deepEqual(rig.titles(NEW), ['Title of a'])
    rig.restart()
    await rig.drainAll()
    assert.deepEqual(rig.titles(NEW), ['Title of a'])
  })

  test('so it does after a restart, when the look-up is told that the channel is no more', async () => {
    rig = await Rig.open()
    await rig.put(a)
    rig.discord.faults.push({ kind: 'accept-reset' })
    await rig.outbox.drain(NEVER)
    rig.routes.default = NEW
    rig.discord.forbid(CHANNEL, { status: 404, code: 10003 })
    rig.restart()
    await rig.drainAll()
    assert.deepEqual(rig.titles(NEW), ['Title of a'])
  })

  test('what may have arrived in a channel that can no longer be seen waits, said and probed, and is posted nowhere else', async () => {
    rig = await Rig.open()
    await rig.put(a)
    rig.discord.faults.push({ kind: 'accept-reset' })
    await rig.outbox.drain(NEVER)
    rig.routes.default = NEW
    rig.discord.forbid(CHANNEL, { status: 403, code: 50001 })
    rig.restart()
    const b = makeDelivery('b', { createdAt: DAY0 + 1 })
    await rig.put(b)
    await rig.drainAll(5)
    assert.deepEqual([rig.titles(NEW), (await rig.state(a))?.at], [['Title of b'], 'uncertain'])
    assert.equal(rig.notices.filter(one => one.kind === 'channel-paused').length, 1)
    rig.discord.allow(CHANNEL)
    rig.pass(HOUR)
    await rig.drainAll()
    assert.deepEqual(rig.titles(), ['Title of a'])
  })
})

describe('another webhook', () => {
  test('edits no card of the one before it: that is said, the story counts as not told, and nothing is asked of Discord', async () => {
    rig = await Rig.open(CHANNEL)
    await rig.put(a)
    await rig.drainAll()
    await rig.reach(OTHER)
    await rig.put(edit, reply)
    await rig.drainAll()
    assert.deepEqual([rig.titles(), rig.titles(OTHER)], [['Title of a'], ['Title of r']])
    assert.equal(rig.count(/^PATCH/), 0)
    const why = 'its message was posted by another webhook or bot, which alone can edit it'
    assert.deepEqual((await rig.state(a))?.at === 'abandoned' && (await rig.state(edit)), {
      at: 'abandoned',
      why,
      since: rig.now,
    })
    const said = rig.notices.find(one => one.kind === 'card-gone')
    assert.ok(said !== undefined && said.post.id === a.id && said.why === why)
  })

  test('is stored by its id, never by its token', async () => {
    rig = await Rig.open(CHANNEL)
    await rig.put(a)
    await rig.drainAll()
    assert.equal((await rig.store.delivery(a.id))?.place, `webhook-${CHANNEL}`)
    assert.ok(!JSON.stringify(await rig.store.delivery(a.id)).includes('canary'))
  })

  for (const onUncertain of ['resend', 'hold'] as const) {
    test(`posts what may have arrived by the one before it as onUncertain says: ${onUncertain}`, async () => {
      rig = await Rig.open(CHANNEL)
      rig.settings.onUncertain = onUncertain
      await rig.put(a)
      rig.discord.faults.push({ kind: 'accept-reset' })
      await rig.outbox.drain(NEVER)
      await rig.reach(OTHER)
      await rig.drainAll()
      assert.deepEqual(rig.titles(OTHER), onUncertain === 'resend' ? ['Title of a'] : [])
    })

    test(`so does a bot in its place, which knows no nonce of a webhook: ${onUncertain}`, async () => {
      rig = await Rig.open(CHANNEL)
      rig.settings.onUncertain = onUncertain
      await rig.put(a, edit)
      rig.discord.faults.push({ kind: 'accept-reset' })
      await rig.outbox.drain(NEVER)
      rig.routes.default = OTHER
      await rig.reach(null)
      await rig.drainAll()
      assert.deepEqual(rig.titles(OTHER), onUncertain === 'resend' ? ['Title of e'] : [])
      assert.equal((await rig.store.openDeliveries()).length, onUncertain === 'resend' ? 0 : 1)
    })
  }

  test('a bot answers no message of a webhook and edits none: both are said by themselves', async () => {
    rig = await Rig.open(CHANNEL)
    await rig.put(a)
    await rig.drainAll()
    rig.routes.default = OTHER
    await rig.reach(null)
    await rig.put(reply, edit)
    await rig.drainAll()
    assert.deepEqual([rig.titles(), rig.titles(OTHER)], [['Title of a'], ['Title of r']])
    assert.equal(rig.discord.messages(OTHER)[0]?.message_reference, undefined)
    assert.equal((await rig.state(a))?.at, 'abandoned')
  })
})

test('a card of another bot, which Discord will not have edited, counts as gone and pauses no channel', async () => {
  rig = await Rig.open()
  await rig.put(a)
  await rig.drainAll()
  await rig.put(edit)
  rig.discord.faults.push({ kind: 'status', status: 403, code: 50005 })
  await rig.drainAll()
  assert.equal((await rig.state(edit))?.at, 'abandoned')
  assert.equal((await rig.state(a))?.at, 'abandoned')
  assert.deepEqual(
    rig.notices.filter(one => one.kind !== 'settled').map(one => one.kind),
    ['card-gone'],
  )
})

test('a card that was deleted is known as gone by its own record, so that a later process knows it too', async () => {
  rig = await Rig.open()
  await rig.put(a)
  await rig.drainAll()
  rig.discord.deleteMessage(CHANNEL, rig.discord.messages(CHANNEL)[0]?.id ?? '')
  await rig.put(edit)
  rig.restart()
  await rig.drainAll()
  assert.deepEqual(await rig.state(a), { at: 'abandoned', why: 'its message was deleted in Discord', since: rig.now })
})

describe('an old message of which Discord takes no more edits for now (30046)', () => {
  test('is edited later, and holds up nothing', async () => {
    rig = await Rig.open()
    await rig.put(a)
    await rig.drainAll()
    const [b, c] = ['b', 'c'].map(name => makeDelivery(name, { createdAt: DAY0 + 2 }))
    if (b === undefined || c === undefined) throw new Error()
    await rig.put(edit, b)
    rig.discord.faults.push({ kind: 'status', status: 400, code: 30046 })
    const drained = await rig.outbox.drain(NEVER)
    assert.deepEqual({ sent: drained.sent, waiting: drained.waiting }, { sent: 1, waiting: 1 })
    await rig.put(c)
    assert.deepEqual((await rig.outbox.drain(NEVER)).sent, 1)
    assert.deepEqual(rig.titles(), ['Title of a', 'Title of b', 'Title of c'])
    await rig.drainAll()
    assert.deepEqual(rig.titles(), ['Title of e', 'Title of b', 'Title of c'])
  })

  test('and of several that wait the soonest is when there is something to do again', async () => {
    rig = await Rig.open()
    const [b, c] = ['b', 'c'].map(name => makeDelivery(name, { order: 1 }))
    if (b === undefined || c === undefined) throw new Error()
    await rig.put(a, b)
    await rig.drainAll()
    const other = makeDelivery('f', { action: { kind: 'edit', of: b.id }, createdAt: DAY0 + 1, order: 1 })
    await rig.put(edit, other, { ...c, createdAt: DAY0 + 2 })
    rig.discord.faults.push({ kind: 'status', status: 400, code: 30046 })
    rig.discord.faults.push({ kind: 'status', status: 400, code: 30046 }, { kind: 'status', status: 503 })
    const { waiting, nextAt } = await rig.outbox.drain(NEVER)
    assert.equal(waiting, 3)
    assert.ok((nextAt ?? 0) <= rig.now + 3000)
    await rig.drainAll()
    assert.deepEqual(rig.titles(), ['Title of e', 'Title of f', 'Title of c'])
  })

  test('also where Discord says so with a short pause, again and again: the pauses grow', async () => {
    rig = await Rig.open()
    await rig.put(a)
    await rig.drainAll()
    await rig.put(edit)
    for (let index = 0; index < 8; index += 1) rig.discord.faults.push({ kind: 'rate-limit', retryAfter: 0.05 })
    const began = rig.now
    await rig.drainAll()
    assert.deepEqual(rig.titles(), ['Title of e'])
    assert.ok(rig.now - began > 4 * 60_000, `${rig.now - began} ms`)
  })
})

for (const [status, code] of [
  [400, 50083],
  [400, 160006],
  [400, 220001],
] as const) {
  test(`code ${code} stops the channel with its cause; alerts stay pending and go out by themselves when it is over`, async () => {
    rig = await Rig.open(code === 220001 ? CHANNEL : null)
    await rig.put(a, makeDelivery('b', { order: 1 }))
    rig.discord.forbid(CHANNEL, { status, code })
    await rig.drainAll(3)
    const said = rig.notices.filter(one => one.kind === 'channel-paused')
    assert.deepEqual(said.length, 1)
    assert.match(said[0]?.why ?? '', /archive|forum/)
    assert.deepEqual(
      (await rig.store.openDeliveries()).map(one => one.state.at),
      ['pending', 'pending'],
    )
    rig.discord.allow(CHANNEL)
    rig.pass(HOUR)
    await rig.drainAll()
    assert.deepEqual(rig.titles(), ['Title of a', 'Title of b'])
  })
}

for (const webhook of [null, CHANNEL]) {
  for (const status of [401, 403, 404]) {
    test(`a page with ${status} ${webhook === null ? 'for a bot' : 'for a webhook'} is no word of Discord’s: tried again within minutes, no channel is paused`, async () => {
      rig = await Rig.open(webhook)
      await rig.put(a)
      rig.discord.faults.push({ kind: 'page', status }, { kind: 'page', status })
      const began = rig.now
      await rig.drainAll()
      assert.deepEqual(rig.titles(), ['Title of a'])
      assert.ok(rig.now - began < 60_000)
      assert.deepEqual(
        rig.notices.filter(one => one.kind !== 'settled'),
        [],
      )
    })
  }
}

test('a channel whose message is tried for minutes is said to be behind, and that it no longer is', async () => {
  rig = await Rig.open()
  await rig.put(a)
  for (let index = 0; index < 7; index += 1) rig.discord.faults.push({ kind: 'page', status: 403 })
  await rig.drainAll()
  const said = rig.notices.filter(one => one.kind !== 'settled').map(one => one.kind)
  assert.deepEqual([rig.titles(), said], [['Title of a'], ['channel-late', 'channel-resumed']])
})
