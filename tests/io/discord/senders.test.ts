import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { render } from '../../../src/alerts/card/render.ts'
import { markerOf } from '../../../src/alerts/plan.ts'
import { BotSender } from '../../../src/io/discord/bot/bot.ts'
import type { Outgoing, Sender } from '../../../src/io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../../../src/io/discord/webhook.ts'
import { direct } from '../../fakes/direct.ts'
import { FakeDiscord } from '../../fakes/discord.ts'
import { DAY0, HOUR, makeDelivery } from '../../fakes/records.ts'

const CHANNEL = '200000000000000001'
const NEVER = new AbortController().signal

let discord: FakeDiscord
let now = DAY0
let sender: Sender

beforeEach(async () => {
  now = DAY0
  discord = await FakeDiscord.start({ now: () => now })
})

afterEach(async () => {
  await sender.close()
  await discord.close()
})

const delivery = makeDelivery('a')

function outgoing(over: Partial<Outgoing> = {}): Outgoing {
  const message = render(delivery, { pingRole: null, replyTo: null })
  return { channelId: CHANNEL, message, nonce: delivery.nonce, edits: null, ...over }
}

describe('the bot', () => {
  beforeEach(() => {
    sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 200 })
  })

  test('the same nonce gives the earlier message and makes none', async () => {
    const first = await sender.send(outgoing(), NEVER)
    assert.deepEqual(await sender.send(outgoing(), NEVER), first)
    assert.equal(discord.messages(CHANNEL).length, 1)
  })

  test('finds its own message behind hundreds of others, and no message of others', async () => {
    await sender.send(outgoing(), NEVER)
    for (let index = 0; index < 250; index += 1) discord.say(CHANNEL, `talk ${index}`)
    const found = await sender.recent(CHANNEL, now - HOUR, NEVER)
    assert.deepEqual(found.kind === 'read' && found.messages.map(one => one.marker), [markerOf(delivery.id)])
  })

  test('looks no further back than it was asked to', async () => {
    for (let index = 0; index < 250; index += 1) discord.say(CHANNEL, `talk ${index}`)
    now += HOUR
    for (let index = 0; index < 150; index += 1) discord.say(CHANNEL, `talk ${index}`)
    await sender.recent(CHANNEL, now - 1000, NEVER)
    assert.equal(discord.requests.filter(request => request.startsWith('GET /channels')).length, 2)
  })

  test('an attempt ends at its deadline, and at the abort of its signal, and is uncertain', async () => {
    discord.faults.push({ kind: 'timeout' }, { kind: 'timeout' })
    assert.equal((await sender.send(outgoing(), NEVER)).kind, 'uncertain')
    const abort = new AbortController()
    const sending = sender.send(outgoing(), abort.signal)
    abort.abort()
    assert.equal((await sending).kind, 'uncertain')
  })

  test('a limit of an hour is told and not waited for', async () => {
    discord.faults.push({ kind: 'rate-limit', retryAfter: 3600 }, { kind: 'rate-limit', retryAfter: 7, global: true })
    const first = await sender.send(outgoing(), NEVER)
    assert.equal(first.kind === 'retry' && Math.round((first.afterMs ?? 0) / 1000), 3600)
    assert.equal(first.kind === 'retry' && first.status, 429)
  })

  test('a limit that the client knows of by itself is no invalid answer', async () => {
    // It learns the bucket's name from one answer and heeds its limit from the next on.
    discord.faults.push({ kind: 'accept-last', resetAfter: 3 }, { kind: 'accept-last', resetAfter: 3 })
    await sender.send(outgoing(), NEVER)
    await sender.send(outgoing({ nonce: 'b' }), NEVER)
    const third = await sender.send(outgoing({ nonce: 'c' }), NEVER)
    assert.deepEqual([third.kind, third.kind === 'retry' && third.status], ['retry', null])
    assert.equal(discord.requests.length, 2)
  })

  test('where Discord names the places of a form that it refuses, they are told', async () => {
    const message = { ...outgoing().message, embeds: [{ title: 'x'.repeat(300) }] }
    const refused = await sender.send(outgoing({ message }), NEVER)
    assert.deepEqual(refused, {
      kind: 'refused',
      status: 400,
      code: 50035,
      why: 'Invalid Form Body embeds.0.title BASE_TYPE_MAX_LENGTH',
    })
  })

  test('a page in place of Discord’s answer is refused without a code, and a token is kept that such a page says is refused', async () => {
    discord.faults.push({ kind: 'page', status: 401 }, { kind: 'status', status: 403 })
    const codes = [await sender.send(outgoing(), NEVER), await sender.send(outgoing(), NEVER)].map(
      one => one.kind === 'refused' && one.code,
    )
    assert.deepEqual(codes, [null, 0])
    assert.equal((await sender.send(outgoing(), NEVER)).kind, 'sent')
  })

  test('a refusal whose JSON ends in the middle is still a refusal, and a success of that kind is uncertain', async () => {
    discord.faults.push({ kind: 'broken', status: 404 }, { kind: 'broken', status: 200 })
    const refused = await sender.send(outgoing(), NEVER)
    assert.deepEqual(
      [refused.kind, refused.kind === 'refused' && refused.status, refused.kind === 'refused' && refused.code],
      ['refused', 404, null],
    )
    assert.equal((await sender.send(outgoing({ nonce: 'b' }), NEVER)).kind, 'uncertain')
  })

  test('a channel that it may not read is told with Discord’s code', async () => {
    discord.forbid(CHANNEL, { status: 404, code: 10003 })
    assert.deepEqual(await sender.recent(CHANNEL, 0, NEVER), { kind: 'refused', status: 404, code: 10003 })
    assert.deepEqual(
      [CHANNEL, `webhook-${CHANNEL}`, 'preview'].map(place => sender.reaches(place)),
      [true, false, false],
    )
  })

  test('where nobody listens the message was certainly not sent', async () => {
    await discord.close()
    const outcome = await sender.send(outgoing(), NEVER)
    assert.equal(outcome.kind, 'retry')
    assert.equal((await sender.recent(CHANNEL, 0, NEVER)).kind, 'failed')
  })
})

describe('the webhook', () => {
  beforeEach(() => {
    sender = new WebhookSender(`${discord.webhookUrl(CHANNEL)}/`, {
      dispatcher: direct,
      now: () => now,
      deadlineMs: 200,
    })
  })

  test('posts without what a webhook has not, edits and keeps the message', async () => {
    const reply = render({ ...delivery, action: { kind: 'reply', to: 'x' } }, { pingRole: null, replyTo: '1' })
    const sent = await sender.send(outgoing({ message: { ...reply, flags: 4096 } }), NEVER)
    assert.equal(sent.kind, 'sent')
    const [message] = discord.messages(CHANNEL)
    assert.deepEqual([message?.message_reference, message?.nonce, message?.flags], [undefined, undefined, 4096])
    await sender.send(outgoing({ edits: message?.id ?? null }), NEVER)
    assert.equal(discord.messages(CHANNEL)[0]?.edits, 1)
  })

  test('posts into the thread that its place names, and edits there', async () => {
    const channelId = webhookPlace(CHANNEL, '323456789012345678')
    const sent = await sender.send(outgoing({ channelId }), NEVER)
    const [message] = discord.messages('323456789012345678')
    assert.equal(sent.kind === 'sent' && sent.messageId, message?.id)
    await sender.send(outgoing({ channelId, edits: message?.id ?? null }), NEVER)
    assert.equal(discord.messages('323456789012345678')[0]?.edits, 1)
    assert.equal(discord.messages(CHANNEL).length, 0)
  })

  test('reaches what it posted itself, also in another thread, and no other webhook’s', () => {
    const reached = [`webhook-${CHANNEL}`, `webhook-${CHANNEL}-9`, 'webhook-9', `webhook-9-${CHANNEL}`, CHANNEL]
    assert.deepEqual(
      reached.map(place => sender.reaches(place)),
      [true, true, false, false, true],
    )
  })

  test('a page in place of Discord’s answer is refused without a code; JSON without a code is code 0', async () => {
    discord.faults.push({ kind: 'page', status: 403 }, { kind: 'status', status: 403 }, { kind: 'status', status: 401 })
    const codes: unknown[] = []
    for (let index = 0; index < 3; index += 1) {
      const outcome = await sender.send(outgoing(), NEVER)
      codes.push(outcome.kind === 'refused' && outcome.code)
    }
    // A webhook has no token of the developer portal: a plain 401 is about its address.
    assert.deepEqual(codes, [null, 0, 50027])
  })

  test('keeps the limit that Discord’s headers tell', async () => {
    discord.faults.push({ kind: 'accept-last', resetAfter: 2 })
    assert.equal((await sender.send(outgoing(), NEVER)).kind, 'sent')
    const limited = await sender.send(outgoing(), NEVER)
    assert.deepEqual(limited, { kind: 'retry', afterMs: 2000, scope: 'channel', status: null, why: 'rate limited' })
    now += 2000
    assert.equal((await sender.send(outgoing(), NEVER)).kind, 'sent')
  })

  test('a limit is told as Discord tells it', async () => {
    discord.faults.push({ kind: 'rate-limit', retryAfter: 1.5, global: true }, { kind: 'rate-limit', retryAfter: null })
    const [global, bare] = [await sender.send(outgoing(), NEVER), await sender.send(outgoing(), NEVER)]
    assert.deepEqual(global, { kind: 'retry', afterMs: 1500, scope: 'all', status: 429, why: 'rate limited' })
    assert.deepEqual(bare, { kind: 'retry', afterMs: null, scope: 'channel', status: 429, why: 'rate limited' })
  })

  test('an endless answer is read no further than needed and is uncertain', async () => {
    discord.faults.push({ kind: 'long' })
    assert.equal((await sender.send(outgoing(), NEVER)).kind, 'uncertain')
  })

  test('an attempt ends at its deadline and is uncertain; where nobody listens it was certainly not sent', async () => {
    discord.faults.push({ kind: 'timeout' })
    assert.equal((await sender.send(outgoing(), NEVER)).kind, 'uncertain')
    await discord.close()
    await delay(10)
    assert.equal((await sender.send(outgoing(), NEVER)).kind, 'retry')
    assert.equal((await sender.recent(CHANNEL, 0, NEVER)).kind, 'failed')
  })

  test('a webhook that does not exist is refused with its code', async () => {
    const url = discord.webhookUrl(CHANNEL).replace(/bbb$/, 'ccc')
    const gone = new WebhookSender(url, { dispatcher: direct, now: () => now })
    const outcome = await gone.send(outgoing(), NEVER)
    assert.deepEqual(outcome, { kind: 'refused', status: 404, code: 10015, why: 'Unknown Webhook' })
  })
})
