import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { decisionsOf } from '../../src/bot/decisions.ts'
import type { Decisions } from '../../src/bot/world.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { Item } from '../../src/feeds/item.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../../src/io/discord/webhook.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { DAY0, makeItem, makePollState } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const OTHER = '200000000000000002'
const MINUTE = 60_000
const never = new AbortController().signal
const metrics = NO_METRICS

const FILES = new Map([
  ['settings.yaml', 'firstRun: since 30d\nmaxAge: 30d\nfetch: { articles: false }\n'],
  [
    'feeds.yaml',
    'feeds: [{id: a, name: A, url: "https://a.example/", language: en, country: US, kind: wire, timeZone: UTC}]\n',
  ],
  ['terms.yaml', 'lists:\n  places:\n    about: Places\n    terms: [Geneva]\n'],
  ['people.yaml', 'people: []\n'],
  ['rules.yaml', 'rules:\n  - name: place\n    when: title:@places\n    type: talks\n'],
])

let now: number
let discord: FakeDiscord
let store: Store
let sender: Sender
let bot: Bot
let items: Item[]
let lines: string[]

beforeEach(async () => {
  now = DAY0
  items = []
  lines = []
  discord = await FakeDiscord.start({ now: () => now })
  store = await openStore('sqlite::memory:')
  sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 500 })
  bot = start(CHANNEL)
})

afterEach(() => Promise.all([sender.close(), store.close(), discord.close()]))

/** A process of the bot over the same store and Discord. */
function start(place: string): Bot {
  const read = readConfig(FILES, 'config')
  if (read.kind !== 'valid') throw new Error(JSON.stringify(read))
  const decisions: Decisions = decisionsOf(read.config)
  const say = (event: string, facts?: object) => void lines.push(`${event} ${JSON.stringify(facts)}`)
  const log: Log = { debug() {}, info: say, warn: say, error: say }
  return assemble({
    clock: { now: () => now, steady: () => now, sleep: async () => {} },
    log,
    store,
    sender,
    defaultChannel: place,
    metrics,
    decisions: () => decisions,
    poll: async (feed: Feed) => ({
      kind: 'read',
      items,
      problems: [],
      state: makePollState(feed.id, now),
      notices: [],
    }),
    article: async () => null,
    summarise: async () => null,
  })
}

/** One more outlet reports the story. */
async function report(outlet: string): Promise<void> {
  now += MINUTE
  const title = 'Envoys agree to meet in Geneva next month'
  const over = { title: `${title}, ${outlet} says`, outlet, summary: '', publishedAt: now, firstSeenAt: now }
  items = [...items, makeItem(outlet, { ...over, keys: [`guid:${outlet}`] })]
  await bot.watch.look(never, () => {}, 'all')
  await bot.outbox.drain(never)
}

function posts(channel = CHANNEL): number {
  return discord.messages(channel).length
}

test('a story whose card is there is told once, and later reports edit the card', async () => {
  for (const outlet of ['One', 'Two', 'Three']) await report(outlet)
  assert.equal(posts(), 1)
  assert.equal(discord.messages(CHANNEL)[0]?.edits, 2)
})

for (const restart of ['none', 'after the deletion', 'after the edit that found it'] as const) {
  test(`a card that was deleted: the report after the one that found it gone is a new message; restart: ${restart}`, async () => {
    await report('One')
    discord.deleteMessage(CHANNEL, discord.messages(CHANNEL)[0]?.id ?? '')
    if (restart === 'after the deletion') bot = start(CHANNEL)
    await report('Two')
    assert.equal(posts(), 0)
    assert.match(lines.join('\n'), /^card_gone .*deleted in Discord.*the next report of its story is a new message/m)
    if (restart === 'after the edit that found it') bot = start(CHANNEL)
    await report('Three')
    assert.equal(posts(), 1)
    await report('Four')
    assert.equal(posts(), 1)
    assert.equal(discord.messages(CHANNEL)[0]?.edits, 1)
  })
}

test('a card that Discord would not take: the next report is a new message', async () => {
  discord.faults.push({ kind: 'status', status: 400, code: 200000 })
  await report('One')
  assert.equal(posts(), 0)
  await report('Two')
  assert.equal(posts(), 1)
})

test('a card of another webhook is known at once to be out of reach: the very next report is a new message', async () => {
  await sender.close()
  sender = new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: () => now })
  bot = start(webhookPlace(CHANNEL, null))
  await report('One')
  await sender.close()
  sender = new WebhookSender(discord.webhookUrl(OTHER), { dispatcher: direct, now: () => now })
  bot = start(webhookPlace(OTHER, null))
  await report('Two')
  await report('Three')
  assert.deepEqual([posts(), posts(OTHER)], [1, 1])
  assert.equal(discord.messages(OTHER)[0]?.edits, 1)
})

test('a card that was sent again by hand is edited again', async () => {
  discord.faults.push({ kind: 'status', status: 400, code: 200000 })
  await report('One')
  for await (const { namespace, value } of store.export()) {
    if (namespace !== 'delivery') continue
    const delivery = value as Parameters<Store['saveDelivery']>[0]
    await store.saveDelivery({ ...delivery, state: { at: 'pending' }, attempts: 0, firstTriedAt: null, notBefore: 0 })
  }
  bot = start(CHANNEL)
  await bot.outbox.drain(never)
  await report('Two')
  assert.equal(posts(), 1)
  assert.equal(discord.messages(CHANNEL)[0]?.edits, 1)
})
