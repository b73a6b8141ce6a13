import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import { DigestDue } from '../../src/bot/digest/due-digest.ts'
import { type DigestParts, postDueDigest } from '../../src/bot/digest/post-digest.ts'
import type { Decisions } from '../../src/bot/world.ts'
import { toSettings } from '../../src/config/schemas/settings-schema.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../../src/io/discord/webhook.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { type Store, StoreError } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { DAY0, HOUR } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const NEW = '200000000000000009'
const MINUTE = 60_000
const SLOT = DAY0 + 22 * HOUR

let now: number
let channel: string
let discord: FakeDiscord
let store: Store
let sender: Sender
let onUncertain: 'resend' | 'hold'
let lines: string[]

beforeEach(async () => {
  now = SLOT
  channel = CHANNEL
  lines = []
  onUncertain = 'resend'
  discord = await FakeDiscord.start({ now: () => now })
  store = await openStore('sqlite::memory:')
  sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 500 })
})

afterEach(() => Promise.all([sender.close(), store.close(), discord.close()]))

/** One process: what it posts digests with. `off`: by how many ms its clock is wrong. */
function replica(off = 0, over: Store = store): DigestParts {
  const clock = { now: () => now + off, steady: () => now, sleep: async () => {} }
  const say = (event: string, facts?: object) => void lines.push(`${event} ${JSON.stringify(facts)}`)
  const log: Log = { debug() {}, info: say, warn: say, error: say }
  const outbox = new Outbox({
    store: over,
    sender,
    now: clock.now,
    steady: clock.steady,
    render: () => assert.fail('no alert is posted'),
    channelOf: () => channel,
    settings: () => ({ onUncertain, nonceWindowMs: 180_000, flood: null }),
    onNotice: notice => void lines.push(JSON.stringify(notice)),
  })
  const decisions = () => ({
    settings: toSettings({ digest: { cron: '0 22 * * *', days: 1, route: 'default' }, onUncertain }),
  })
  return {
    clock,
    log,
    store: over,
    sender,
    decisions: decisions as unknown as () => Decisions,
    channelOf: () => channel,
    due: new DigestDue(over, clock.now),
    outbox,
  }
}

function count(place = CHANNEL): number {
  return discord.messages(place).length
}

describe('two replicas', () => {
  test('whose clocks differ: only the one that leads writes, and the digest comes once', async () => {
    const [leader, standby] = [replica(), replica(-5000)]
    leader.due.lead(true)
    const writes: string[] = []
    const saved = store.saveFact.bind(store)
    store.saveFact = async (name, value) => {
      writes.push(name)
      await saved(name, value)
    }
    await leader.due.tick(SLOT)
    await postDueDigest(leader)
    now += 5000
    writes.length = 0
    await standby.due.tick(SLOT)
    assert.deepEqual(writes, [])
    await postDueDigest(leader)
    assert.equal(count(), 1)
  })

  test('of which the other takes over at the digest’s hour: it is posted once, whoever’s clock has ticked', async () => {
    for (const told of [true, false]) {
      const slot = SLOT + (told ? 0 : 24 * HOUR)
      now = slot
      const [old, next] = [replica(), replica(-5000)]
      old.due.lead(true)
      if (told) {
        await old.due.tick(slot)
        await postDueDigest(old)
      }
      await next.due.tick(slot)
      next.due.lead(true)
      await postDueDigest(next)
      assert.equal(count(), told ? 1 : 2)
    }
  })

  test('one that may no longer write posts nothing', async () => {
    const fenced = new Proxy(store, {
      get(target, name: keyof Store) {
        if (name === 'saveFact') return () => Promise.reject(new StoreError('another process has taken over'))
        const method = target[name]
        return typeof method === 'function' ? method.bind(target) : method
      },
    })
    await store.saveFact('digest-due', SLOT)
    await assert.rejects(postDueDigest(replica(0, fenced)), StoreError)
    assert.equal(discord.requests.length, 0)
  })
})

test('a clock that was set back and comes by the hour again makes no second digest', async () => {
  const one = replica()
  await one.due.tick(SLOT)
  await postDueDigest(one)
  now -= HOUR
  await one.due.tick(SLOT)
  await postDueDigest(one)
  assert.equal(count(), 1)
  now = SLOT + 24 * HOUR
  await one.due.tick(now)
  await postDueDigest(one)
  assert.equal(count(), 2)
})

test('a digest that a clock told a year ahead keeps none of today’s back', async () => {
  await store.saveFact('digest-told', SLOT + 365 * 24 * HOUR)
  const one = replica()
  await one.due.tick(SLOT)
  await postDueDigest(one)
  assert.equal(count(), 1)
})

test('a store that is away at the hour loses no digest: it is noted at the next look', async () => {
  const one = replica()
  one.due.lead(true)
  const saved = store.saveFact.bind(store)
  store.saveFact = async () => {
    throw new StoreError('away')
  }
  await one.due.tick(SLOT)
  store.saveFact = saved
  await postDueDigest(one)
  assert.equal(count(), 1)
})

describe('a digest that may have arrived', () => {
  test('is looked for where it was tried, however late and wherever its route leads now', async () => {
    const first = replica()
    await first.due.tick(SLOT)
    discord.faults.push({ kind: 'accept-reset' })
    await postDueDigest(first)
    discord.forgetNonces()
    now += 30 * MINUTE
    channel = NEW
    await postDueDigest(replica())
    await postDueDigest(replica())
    assert.deepEqual([count(), count(NEW)], [1, 0])
    assert.match(lines.join('\n'), /digest_left_out .*it is there already/)
  })

  test('and is not there is sent', async () => {
    const first = replica()
    await first.due.tick(SLOT)
    discord.faults.push({ kind: 'reset' })
    await postDueDigest(first)
    now += 30 * MINUTE
    await postDueDigest(replica())
    assert.equal(count(), 1)
  })

  test('is not sent on a guess where the channel cannot be read, which pauses it and is said', async () => {
    const first = replica()
    await first.due.tick(SLOT)
    discord.faults.push({ kind: 'accept-reset' })
    await postDueDigest(first)
    discord.lists.push({ kind: 'status', status: 403, code: 50001 })
    const second = replica()
    for (let minute = 0; minute < 10; minute += 1) {
      now += MINUTE
      await postDueDigest(second)
    }
    assert.equal(count(), 1)
    assert.equal(discord.requests.filter(one => one.startsWith('GET /channels')).length, 1)
    assert.match(lines.join('\n'), /"kind":"channel-paused"/)
  })

  for (const choice of ['resend', 'hold'] as const) {
    test(`through a webhook whose process ended in between comes again or not, as onUncertain says: ${choice}`, async () => {
      onUncertain = choice
      await sender.close()
      sender = new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: () => now })
      channel = webhookPlace(CHANNEL, null)
      await store.saveFact('digest-due', SLOT)
      await store.saveFact('digest-tried', { slot: SLOT, place: channel })
      await postDueDigest(replica())
      assert.equal(count(), choice === 'resend' ? 1 : 0)
      await postDueDigest(replica())
      assert.equal(count(), choice === 'resend' ? 1 : 0)
    })
  }
})

test('a channel that refuses is paused as for alerts: the digest asks it once an hour, not once a minute', async () => {
  discord.forbid(CHANNEL)
  const one = replica()
  await one.due.tick(SLOT)
  for (let minute = 0; minute < 100; minute += 1) {
    await postDueDigest(one)
    now += MINUTE
  }
  assert.equal(discord.requests.filter(request => request.startsWith('POST')).length, 2)
  discord.allow(CHANNEL)
  now += HOUR
  await postDueDigest(one)
  assert.equal(count(), 1)
})

test('a digest that Discord refuses for its form, or that is too late, is left out and said', async () => {
  discord.faults.push({ kind: 'status', status: 400, code: 50035 })
  const one = replica()
  await one.due.tick(SLOT)
  await postDueDigest(one)
  await postDueDigest(one)
  assert.equal(count(), 0)
  await one.due.tick(SLOT + 24 * HOUR)
  now = SLOT + 37 * HOUR
  await postDueDigest(one)
  assert.equal(count(), 0)
  assert.equal(lines.filter(line => line.startsWith('digest_left_out')).length, 2)
})

test('a limit for all that a digest meets holds for alerts as well', async () => {
  discord.faults.push({ kind: 'rate-limit', retryAfter: 30, global: true })
  const one = replica()
  await one.due.tick(SLOT)
  await postDueDigest(one)
  assert.ok(((await one.outbox.until(CHANNEL)) ?? 0) >= now + 30_000)
})
