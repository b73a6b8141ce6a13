import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from '../../src/alerts/render.ts'
import { gatherDigest } from '../../src/bot/digest.ts'
import { ingest } from '../../src/bot/ingest.ts'
import { Notices } from '../../src/bot/notices.ts'
import { Outbox } from '../../src/bot/outbox.ts'
import type { Decisions, World } from '../../src/bot/world.ts'
import { toSettings } from '../../src/config/settings-schema.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import { BotSender } from '../../src/io/discord/bot.ts'
import { WebhookSender } from '../../src/io/discord/webhook.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import {
  archived,
  DAY,
  DAY0,
  HOUR,
  makeCommit,
  makeDelivery,
  makeItem,
  makePollState,
  VERDICT,
} from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const OPERATIONS = '200000000000000003'
const never = new AbortController().signal
const clock = { now: () => DAY0, steady: () => 0, sleep: async () => {} }
const log: Log = { debug() {}, info() {}, warn() {}, error() {} }

test('notices go to the operations channel by a bot, and never through a webhook, which has only the channel of the alerts', async () => {
  const discord = await FakeDiscord.start()
  const bot = new BotSender({ token: discord.token, api: discord.url })
  const webhook = new WebhookSender(discord.webhookUrl(CHANNEL), { now: clock.now })
  for (const sender of [webhook, bot]) {
    const notices = new Notices({ clock, log, sender, channel: () => OPERATIONS })
    await notices.say({ key: 'feed x', text: 'the feed x is silent', over: false })
    await sender.close()
  }
  assert.equal(discord.messages(CHANNEL).length, 0)
  assert.equal(discord.messages(OPERATIONS).length, 1)
  await discord.close()
})

test('a webhook can answer no message, so its development names the story', async () => {
  const discord = await FakeDiscord.start()
  const store = await openStore('sqlite::memory:')
  const sender = new WebhookSender(discord.webhookUrl(CHANNEL), { now: clock.now })
  const post = makeDelivery('a')
  const reply = makeDelivery('r', { action: { kind: 'reply', to: post.id }, order: 1 })
  const card = { ...reply.card, develops: 'The first headline' }
  await store.commit(makeCommit({ deliveries: [post, { ...reply, card }] }))
  const box = new Outbox({
    store,
    sender,
    now: clock.now,
    render: (delivery, replyTo) => render(delivery, { pingRole: null, replyTo }),
    channelOf: () => CHANNEL,
    settings: () => ({ onUncertain: 'resend', nonceWindowMs: 180_000 }),
    onNotice: () => {},
  })
  assert.equal((await box.drain(never)).sent, 2)
  assert.match(JSON.stringify(discord.messages(CHANNEL)[1]), /"More on","value":"The first headline"/)
  await Promise.all([sender.close(), store.close(), discord.close()])
})

test('every day that a digest’s time touches has its bar: at seven in the morning the alerts of the evening before count', async () => {
  const store = await openStore('sqlite::memory:')
  const evening = makeItem('evening', { publishedAt: DAY0 - 4 * HOUR, firstSeenAt: DAY0 - 4 * HOUR })
  await store.commit(makeCommit({ archive: [archived(evening, 's')], seen: [evening] }))
  const { days } = await gatherDigest(store, 1, DAY0 + 7 * HOUR, 'UTC')
  assert.deepEqual(days, [
    { date: '2026-03-09', counts: { talks: 1 } },
    { date: '2026-03-10', counts: {} },
  ])
  // A day of 25 hours (Berlin, 25 October 2026) and one of 23 (29 March 2026).
  for (const to of [Date.UTC(2026, 9, 27), Date.UTC(2026, 2, 31)]) {
    const week = await gatherDigest(store, 7, to, 'Europe/Berlin')
    assert.equal(week.days.length, 8)
  }
  await store.close()
})

test('what a cycle cut short had in hand is not recorded: a doubtful item gets its second look at the next one', async () => {
  const store = await openStore('sqlite::memory:')
  const item = makeItem('doubtful', { publishedAt: DAY0 })
  const doubtful = { ...VERDICT, alert: false, doubtful: true }
  const settings = toSettings({})
  const decisions: Decisions = {
    settings,
    feeds: [],
    judge: judged => (judged.summary.includes('both sides') ? VERDICT : doubtful),
    placer: async () => () => {
      throw new Error('not used')
    },
    brief: () => ({ summary: [], people: [], where: [], coming: [] }),
  }
  const feed = { id: 'feed', articles: true, kind: 'wire', affiliation: null, timeZone: 'UTC' } as unknown as Feed
  const cut = new AbortController()
  const world = (article: World['article']): World => ({
    clock,
    log,
    store,
    decisions: () => decisions,
    poll: async () => ({ kind: 'unchanged', state: makePollState('feed', 0), notices: [] }),
    article,
    summarise: async () => null,
    breathe: async () => {},
    notice: () => {},
    delivered: () => {},
  })
  let order = 0
  const open = {
    place: () => ({
      kind: 'opened' as const,
      story: { id: 's', openedAt: 0, lastAt: DAY0, items: [], reports: [], telling: null },
      similarity: null,
      because: [],
      development: null,
      origins: 1,
    }),
    put: () => {},
    nextOrder: () => (order += 1),
  }
  const polled = { kind: 'read' as const, items: [item], problems: [], state: makePollState('feed', DAY), notices: [] }
  const slow = world(async () => {
    cut.abort()
    return null
  })
  assert.equal((await ingest(slow, feed, polled, false, open, cut.signal)).fresh, 0)
  assert.equal((await store.unseen([item])).length, 1)
  assert.equal((await store.pollStates(['feed'])).size, 0)
  const quick = world(async () => ({ title: '', text: 'both sides meet' }))
  assert.equal((await ingest(quick, feed, polled, false, open, never)).alerts, 1)
  await store.close()
})
