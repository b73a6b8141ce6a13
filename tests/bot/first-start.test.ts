import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, test } from 'node:test'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { noteFirstStart, tellFirstStart } from '../../src/bot/first-start.ts'
import type { Decisions } from '../../src/bot/world.ts'
import { toSettings } from '../../src/config/schemas/settings-schema.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { PreviewSender } from '../../src/io/discord/preview.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../../src/io/discord/webhook.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { type Store, StoreError } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { archived, DAY0, makeCommit, makeDelivery, makeItem, makePollState } from '../fakes/records.ts'

const CHANNEL = '200000000000000001'
const OPERATIONS = '200000000000000002'
const NEVER = new AbortController().signal
const silence = { debug() {}, info() {}, warn() {}, error() {} }
const metrics = NO_METRICS

let discord: FakeDiscord
let store: Store
let now: number
const senders: Sender[] = []

beforeEach(async () => {
  now = DAY0
  discord = await FakeDiscord.start({ now: () => now })
  store = await openStore('sqlite::memory:')
})
afterEach(() => Promise.all([...senders.splice(0).map(one => one.close()), store.close(), discord.close()]))

const asBot = () => new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 500 })
const asWebhook = () =>
  new WebhookSender(discord.webhookUrl(CHANNEL), { dispatcher: direct, now: () => now, deadlineMs: 500 })
const asPreview = () => new PreviewSender(new PassThrough().resume(), { columns: 80, colour: false, timeZone: 'UTC' })

function start(sender: Sender, settings: object = {}, over: Partial<Store> = {}): Bot {
  senders.push(sender)
  const feeds = ['one', 'two', 'three'].map(id => ({ id, enabled: true }))
  const decisions = {
    settings: toSettings(settings),
    feeds: [...feeds, { id: 'off', enabled: false }],
  } as unknown as Decisions
  const own = new Proxy(store, {
    get(target, name: keyof Store) {
      const value = over[name] ?? target[name]
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return assemble({
    clock: { now: () => now, steady: () => now, sleep: async () => {} },
    log: silence,
    store: own,
    sender,
    defaultChannel: sender.mode === 'bot' ? CHANNEL : webhookPlace(CHANNEL, null),
    metrics,
    decisions: () => decisions,
    poll: async () => assert.fail('no feed is asked'),
    article: async () => null,
    summarise: async () => null,
  })
}

/** The store as a first look leaves it: two of three feeds were read, with 1,204 entries. */
async function firstLook(): Promise<void> {
  await noteFirstStart(store, now)
  const archive = Array.from({ length: 1204 }, (_, at) => archived(makeItem(`item-${at}`)))
  await store.commit(makeCommit({ archive, feed: makePollState('one', now) }))
  await store.savePollState(makePollState('two', now))
  await store.savePollState({ ...makePollState('three', now), read: false, failure: FAILURE })
}

const FAILURE = { reason: 'connection', what: 'refused', since: DAY0 }

async function tell(bot: Bot): Promise<void> {
  await tellFirstStart(bot)
  await bot.outbox.drain(NEVER)
}

const said = (channel: string) => discord.messages(channel).map(message => message.embeds?.[0]?.description ?? '')
const LINE =
  'Backchannel is watching 3 feeds (1 could not be read yet); the first look recorded 1,204 entries; new stories will appear here.'

const places: readonly (readonly [
  name: string,
  sender: () => Sender,
  settings: object,
  inChannel: readonly string[],
  inOperations: readonly string[],
])[] = [
  ['a webhook says it in its channel', asWebhook, {}, [LINE], []],
  ['a bot without an operations channel says it where alerts go', asBot, {}, [LINE], []],
  [
    'a bot says it in its operations channel',
    asBot,
    { operationsChannel: OPERATIONS },
    [],
    [LINE.replace('here', `in <#${CHANNEL}>`)],
  ],
  ['or where alerts go, if that is set', asBot, { operationsChannel: OPERATIONS, firstStart: 'channel' }, [LINE], []],
  ['a webhook has no operations channel', asWebhook, { firstStart: 'operations' }, [], []],
  ['off says nothing', asWebhook, { firstStart: 'off' }, [], []],
]
for (const [name, sender, settings, inChannel, inOperations] of places) {
  test(`${name}, once`, async () => {
    await firstLook()
    const bot = start(sender(), settings)
    await tell(bot)
    await tell(bot)
    now += 86_400_000
    await tell(start(sender(), settings))
    // What was settled for this store is not told later by another setting.
    await tell(start(sender(), { firstStart: 'channel' }))
    assert.deepEqual([said(CHANNEL), said(OPERATIONS)], [inChannel, inOperations])
  })
}

test('it waits until a feed was read', async () => {
  await noteFirstStart(store, now)
  const bot = start(asWebhook())
  await tell(bot)
  await store.savePollState({ ...makePollState('three', now), read: false })
  await tell(bot)
  assert.deepEqual(said(CHANNEL), [])
  await store.savePollState(makePollState('three', now))
  await tell(bot)
  assert.deepEqual(said(CHANNEL), [
    'Backchannel is watching 3 feeds (2 could not be read yet); the first look recorded 0 entries; new stories will appear here.',
  ])
})

test('a feed that answers and has no entries is not said to be unreadable', async () => {
  await firstLook()
  await store.savePollState({ ...makePollState('three', now), read: false })
  await tell(start(asWebhook()))
  assert.deepEqual(said(CHANNEL), [LINE.replace(' (1 could not be read yet)', '')])
})

test('a store of before, that knows no beginning, is told nothing', async () => {
  await store.saveFact('started', now)
  await store.savePollState(makePollState('one', now))
  await tell(start(asWebhook()))
  assert.deepEqual(said(CHANNEL), [])
})

test('a preview tells nobody: it is told where there is a channel later, with what the first look came to', async () => {
  await firstLook()
  await tell(start(asPreview()))
  await store.commit(makeCommit({ archive: [archived(makeItem('later'))] }))
  await tell(start(asWebhook()))
  assert.deepEqual(said(CHANNEL), [LINE])
})

for (const [mode, sender] of [
  ['a bot', asBot],
  ['a webhook', asWebhook],
] as const) {
  test(`${mode}: a process that ends before it has noted that it was told repeats nothing`, async () => {
    await firstLook()
    let left = 1
    const saveFact: Store['saveFact'] = async (name, value) => {
      if (JSON.stringify(value).includes('"told":true') && left-- > 0) throw new StoreError('the machine is off')
      await store.saveFact(name, value)
    }
    const bot = start(sender(), {}, { saveFact })
    await assert.rejects(tellFirstStart(bot), StoreError)
    await bot.outbox.drain(NEVER)
    assert.deepEqual(said(CHANNEL), [LINE])
    now += 600_000
    await store.commit(makeCommit({ archive: [archived(makeItem('later'))] }))
    await tell(start(sender()))
    assert.deepEqual(said(CHANNEL), [LINE])
  })
}

test('as a bot, one whose answer was lost is found in the channel and not sent again', async () => {
  await firstLook()
  discord.faults.push({ kind: 'accept-reset' })
  await tell(start(asBot()))
  now += 3_600_000
  discord.forgetNonces()
  await tell(start(asBot()))
  assert.deepEqual(said(CHANNEL), [LINE])
})

test('it takes no alert’s place in a flood, and is no line of a summary', async () => {
  await firstLook()
  const deliveries = ['a', 'b'].map(name => makeDelivery(name))
  await store.commit(makeCommit({ deliveries }))
  await tell(start(asWebhook(), { flood: { messages: 1 } }))
  assert.equal(discord.messages(CHANNEL).length, 3)
})
