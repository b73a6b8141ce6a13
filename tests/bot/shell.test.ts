import assert from 'node:assert/strict'
import { test } from 'node:test'
import { render } from '../../src/alerts/card/render.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import { gatherDigest } from '../../src/bot/digest/compose-digest.ts'
import { Notices } from '../../src/bot/notices.ts'
import { ingest } from '../../src/bot/tell/ingest.ts'
import type { Decisions, World } from '../../src/bot/world.ts'
import { toSettings } from '../../src/config/schemas/settings-schema.ts'
import { NO_SENSE } from '../../src/events/sense.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { WebhookSender, webhookPlace } from '../../src/io/discord/webhook.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { direct } from '../fakes/direct.ts'
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
  makeStory,
  VERDICT,
} from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const OPERATIONS = '200000000000000003'
const never = new AbortController().signal
const clock = { now: () => DAY0, steady: () => 0, sleep: async () => {} }
const log: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** Headlines in which no event is read. */
const READING = { reading: NO_SENSE.read, turn: () => null, principals: ['US', 'DPRK'] }

test('notices go to the operations channel by a bot, and never through a webhook, which has only the channel of the alerts', async () => {
  const discord = await FakeDiscord.start()
  const bot = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url })
  const webhook = new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: clock.now })
  for (const sender of [webhook, bot]) {
    const notices = new Notices({ clock, log, sender, channel: () => OPERATIONS, webhook: CHANNEL })
    await notices.say({ key: 'feed x', text: 'the feed x is silent', over: false })
    await sender.close()
  }
  assert.equal(discord.messages(CHANNEL).length, 0)
  assert.equal(discord.messages(OPERATIONS).length, 1)
  await discord.close()
})

test('a refused configuration is told through a webhook as well, as a short list with the number of the rest', async () => {
  const discord = await FakeDiscord.start()
  const sender = new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: clock.now })
  const place = webhookPlace(/webhooks\/(\d+)/.exec(discord.webhookUrl(CHANNEL))?.[1] ?? '', null)
  const notices = new Notices({ clock, log, sender, channel: () => null, webhook: place })
  const list = Array.from(
    { length: 25 },
    (_, index) => `config/rules.yaml:${index + 1}:3 no list "@x" – write *one* ${'가'.repeat(400)}`,
  )
  await notices.say({ key: 'config', text: 'It is refused:', list, over: false, amongAlerts: true })
  const [message] = discord.messages(CHANNEL)
  const lines = (message?.content ?? '').split('\n')
  assert.equal(lines[0], 'It is refused\\:')
  assert.equal(lines.at(-1), '- and 20 more')
  assert.equal(lines.length, 7)
  assert.match(lines[1] ?? '', /^- config\/rules\.yaml\\:1\\:3 no list "\\@x" – write \\\*one\\\*/)
  assert.ok((message?.content ?? '').length <= 2000)
  await Promise.all([sender.close(), discord.close()])
})

test('a webhook can answer no message, so its development names the story', async () => {
  const discord = await FakeDiscord.start()
  const store = await openStore('sqlite::memory:')
  const sender = new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: clock.now })
  const post = makeDelivery('a')
  const reply = makeDelivery('r', { action: { kind: 'reply', to: post.id }, order: 1 })
  const card = { ...reply.card, develops: 'The first headline' }
  await store.commit(makeCommit({ deliveries: [post, { ...reply, card }] }))
  const box = new Outbox({
    store,
    sender,
    now: clock.now,
    steady: clock.steady,
    render: (delivery, replyTo) => render(delivery, { pingRole: null, replyTo }),
    channelOf: () => CHANNEL,
    settings: () => ({ onUncertain: 'resend', nonceWindowMs: 180_000, flood: null }),
    onNotice: () => {},
  })
  assert.equal((await box.drain(never)).sent, 2)
  assert.match(JSON.stringify(discord.messages(CHANNEL)[1]), /"More on","value":"The first headline"/)
  await Promise.all([sender.close(), store.close(), discord.close()])
})

test('a digest of so many days has so many bars, and its stories, messages and reports come to each other', async () => {
  const store = await openStore('sqlite::memory:')
  // In the digest's time one story is told with two reports, another has its second report, and a third was never told.
  const times: readonly (readonly [string, string, number])[] = [
    ['a', 'told', DAY0 - 20 * HOUR],
    ['b', 'told', DAY0 - 4 * HOUR],
    ['c', 'before', DAY0 - 3 * DAY],
    ['d', 'before', DAY0 + 5 * HOUR],
    ['e', 'untold', DAY0],
  ]
  const items = times.map(([name, , publishedAt]) => makeItem(name, { publishedAt, firstSeenAt: publishedAt }))
  const posts = [
    makeDelivery('told', { createdAt: DAY0 - 10 * HOUR }),
    makeDelivery('before', { createdAt: DAY0 - 3 * DAY }),
  ]
  const telling = (post: Delivery) => ({ route: 'default', postId: post.id, card: post.card, toldAt: post.createdAt })
  await store.commit(
    makeCommit({
      deliveries: posts,
      stories: [
        makeStory('untold'),
        ...posts.map(post => ({ ...makeStory(post.storyId.slice(6)), telling: telling(post) })),
      ],
      archive: items.map((item, index) => archived(item, `story-${times[index]?.[1]}`)),
    }),
  )
  const day = await gatherDigest(store, 1, DAY0 + 7 * HOUR, 'UTC', READING)
  assert.equal(day.lastTalks, null, 'no headline tells of a meeting')
  assert.deepEqual(day.alsoSeen, [], 'nothing was doubtful')
  const earlier = await gatherDigest(store, 1, DAY0 - 4 * DAY, 'UTC', READING)
  assert.deepEqual([earlier.lastTalks, earlier.stories], [null, []], 'nothing that came after its time')
  // At seven in the morning a day is the evening before as well.
  assert.deepEqual(day.days, [{ date: '2026-03-09', to: '2026-03-10', counts: { talks: 2 } }])
  assert.deepEqual(
    day.stories.map(({ reports, messages }) => [reports, messages]),
    [
      [1, 1],
      [1, 0],
    ],
  )
  for (const [days, now, zone] of [
    [7, DAY0 + 7 * HOUR, 'UTC'],
    [7, DAY0 + 17 * HOUR, 'Asia/Seoul'],
    [31, DAY0 + 7 * HOUR, 'America/New_York'],
    // A day of 25 hours (Berlin, 25 October 2026) and one of 23 (29 March 2026).
    [7, Date.UTC(2026, 9, 27), 'Europe/Berlin'],
    [7, Date.UTC(2026, 2, 31), 'Europe/Berlin'],
  ] as const) {
    const digest = await gatherDigest(store, days, now, zone, READING)
    assert.equal(digest.days.length, days)
    assert.equal(new Set(digest.days.map(one => one.date)).size, days)
    const drawn = digest.days.flatMap(one => Object.values(one.counts)).reduce((sum, count) => sum + count, 0)
    assert.equal(
      drawn,
      digest.stories.reduce((sum, story) => sum + story.reports, 0),
    )
  }
  await store.close()
})

test('before noon the last bar is yesterday with this morning, after noon the first one has what is left of its day before', async () => {
  const store = await openStore('sqlite::memory:')
  const dates = async (now: number) =>
    (await gatherDigest(store, 3, now, 'Asia/Seoul', READING)).days.map(({ date, to }) =>
      to === undefined ? date : [date, to],
    )
  assert.deepEqual(await dates(DAY0), ['2026-03-07', '2026-03-08', ['2026-03-09', '2026-03-10']])
  assert.deepEqual(await dates(DAY0 + 6 * HOUR), [['2026-03-07', '2026-03-08'], '2026-03-09', '2026-03-10'])
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
    ruleSet: { relevance: null } as unknown as Decisions['ruleSet'],
    sense: NO_SENSE,
    people: [],
    lists: [],
    listsIn: () => new Set(),
    placer: async () => () => {
      throw new Error('not used')
    },
    brief: () => ({ summary: [], people: [], where: [], coming: [] }),
    turn: () => null,
    principals: [],
    reading: NO_SENSE.read,
    readingsOf: () => [],
    originNames: () => [],
    nearest: async () => [],
    gist: () => null,
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
    propose: async () => null,
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
      event: NO_SENSE.read(item),
      follows: null,
      beside: null,
      origins: 1,
    }),
    put: () => {},
    retell: () => {},
    thread: () => [],
    lately: () => [],
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
  const quick = world(async () => ({ title: item.title, text: `${item.title}: both sides meet` }))
  assert.equal((await ingest(quick, feed, polled, false, open, never)).alerts, 1)

  // A page that shows another report by now is no second look.
  const moved = makeItem('moved', { publishedAt: DAY0, title: 'Envoys of the two republics meet in Oslo' })
  const live = world(async () => ({
    title: 'Live: budget debate',
    text: 'The budget was debated by both sides all day.',
  }))
  assert.equal((await ingest(live, feed, { ...polled, items: [moved] }, false, open, never)).alerts, 0)
  await store.close()
})
