import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, beforeEach, test } from 'node:test'
import type { Delivery } from '../../src/alerts/delivery.ts'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { WebhookRoutes } from '../../src/bot/deliver/webhook-routes.ts'
import type { Decisions } from '../../src/bot/world.ts'
import { settingsSchema, toSettings } from '../../src/config/schemas/settings-schema.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { RoutedSender } from '../../src/io/discord/routed.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../../src/io/discord/webhook.ts'
import { trustedRoutes } from '../../src/io/http/request/proxy.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord, WEBHOOK_TOKEN } from '../fakes/discord.ts'
import { DAY0, makeCard, makeCommit, makeDelivery } from '../fakes/records.ts'

const [MAIN, SUMMITS, OTHER] = ['200000000000000001', '200000000000000002', '200000000000000003']
const NEVER = new AbortController().signal
const directory = mkdtempSync(join(tmpdir(), 'backchannel-webhooks-'))
after(() => rmSync(directory, { recursive: true }))
const metrics = NO_METRICS

let discord: FakeDiscord
let store: Store
let now: number
let lines: string[]
const open: RoutedSender[] = []

beforeEach(async () => {
  now = DAY0
  lines = []
  discord = await FakeDiscord.start({ now: () => now })
  store = await openStore('sqlite::memory:')
})
afterEach(() => Promise.all([...open.splice(0).map(one => one.close()), store.close(), discord.close()]))

type Main = () => { readonly sender: Sender; readonly place: string }
const asBot: Main = () => ({
  sender: new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 500 }),
  place: MAIN,
})
const asWebhook: Main = () => ({
  sender: new WebhookSender(discord.webhookUrl(MAIN), { dispatcher: direct, now: () => now, deadlineMs: 500 }),
  place: webhookPlace(MAIN, null),
})

/** A process whose settings name the given routes; its settings may be changed while it runs. */
function start(main: Main, routes: object, env: Record<string, string> = {}) {
  const { sender: own, place } = main()
  const sender = new RoutedSender(own)
  open.push(sender)
  const settingsOf = (raw: object) => toSettings(settingsSchema.parse({ routes: raw, flood: 'off' }))
  let settings = settingsOf(routes)
  const variables = { SUMMITS_WEBHOOK: discord.webhookUrl(SUMMITS), OTHER_WEBHOOK: discord.webhookUrl(OTHER) }
  const webhooks = new WebhookRoutes({
    env: { DISCORD_API_URL: discord.url, ...variables, ...env },
    sender,
    otherwise: null,
    now: () => now,
    dispatcher: trustedRoutes({ http: null, https: null, direct: [] }),
    onProblems: problems => lines.push(...problems),
  })
  const say = (event: string, facts?: object) => void lines.push(`${event} ${JSON.stringify(facts)}`)
  const bot = assemble({
    clock: { now: () => now, steady: () => now, sleep: async () => {} },
    log: { debug: say, info: say, warn: say, error: say },
    store,
    sender,
    defaultChannel: place,
    webhookPlaces: (current, route) => webhooks.placeOf(current, route),
    metrics,
    decisions: () => ({ settings, feeds: [] }) as unknown as Decisions,
    poll: async () => assert.fail('no feed is asked'),
    article: async () => null,
    summarise: async () => null,
  })
  const change = (raw: object) => {
    settings = settingsOf(raw)
  }
  return { bot, change }
}

async function say(bot: Bot, ...deliveries: readonly Delivery[]) {
  await store.commit(makeCommit({ deliveries }))
  return bot.outbox.drain(NEVER)
}

const titles = (channel: string) => discord.messages(channel).map(message => message.embeds?.[0]?.title)
const post = makeDelivery('a', { route: 'summits' })
const edit = (name: string) =>
  makeDelivery(name, { route: 'summits', action: { kind: 'edit', of: post.id }, card: makeCard(name), createdAt: now })

for (const [name, main] of [
  ['a bot', asBot],
  ['a webhook', asWebhook],
] as const) {
  test(`beside ${name} a route with a webhook of its own leads there, and is edited through it`, async () => {
    const { bot } = start(main, { summits: { webhook: 'SUMMITS_WEBHOOK' } })
    await say(bot, makeDelivery('b'), post)
    assert.deepEqual([titles(MAIN), titles(SUMMITS)], [['Title of b'], ['Title of a']])
    await say(bot, edit('c'))
    assert.deepEqual(titles(SUMMITS), ['Title of c'])
    const stored = await store.delivery(post.id)
    assert.deepEqual([stored?.place, stored?.state.at], [`webhook-${SUMMITS}`, 'sent'])
  })

  test(`beside ${name} a route that moves takes its new stories along, and edits stay with the webhook that posted`, async () => {
    const { bot, change } = start(main, { summits: { webhook: 'SUMMITS_WEBHOOK' } })
    await say(bot, post)
    change({ summits: { webhook: 'OTHER_WEBHOOK' } })
    await say(bot, edit('c'), makeDelivery('d', { route: 'summits' }))
    assert.deepEqual([titles(SUMMITS), titles(OTHER)], [['Title of c'], ['Title of d']])
    // Another process knows only what settings.yaml names now: the card is out of reach, and nothing is edited elsewhere.
    const later = start(main, { summits: { webhook: 'OTHER_WEBHOOK' } })
    await say(later.bot, edit('e'))
    assert.deepEqual([titles(SUMMITS), titles(OTHER), titles(MAIN)], [['Title of c'], ['Title of d'], []])
  })

  test(`beside ${name} one webhook that is gone stops its own route and no other`, async () => {
    const gone = discord.webhookUrl(SUMMITS).replace('bbbb', 'cccc')
    const { bot } = start(main, { summits: { webhook: 'SUMMITS_WEBHOOK' } }, { SUMMITS_WEBHOOK: gone })
    const drained = await say(bot, post, makeDelivery('b'))
    assert.deepEqual([drained.stop, drained.waiting, titles(MAIN)], [null, 1, ['Title of b']])
    discord.faults.push({ kind: 'status', status: 401 })
    const { bot: next } = start(main, { summits: { webhook: 'OTHER_WEBHOOK' } })
    const again = await say(next)
    assert.deepEqual([again.stop, again.waiting], [null, 1])
    await say(next, makeDelivery('c'))
    assert.deepEqual(titles(MAIN), ['Title of b', 'Title of c'])
  })

  test(`beside ${name} a webhook’s address is in no record and no line of the log`, async () => {
    const { bot } = start(main, { summits: { webhook: 'SUMMITS_WEBHOOK' } })
    discord.faults.push({ kind: 'status', status: 400, code: 50035, message: `bad ${WEBHOOK_TOKEN}` })
    await say(bot, post, makeDelivery('b', { route: 'summits' }), edit('c'))
    const records: unknown[] = []
    for await (const record of store.export()) records.push(record)
    assert.ok(!JSON.stringify(records).includes(WEBHOOK_TOKEN))
    assert.ok(!lines.join('\n').includes(WEBHOOK_TOKEN))
    assert.match(JSON.stringify(records), new RegExp(`webhook-${SUMMITS}`))
  })
}

test('a bot’s own repeats are told from new messages, a webhook’s beside it are not', async () => {
  const { bot } = start(asBot, { summits: { webhook: 'SUMMITS_WEBHOOK' } })
  discord.faults.push({ kind: 'accept-reset' }, { kind: 'accept-reset' })
  await say(bot, post, makeDelivery('b'))
  now += 60_000
  await bot.outbox.drain(NEVER)
  assert.deepEqual([titles(MAIN), titles(SUMMITS)], [['Title of b'], ['Title of a', 'Title of a']])
})

test('a route whose webhook is not known waits, with its reason, and goes on once settings.yaml names one', async () => {
  const { bot, change } = start(asWebhook, { summits: { webhook: 'NOT_SET' } })
  const drained = await say(bot, post)
  assert.equal(drained.homeless, 1)
  assert.deepEqual(lines, ['route "summits": NOT_SET has no webhook address – set NOT_SET, such as in .env'])
  const file = join(directory, 'summits')
  writeFileSync(file, `${discord.webhookUrl(SUMMITS)}\n`)
  change({ summits: { webhookFile: file } })
  await bot.outbox.drain(NEVER)
  assert.deepEqual(titles(SUMMITS), ['Title of a'])
})

test('in a forum each story is a post named by its headline; edits and developments go into it', async () => {
  discord.forums.add(SUMMITS)
  const { bot } = start(asWebhook, { summits: { webhook: 'SUMMITS_WEBHOOK', threadName: 'News: {title}' } })
  const long = `Leaders *meet* ${'again '.repeat(30)}`
  await say(bot, { ...post, card: { ...post.card, title: long } }, makeDelivery('b', { route: 'summits' }))
  const [first, second] = discord.threads
  assert.ok((first?.name.length ?? 0) <= 100)
  assert.match(first?.name ?? '', /^News: Leaders \*meet\* again/)
  assert.equal(second?.name, 'News: Title of b')
  now += 1000
  const reply = makeDelivery('r', { route: 'summits', action: { kind: 'reply', to: post.id }, createdAt: now })
  await say(bot, edit('c'), reply)
  assert.deepEqual(titles(first?.id ?? ''), ['Title of c', 'Title of r'])
  assert.equal(discord.threads.length, 2)
  // After a restart it is known again.
  const { bot: later } = start(asWebhook, { summits: { webhook: 'SUMMITS_WEBHOOK', threadName: 'News: {title}' } })
  await say(later, edit('d'))
  assert.deepEqual(titles(first?.id ?? ''), ['Title of d', 'Title of r'])
})

test('in a forum what is told while its card is still to be posted goes into the post of the card', async () => {
  discord.forums.add(SUMMITS)
  const { bot } = start(asWebhook, { summits: { webhook: 'SUMMITS_WEBHOOK', threadName: '{title}' } })
  const reply = makeDelivery('r', { route: 'summits', action: { kind: 'reply', to: post.id }, createdAt: now + 2 })
  const { nextAt } = await say(bot, post, { ...edit('c'), createdAt: now + 1 }, reply)
  assert.equal(nextAt, now)
  await bot.outbox.drain(NEVER)
  assert.deepEqual(
    discord.threads.map(({ id }) => titles(id)),
    [['Title of c', 'Title of r']],
  )
})

test('a forum without a name for its posts is said to be one', async () => {
  discord.forums.add(SUMMITS)
  const { bot } = start(asWebhook, { summits: { webhook: 'SUMMITS_WEBHOOK' } })
  const drained = await say(bot, post)
  assert.equal(drained.waiting, 1)
  assert.match(lines.join('\n'), /is a forum – .* or give its route a threadName/)
})
