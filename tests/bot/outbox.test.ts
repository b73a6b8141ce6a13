import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { render } from '../../src/alerts/card/render.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import type { OutboxNotice, OutboxSettings } from '../../src/bot/deliver/outbox-parts.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { PreviewSender } from '../../src/io/discord/preview.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender } from '../../src/io/discord/webhook.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { type Store, StoreError } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { DAY0, HOUR, makeCommit, makeDelivery } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const OTHER = '200000000000000002'
const NEVER = new AbortController().signal

let now = DAY0
let discord: FakeDiscord
let store: Store
let notices: OutboxNotice[]
let sender: Sender
let routes: Record<string, string>
const settings: { -readonly [K in keyof OutboxSettings]: OutboxSettings[K] } = {
  onUncertain: 'resend',
  nonceWindowMs: 180_000,
  flood: null,
}

beforeEach(async () => {
  now = DAY0
  notices = []
  routes = { default: CHANNEL, other: OTHER }
  Object.assign(settings, { onUncertain: 'resend', nonceWindowMs: 180_000, flood: null })
  discord = await FakeDiscord.start({ now: () => now })
  store = await openStore('sqlite::memory:')
  sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 1500 })
})

afterEach(async () => {
  await sender.close()
  await store.close()
  await discord.close()
})

function outbox(over: Partial<ConstructorParameters<typeof Outbox>[0]> = {}): Outbox {
  return new Outbox({
    store,
    sender,
    now: () => now,
    steady: () => now - DAY0,
    render: (delivery, replyTo) => render(delivery, { pingRole: null, replyTo }),
    channelOf: route => routes[route] ?? null,
    settings: () => settings,
    onNotice: notice => void notices.push(notice),
    ...over,
  })
}

async function put(...deliveries: readonly Delivery[]): Promise<void> {
  await store.commit(makeCommit({ deliveries }))
}

async function stateOf(delivery: Delivery): Promise<Delivery['state']> {
  return (await store.delivery(delivery.id))?.state ?? { at: 'pending' }
}

/** Drains and lets the time pass until nothing is left to do by itself. */
async function drainAll(box: Outbox, most = 40): Promise<void> {
  for (let round = 0; round < most; round += 1) {
    const drained = await box.drain(NEVER).catch((error: unknown) => {
      assert.ok(error instanceof StoreError)
      return { nextAt: now }
    })
    const { nextAt } = drained
    if (nextAt === null) return
    now = Math.max(now + 1, nextAt)
  }
}

function titles(channel = CHANNEL): readonly string[] {
  return discord.messages(channel).map(message => message.embeds?.[0]?.title ?? '')
}

const [a, b, c] = [makeDelivery('a'), makeDelivery('b', { order: 1 }), makeDelivery('c', { order: 2 })]
const posted = ['Title of a', 'Title of b', 'Title of c']

describe('as a bot', () => {
  test('deliveries arrive once each and in order', async () => {
    await put(c, a, b)
    const drained = await outbox().drain(NEVER)
    assert.equal(drained.sent, 3)
    assert.equal(drained.nextAt, null)
    assert.deepEqual(titles(), posted)
    const state = await stateOf(a)
    assert.equal(state.at === 'sent' && state.messageId, discord.messages(CHANNEL)[0]?.id)
    await outbox().drain(NEVER)
    assert.equal(discord.messages(CHANNEL).length, 3)
  })

  const passing = [
    { kind: 'rate-limit', retryAfter: 0.2 },
    { kind: 'rate-limit', retryAfter: null },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, code: 20028 },
    { kind: 'reset' },
    { kind: 'timeout' },
    { kind: 'html' },
    { kind: 'accept-status', status: 502 },
    { kind: 'accept-reset' },
    { kind: 'accept-timeout' },
    { kind: 'accept-html' },
  ] as const
  for (const fault of passing) {
    test(`after ${JSON.stringify(fault)} everything arrives once and in order`, async () => {
      await put(a, b, c)
      discord.faults.push(fault, fault)
      await drainAll(outbox())
      assert.deepEqual(titles(), posted)
    })
  }

  test('a message whose attempt is older than the nonce window is looked for before it is sent again', async () => {
    await put(a, b)
    discord.faults.push({ kind: 'accept-timeout' })
    await outbox().drain(NEVER)
    discord.forgetNonces()
    now += 10 * 60_000
    assert.equal((await outbox().drain(NEVER)).sent, 2)
    assert.deepEqual(titles(), posted.slice(0, 2))
    assert.ok(discord.requests.some(request => request.startsWith('GET')))
  })

  test('one that is not found there is sent', async () => {
    await put(a)
    discord.faults.push({ kind: 'timeout' })
    await outbox().drain(NEVER)
    now += 10 * 60_000
    discord.say(CHANNEL, 'Somebody writes something else')
    const drained = await outbox().drain(NEVER)
    assert.deepEqual({ sent: drained.sent, waiting: drained.waiting }, { sent: 1, waiting: 0 })
    assert.deepEqual(titles(), ['', ...posted.slice(0, 1)])
  })

  test('among the messages of ten minutes before its attempt and later, only one with its own marker is it', async () => {
    await put(a, b)
    await outbox().drain(NEVER)
    const [sentA] = discord.messages(CHANNEL)
    await store.saveDelivery({ ...b, firstTriedAt: now })
    await store.saveDelivery({ ...a, firstTriedAt: now + 9 * 60_000 })
    now += 30 * 60_000
    discord.forgetNonces()
    assert.equal((await outbox().drain(NEVER)).sent, 2)
    assert.deepEqual(titles(), posted.slice(0, 2))
    assert.deepEqual((await stateOf(a)).at === 'sent' && (await store.delivery(a.id))?.state, {
      at: 'sent',
      messageId: sentA?.id,
      channelId: CHANNEL,
      sentAt: now,
    })
  })

  test('a channel that cannot be read is not written to on a guess: it is looked at again later', async () => {
    await put(a)
    discord.faults.push({ kind: 'accept-timeout' })
    await outbox().drain(NEVER)
    now += 10 * 60_000
    discord.lists.push({ kind: 'status', status: 500 })
    const { nextAt, waiting } = await outbox().drain(NEVER)
    assert.ok((nextAt ?? 0) > now)
    assert.equal(waiting, 1)
    const looked = await store.delivery(a.id)
    assert.deepEqual({ attempts: looked?.attempts, notBefore: looked?.notBefore }, { attempts: 2, notBefore: nextAt })
    assert.equal(discord.requests.filter(request => request.startsWith('POST')).length, 1)
    await drainAll(outbox())
    assert.deepEqual(titles(), ['Title of a'])
    assert.equal((await stateOf(a)).at, 'sent')
  })

  for (const fault of [{ kind: 'reset' }, { kind: 'page', status: 403 }, { kind: 'html' }] as const) {
    test(`a look-up that meets ${JSON.stringify(fault)} is done again, and the channel is not paused`, async () => {
      await put(a)
      discord.faults.push({ kind: 'accept-reset' })
      await outbox().drain(NEVER)
      now += 10 * 60_000
      discord.forgetNonces()
      discord.lists.push(fault)
      await drainAll(outbox())
      assert.deepEqual(titles(), ['Title of a'])
      assert.ok(notices.every(notice => notice.kind === 'settled'))
    })
  }

  const refusals = [
    { status: 404, code: 10003 },
    { status: 403, code: 50001 },
    { status: 403, code: 50013 },
    { status: 401, code: 0 },
  ] as const
  for (const { status, code } of refusals) {
    test(`a look-up that is refused with ${status} (${code}) pauses the channel, is said once and probed hourly; nothing behind it waits unsaid`, async () => {
      await put(a, b)
      discord.faults.push({ kind: 'accept-timeout' })
      await outbox().drain(NEVER)
      now += 10 * 60_000
      const box = outbox()
      for (let look = 0; look < 3; look += 1) discord.lists.push({ kind: 'status', status, code })
      for (let minute = 0; minute < 150; minute += 1) {
        assert.equal((await box.drain(NEVER)).waiting, 2)
        now += 60_000
      }
      assert.deepEqual(
        notices.filter(notice => notice.kind !== 'settled').map(notice => notice.kind),
        ['channel-paused'],
      )
      assert.equal(discord.requests.filter(request => request.startsWith('GET /channels')).length, 3)
      await drainAll(box)
      assert.deepEqual(titles(), posted.slice(0, 2))
      assert.equal(notices.filter(notice => notice.kind === 'channel-resumed').length, 1)
    })
  }

  test('an attempt that was recorded before the machine slept is not made', async () => {
    await put(a)
    let slept = false
    const sleeping = new Proxy(store, {
      get(target, name: keyof Store) {
        const method = target[name]
        if (typeof method !== 'function') return method
        return async (...args: readonly unknown[]) => {
          const result: unknown = await Reflect.apply(method, target, args)
          if (name === 'saveDelivery' && !slept) {
            slept = true
            now += HOUR
          }
          return result
        }
      },
    })
    const box = outbox({ store: sleeping })
    const { nextAt } = await box.drain(NEVER)
    assert.deepEqual(discord.requests, [])
    assert.equal(nextAt, now)
    await box.drain(NEVER)
    assert.deepEqual(titles(), ['Title of a'])
  })

  test('an edit whose post waits in another channel waits too', async () => {
    const post = makeDelivery('p', { route: 'other' })
    const late = makeDelivery('e', { action: { kind: 'edit', of: post.id }, order: 1 })
    const later = makeDelivery('r', { action: { kind: 'reply', to: post.id }, order: 2 })
    await put(post, late, later)
    discord.forbid(OTHER)
    await outbox().drain(NEVER)
    // They belong to its channel, whatever their own route says, and wait there behind it.
    assert.equal((await outbox().drain(NEVER)).nextAt, now + HOUR)
    assert.deepEqual(titles(), [])
    await store.saveDelivery({ ...post, state: { at: 'uncertain', since: now, why: 'x' }, notBefore: now + HOUR })
    assert.deepEqual((await outbox().drain(NEVER)).waiting, 3)
    assert.deepEqual(titles(), [])
    discord.allow(OTHER)
    await drainAll(outbox())
    assert.deepEqual(titles(OTHER), ['Title of e', 'Title of r'])
  })

  test('an edit whose post is open, though not listed as such, waits for it', async () => {
    const late = makeDelivery('e', { action: { kind: 'edit', of: a.id }, order: 1 })
    await put(a, late)
    const listing = new Proxy(store, {
      get(target, name: keyof Store) {
        if (name === 'openDeliveries') return async () => [late]
        const method = target[name]
        return typeof method === 'function' ? method.bind(target) : method
      },
    })
    assert.deepEqual((await outbox({ store: listing }).drain(NEVER)).nextAt, now + 5000)
    assert.deepEqual(discord.requests, [])
  })

  test('an edit of a post that nobody knows is abandoned', async () => {
    const edit = makeDelivery('e', { action: { kind: 'edit', of: 'nobody' } })
    await put(edit)
    await outbox().drain(NEVER)
    assert.deepEqual(await stateOf(edit), {
      at: 'abandoned',
      why: 'the message it edits was not delivered: it is not stored',
      since: now,
    })
    assert.deepEqual(discord.requests, [])
  })

  test('as a bot nothing waits for a person, whatever onUncertain says', async () => {
    settings.onUncertain = 'hold'
    const reply = makeDelivery('r', { action: { kind: 'reply', to: a.id }, order: 1 })
    await put(a, reply)
    discord.faults.push({ kind: 'accept-reset' })
    const box = outbox()
    const { held, waiting } = await box.drain(NEVER)
    assert.deepEqual({ held, waiting }, { held: 0, waiting: 2 })
    await drainAll(box)
    assert.deepEqual(titles(), ['Title of a', 'Title of r'])
    assert.deepEqual(discord.messages(CHANNEL)[1]?.message_reference, {
      message_id: discord.messages(CHANNEL)[0]?.id,
      fail_if_not_exists: false,
    })
  })

  test('what was settled is told, with its delivery as it is stored', async () => {
    await put(a)
    await outbox().drain(NEVER)
    assert.deepEqual(notices, [{ kind: 'settled', delivery: await store.delivery(a.id) }])
  })

  test('a message that was deleted between two attempts is not sent a second time', async () => {
    await put(a, b)
    discord.faults.push({ kind: 'accept-timeout' })
    const box = outbox()
    await box.drain(NEVER)
    discord.deleteMessage(CHANNEL, discord.messages(CHANNEL)[0]?.id ?? '')
    await drainAll(box)
    assert.deepEqual(titles(), ['Title of b'])
    assert.deepEqual(await stateOf(a), {
      at: 'abandoned',
      why: 'it was delivered, and deleted in Discord since',
      since: now,
    })
  })

  test('a message that Discord refuses is set aside with the reason, and the next one goes', async () => {
    await put(a, b)
    discord.faults.push({ kind: 'status', status: 400, code: 240000, message: 'Harmful link' })
    await outbox().drain(NEVER)
    const state = await stateOf(a)
    assert.equal(state.at, 'set-aside')
    assert.match('why' in state ? state.why : '', /harmful link.*240000/)
    assert.deepEqual(titles(), ['Title of b'])
  })

  test('a channel without permission is paused and said once, probed hourly, and holds up no other', async () => {
    const other = makeDelivery('o', { route: 'other' })
    await put(a, b, other)
    discord.forbid(CHANNEL)
    const box = outbox()
    for (let minute = 0; minute < 150; minute += 1) {
      await box.drain(NEVER)
      now += 60_000
    }
    assert.deepEqual(titles(OTHER), ['Title of o'])
    assert.equal(discord.requests.filter(request => request.endsWith('403')).length, 3)
    assert.equal(notices.filter(notice => notice.kind === 'channel-paused').length, 1)
    discord.allow(CHANNEL)
    now += HOUR
    await box.drain(NEVER)
    assert.deepEqual(titles(), posted.slice(0, 2))
    assert.equal(notices.filter(notice => notice.kind === 'channel-resumed').length, 1)
  })

  test('what is stored of pauses and cannot be read is left out', async () => {
    await store.saveFact('paused-channels', { [CHANNEL]: 7, [OTHER]: { since: 1 } })
    await store.saveFact('invalid-answers', 'x')
    await put(a)
    await outbox().drain(NEVER)
    assert.deepEqual(titles(), ['Title of a'])
  })

  test('a pause is kept over a restart, which probes the channel at once and says it anew', async () => {
    await put(a)
    discord.forbid(CHANNEL)
    await outbox().drain(NEVER)
    const again = outbox()
    for (let minute = 0; minute < 59; minute += 1) {
      await again.drain(NEVER)
      now += 60_000
    }
    assert.equal(discord.requests.length, 2)
    assert.equal(notices.filter(notice => notice.kind === 'channel-paused').length, 2)
    discord.allow(CHANNEL)
    assert.equal((await outbox().drain(NEVER)).sent, 1)
  })

  test('a refused token stops everything and loses nothing', async () => {
    await put(a, b)
    discord.faults.push({ kind: 'status', status: 401 })
    const drained = await outbox().drain(NEVER)
    assert.match(drained.stop ?? '', /token/)
    assert.equal(discord.requests.length, 1)
    assert.equal((await store.openDeliveries()).length, 2)
  })

  test('twenty invalid answers in ten minutes stop all requests until the ten minutes are over', async () => {
    await put(a)
    for (let index = 0; index < 30; index += 1) discord.faults.push({ kind: 'rate-limit', retryAfter: 1 })
    const box = outbox()
    const start = now
    while (now < start + 9 * 60_000) {
      await box.drain(NEVER)
      now += 1000
    }
    assert.equal(discord.requests.length, 20)
    const { nextAt } = await outbox().drain(NEVER)
    assert.ok((nextAt ?? 0) >= start + 10 * 60_000)
    discord.faults.length = 0
    now = nextAt ?? 0
    await drainAll(box)
    assert.deepEqual(titles(), ['Title of a'])
  })

  test('an edit changes the message of its post; of several only the newest is made', async () => {
    await put(a)
    await outbox().drain(NEVER)
    const edit = (name: string, order: number) =>
      makeDelivery(name, { action: { kind: 'edit', of: a.id }, createdAt: DAY0 + 1, order })
    const [first, second] = [edit('e1', 0), edit('e2', 1)]
    await put(first, second)
    await outbox().drain(NEVER)
    assert.deepEqual(titles(), ['Title of e2'])
    assert.equal(discord.messages(CHANNEL)[0]?.edits, 1)
    assert.deepEqual(await stateOf(first), {
      at: 'abandoned',
      why: `the later edit ${second.id} says all of it`,
      since: now,
    })
  })

  test('an edit of a deleted message is abandoned with its reason', async () => {
    await put(a)
    await outbox().drain(NEVER)
    discord.deleteMessage(CHANNEL, discord.messages(CHANNEL)[0]?.id ?? '')
    const edit = makeDelivery('e', { action: { kind: 'edit', of: a.id }, createdAt: DAY0 + 1 })
    await put(edit)
    await outbox().drain(NEVER)
    assert.deepEqual(await stateOf(edit), { at: 'abandoned', why: 'its message was deleted in Discord', since: now })
  })

  test('an edit made before its post by a clock that was set back still comes after it', async () => {
    const edit = makeDelivery('e', { action: { kind: 'edit', of: a.id }, createdAt: DAY0 - HOUR })
    await put(a, edit)
    await outbox().drain(NEVER)
    assert.equal(discord.messages(CHANNEL)[0]?.edits, 1)
  })

  test('a reply answers its post; where the post was set aside it stands by itself, and an edit is abandoned', async () => {
    await put(a)
    await outbox().drain(NEVER)
    await put(b, makeDelivery('r1', { action: { kind: 'reply', to: a.id }, order: 3 }))
    await put(makeDelivery('r2', { action: { kind: 'reply', to: b.id }, order: 4 }))
    const edit = makeDelivery('e', { action: { kind: 'edit', of: b.id }, order: 5 })
    await put(edit)
    discord.faults.push({ kind: 'status', status: 400, code: 50035 })
    await outbox().drain(NEVER)
    assert.deepEqual(titles(), ['Title of a', 'Title of r1', 'Title of r2'])
    const replies = discord.messages(CHANNEL).map(message => message.message_reference)
    assert.deepEqual(replies[1], { message_id: discord.messages(CHANNEL)[0]?.id, fail_if_not_exists: false })
    assert.equal(replies[2], undefined)
    assert.equal((await stateOf(edit)).at, 'abandoned')
  })

  test('a message that cannot be drawn is set aside and stops none behind it', async () => {
    await put(a, b)
    const box = outbox({
      render: (delivery, replyTo) => {
        if (delivery.id === a.id) throw new RangeError('too deep')
        return render(delivery, { pingRole: null, replyTo })
      },
    })
    await box.drain(NEVER)
    assert.equal((await stateOf(a)).at, 'set-aside')
    assert.deepEqual(titles(), ['Title of b'])
  })

  test('a limit for all channels stops every channel until it is over, and is said', async () => {
    await put(a)
    discord.faults.push({ kind: 'rate-limit', retryAfter: 30, global: true })
    const box = outbox()
    await box.drain(NEVER)
    const said = notices.find(notice => notice.kind === 'all-paused')
    assert.ok(said !== undefined)
    assert.ok(said.until >= DAY0 + 30_000)
    await put(makeDelivery('other', { route: 'other' }))
    now = said.until - 1
    const { sent, nextAt } = await box.drain(NEVER)
    assert.deepEqual({ sent, nextAt }, { sent: 0, nextAt: said.until })
    assert.deepEqual(titles(OTHER), [])
  })

  test('whatever is thrown while a message is drawn, it is set aside', async () => {
    await put(a)
    const rejected = outbox({
      render: () => {
        throw 'no Error'
      },
    })
    assert.equal((await rejected.drain(NEVER)).setAside, 1)
    const state = await stateOf(a)
    assert.equal(state.at === 'set-aside' && state.why, 'it cannot be rendered: unknown')
  })

  test('a pause that another process has ended meanwhile is over, when this one leads again', async () => {
    await put(a)
    discord.forbid(CHANNEL)
    const box = outbox()
    await box.drain(NEVER)
    discord.allow(CHANNEL)
    await store.saveFact('paused-channels', {})
    assert.equal((await box.drain(NEVER)).sent, 0)
    box.forget()
    assert.equal((await box.drain(NEVER)).sent, 1)
    assert.deepEqual(titles(), ['Title of a'])
  })

  test('a route that settings.yaml no longer names keeps its deliveries and is counted', async () => {
    await put(makeDelivery('x', { route: 'gone' }), makeDelivery('y', { order: 1 }))
    assert.equal((await outbox().drain(NEVER)).homeless, 1)
    assert.equal((await outbox().drain(NEVER)).homeless, 1)
    assert.equal((await store.openDeliveries()).length, 1)
  })

  test('a stop begins no new attempt', async () => {
    await put(a, b, c)
    const stop = new AbortController()
    const box = outbox({ onNotice: () => stop.abort() })
    const { sent, waiting } = await box.drain(stop.signal)
    assert.deepEqual({ sent, waiting }, { sent: 1, waiting: 2 })
    assert.equal(discord.messages(CHANNEL).length, 1)
  })

  test('what is stored while it runs is sent by the call that comes after', async () => {
    await put(a)
    const box = outbox()
    const first = box.drain(NEVER)
    await put(b)
    await Promise.all([box.drain(NEVER), box.drain(NEVER), first])
    assert.deepEqual(titles(), posted.slice(0, 2))
  })
})

describe('through a webhook', () => {
  beforeEach(() => {
    sender = new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: () => now, deadlineMs: 1500 })
  })

  test('deliveries arrive in order, and edits change them', async () => {
    await put(a, b)
    await outbox().drain(NEVER)
    await put(makeDelivery('e', { action: { kind: 'edit', of: a.id }, createdAt: DAY0 + 1 }))
    await outbox().drain(NEVER)
    assert.deepEqual(titles(), ['Title of e', 'Title of b'])
  })

  test('resend: what may have arrived is sent again, so nothing is lost', async () => {
    await put(a, b)
    discord.faults.push({ kind: 'timeout' }, { kind: 'accept-html' })
    await drainAll(outbox())
    assert.deepEqual(titles(), ['Title of a', 'Title of a', 'Title of b'])
  })

  test('hold: what may have arrived waits for a person, so nothing is told twice, and the next one goes', async () => {
    settings.onUncertain = 'hold'
    await put(a, b)
    discord.faults.push({ kind: 'accept-reset' })
    const drained = await outbox().drain(NEVER)
    assert.deepEqual([drained.sent, drained.held, drained.waiting, drained.nextAt], [1, 1, 0, null])
    assert.deepEqual(titles(), posted.slice(0, 2))
    assert.equal((await stateOf(a)).at, 'uncertain')
    assert.equal((await outbox().drain(NEVER)).held, 1)
  })

  test('hold: an edit of a message that may have arrived is abandoned, a reply stands by itself', async () => {
    settings.onUncertain = 'hold'
    const edit = makeDelivery('e', { action: { kind: 'edit', of: a.id }, order: 1 })
    await put(a, edit, makeDelivery('r', { action: { kind: 'reply', to: a.id }, order: 2 }))
    discord.faults.push({ kind: 'timeout' })
    await drainAll(outbox())
    assert.deepEqual(titles(), ['Title of r'])
    const state = await stateOf(edit)
    assert.equal(state.at === 'abandoned' && state.why, 'the message it edits was not delivered: uncertain')
  })

  test('hold: an attempt whose end was never recorded counts as one that may have arrived', async () => {
    settings.onUncertain = 'hold'
    await put({ ...a, firstTriedAt: DAY0 - 1 }, b)
    await drainAll(outbox())
    assert.deepEqual(titles(), ['Title of b'])
    assert.deepEqual(await stateOf(a), {
      at: 'uncertain',
      why: 'the process ended while it was being sent',
      since: DAY0 - 1,
    })
    const before = notices.length
    await outbox().drain(NEVER)
    assert.equal(notices.length, before)
  })

  test('a reply stands by itself: a webhook can answer no message', async () => {
    const reply = makeDelivery('r', { action: { kind: 'reply', to: a.id }, order: 1 })
    const answered: (string | null)[] = []
    await put(a, reply)
    const draw = (delivery: Delivery, replyTo: string | null) => {
      answered.push(replyTo)
      return render(delivery, { pingRole: null, replyTo })
    }
    await outbox({ render: draw }).drain(NEVER)
    assert.deepEqual(titles(), ['Title of a', 'Title of r'])
    assert.deepEqual(answered, [null, null])
  })

  test('a webhook that is gone is not asked again', async () => {
    await put(a)
    discord.faults.push({ kind: 'status', status: 404, code: 10015 })
    await outbox().drain(NEVER)
    for (let hour = 0; hour < 5; hour += 1) {
      now += HOUR
      assert.equal((await outbox().drain(NEVER)).nextAt, null)
    }
    assert.equal(discord.requests.length, 1)
  })
})

describe('in the terminal', () => {
  test('what was tried long ago is drawn again: nothing can be looked up there', async () => {
    const lines: string[] = []
    const output = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    sender = new PreviewSender(output, { columns: 80, colour: false, timeZone: 'UTC' })
    await put({ ...a, firstTriedAt: DAY0 - HOUR })
    await outbox().drain(NEVER)
    assert.match(lines.join(''), /Title of a/)
    assert.equal((await stateOf(a)).at, 'sent')
  })
})

describe('with a store that fails', () => {
  test('at each call in turn: nothing is sent that cannot be recorded, and it recovers by itself', async () => {
    for (let failing = 0; failing < 14; failing += 1) {
      await store.close()
      await discord.close()
      discord = await FakeDiscord.start({ now: () => now })
      store = await openStore('sqlite::memory:')
      sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 1500 })
      await put(a, b, c)
      let call = 0
      const flaky = new Proxy(store, {
        get(target, name: keyof Store) {
          const method = target[name]
          if (typeof method !== 'function') return method
          return (...args: readonly unknown[]) => {
            call += 1
            if (call - 1 === failing) return Promise.reject(new StoreError('disk full'))
            return Reflect.apply(method, target, args)
          }
        },
      })
      const box = outbox({ store: flaky })
      await box.drain(NEVER).catch((error: unknown) => assert.ok(error instanceof StoreError))
      const recorded = (await store.openDeliveries())
        .filter(one => one.firstTriedAt === null)
        .map(one => one.card.title)
      assert.ok(
        titles().every(title => !recorded.includes(title)),
        `call ${failing}`,
      )
      await drainAll(box)
      assert.deepEqual(titles(), posted, `call ${failing}`)
    }
  })

  test('what another process has done meanwhile counts, when this one leads again', async () => {
    await put(a)
    let failing = false
    const flaky = new Proxy(store, {
      get(target, name: keyof Store) {
        const method = target[name]
        if (typeof method !== 'function') return method
        return (...args: readonly unknown[]) =>
          failing
            ? Promise.reject(new StoreError('another process has taken over'))
            : Reflect.apply(method, target, args)
      },
    })
    const box = outbox({
      store: flaky,
      sender: {
        mode: 'bot',
        async send() {
          failing = true
          return { kind: 'retry', afterMs: null, scope: 'channel', status: null, why: 'away' }
        },
        recent: async () => ({ kind: 'failed', why: 'away' }),
        reaches: () => true,
        close: async () => {},
      },
    })
    await assert.rejects(box.drain(NEVER), StoreError)
    failing = false
    await outbox().drain(NEVER)
    await store.saveFact('paused-channels', { [OTHER]: { since: now, probeAt: null, why: 'x' } })
    box.forget()
    await put(makeDelivery('o', { route: 'other' }))
    assert.equal((await box.drain(NEVER)).waiting, 1)
    assert.equal((await stateOf(a)).at, 'sent')
  })

  test('through a webhook an outcome that could not be recorded is remembered, not repeated', async () => {
    sender = new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: () => now, deadlineMs: 1500 })
    await put(a)
    let saves = 0
    const flaky = new Proxy(store, {
      get(target, name: keyof Store) {
        const method = target[name]
        if (typeof method !== 'function') return method
        return (...args: readonly unknown[]) => {
          if (name === 'saveDelivery') saves += 1
          if (saves >= 2 && saves < 5) return Promise.reject(new StoreError('disk full'))
          return Reflect.apply(method, target, args)
        }
      },
    })
    const box = outbox({ store: flaky })
    for (let round = 0; round < 5; round += 1) await box.drain(NEVER).catch(() => {})
    assert.deepEqual(titles(), ['Title of a'])
    assert.equal((await stateOf(a)).at, 'sent')
  })
})
