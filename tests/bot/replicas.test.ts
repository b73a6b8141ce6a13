import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { decisionsOf } from '../../src/bot/decisions.ts'
import { openIntake } from '../../src/bot/poll/intake.ts'
import { OwnShare } from '../../src/bot/poll/own-share.ts'
import { fellowsOf } from '../../src/bot/poll/replica.ts'
import type { ConfigWatch } from '../../src/bot/reload/config-watch.ts'
import { runUntil } from '../../src/bot/run.ts'
import { statusLines } from '../../src/commands/store/status-lines.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import { ownerOf, Shares } from '../../src/feeds/schedule/share.ts'
import { PreviewSender } from '../../src/io/discord/preview.ts'
import type { Log } from '../../src/io/ops/log.ts'
import { openMetrics } from '../../src/io/ops/measure/prometheus.ts'
import { openStore } from '../../src/io/store/open-store.ts'

/** So many times as fast does the bots' clock run. */
const SPEED = 40
const HOSTS = Array.from({ length: 8 }, (_, index) => `127.0.0.${index + 1}`)
const log: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (event, facts) => assert.fail(`${event} ${JSON.stringify(facts)}`),
}
const metrics = openMetrics()
const directory = mkdtempSync(join(tmpdir(), 'backchannel-replicas-'))
const from = Date.now()
const clock = {
  now: () => Math.round(from + (Date.now() - from) * SPEED),
  steady: () => performance.now() * SPEED,
  sleep: (ms: number, until?: AbortSignal) =>
    delay(ms / SPEED, undefined, until === undefined ? {} : { signal: until }).catch(() => {}),
}

/** Two feeds a host, each with an entry for each round; notes who asked which. */
const asked: { readonly host: string; readonly by: string }[] = []
let round = 1
const servers: Server[] = []
let port = 0
for (const host of HOSTS) {
  const server = createServer((request, response) => {
    asked.push({ host, by: /\/(one|two)\b/.exec(request.headers['user-agent'] ?? '')?.[1] ?? 'nobody' })
    const items = Array.from({ length: round }, (_, index) => {
      const name = `${host}${request.url}/${round - index}`
      return `<item><title>Report ${name}</title><link>https://news.example/${name}</link><guid>${name}</guid></item>`
    })
    response.writeHead(200, { 'content-type': 'application/rss+xml' })
    response.end(`<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`)
  })
  await new Promise<void>(resolve => server.listen(port, host, resolve))
  const address = server.address()
  if (typeof address === 'object' && address !== null) port = address.port
  servers.push(server)
}
after(() => {
  for (const server of servers) server.close()
  rmSync(directory, { recursive: true })
})

const feeds = HOSTS.flatMap((host, index) =>
  ['a', 'b'].map(
    path =>
      `  - { id: ${path}-${index}, name: ${path} ${index}, url: "http://${host}:${port}/${path}", language: en, country: US, kind: wire, timeZone: UTC }`,
  ),
)
const read = readConfig(
  new Map([
    [
      'settings.yaml',
      `interval: 1m\nrunDeadline: 1m\nfirstStart: off\nreplicas: { fetch: shared }\nfetch: { allowHosts: [${HOSTS.join(', ')}], hostPause: 0s, articles: false }\n`,
    ],
    ['feeds.yaml', `feeds:\n${feeds.join('\n')}\n`],
    ['terms.yaml', 'lists: {}\n'],
    ['people.yaml', 'people: []\n'],
    ['rules.yaml', 'rules: [{ name: all, when: "title:report", type: talks }]\n'],
  ]),
  'config',
)
if (read.kind !== 'valid') throw new Error(JSON.stringify(read))
const decisions = decisionsOf(read.config)

interface Running {
  readonly bot: Bot
  wake(): Promise<void>
  stop(): Promise<void>
}

/** A whole bot on the store, woken by hand. */
async function start(name: string): Promise<Running> {
  const store = await openStore(`sqlite:${join(directory, 'state.db')}`)
  const intake = openIntake({ clock, log, settings: () => decisions.settings, version: name, spreadMs: 0 })
  const bot = assemble({
    clock,
    log,
    store,
    sender: new PreviewSender(new PassThrough().resume(), { columns: 80, colour: false, timeZone: 'UTC' }),
    defaultChannel: 'preview',
    metrics,
    decisions: () => decisions,
    replicaName: name,
    poll: intake.poll,
    article: intake.article,
    summarise: async () => null,
  })
  let wake: () => Promise<void> = async () => {}
  const stop = new AbortController()
  const ended = runUntil(
    {
      bot,
      config: {
        reload: async () => ({ kind: 'same' }),
        observe: async () => {},
        mark: 'x',
        aside: [],
      } as unknown as ConfigWatch,
      rounds: { begin() {}, report() {}, end() {} },
      looked: () => {},
      beat: () => {},
      wakeBy(given) {
        wake = given
        return async () => {}
      },
    },
    stop.signal,
  )
  return {
    bot,
    wake: () => wake(),
    async stop() {
      stop.abort()
      await ended
      await intake.close()
      await store.close()
    },
  }
}

/** Waits for something to come true, and wakes the bots meanwhile: on a busy machine one may lose the lead or its share for a while. */
async function until(what: string, bots: readonly Running[], holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (await holds()) return
    await Promise.all(bots.map(one => one.wake()))
    await delay(20)
  }
  assert.fail(`still not: ${what}`)
}

async function archivedTitles(bot: Bot): Promise<readonly string[]> {
  const titles: string[] = []
  for await (const { item } of bot.world.store.archived(0)) titles.push(item.title)
  return titles.sort()
}

/** What `status` says of who fetches. */
async function fetchingLine({ world, watch }: Bot): Promise<string> {
  const { store } = world
  const lines = statusLines({
    now: clock.now(),
    timeZone: 'UTC',
    columns: 200,
    held: true,
    sign: null,
    stateDirectory: 'state',
    where: store.where,
    feeds: decisions.feeds,
    states: await store.pollStates(decisions.feeds.map(feed => feed.id)),
    outlook: await watch.outlook(),
    intervalMs: 60_000,
    open: [],
    paused: [],
    fellows: fellowsOf((await store.answers?.signs()) ?? []),
    waiting: (await store.answers?.waiting())?.length ?? 0,
  })
  return lines.find(line => line.startsWith('fetching')) ?? ''
}

test('of two bots on one store each asks its hosts, one takes everything in, once; one that ends leaves its feeds to the other', async t => {
  const one = await start('one')
  t.after(() => one.stop())
  await until('one alone has read all', [one], async () => (await archivedTitles(one.bot)).length === feeds.length)
  const two = await start('two')
  t.after(() => two.stop())
  const both = [one, two]
  await until('both know each other', both, () => both.every(({ bot }) => bot.replica?.fellows.length === 2))
  round = 2
  asked.length = 0
  await until(
    'what both have asked is taken in',
    both,
    async () => (await archivedTitles(one.bot)).length === 2 * feeds.length,
  )
  for (const { host, by } of asked) assert.equal(by, ownerOf(host, ['one', 'two']), host)
  assert.deepEqual([...new Set(asked.map(request => request.by))].sort(), ['one', 'two'])
  const titles = await archivedTitles(one.bot)
  assert.equal(new Set(titles).size, titles.length)
  assert.match(
    await fetchingLine(one.bot),
    /^fetching {4}one \(leads\) asks \d+, two asks \d+; 0 answers wait to be taken in$/,
  )
  assert.match(await metrics.text(), /backchannel_answers_total\{what="handed"\} [1-9]/)
  await two.stop()
  round = 3
  asked.length = 0
  await until('the one that is left has asked all', [one], async () => {
    return (await archivedTitles(one.bot)).length === 3 * feeds.length
  })
  assert.ok(asked.every(request => request.by === 'one'))
  assert.deepEqual(await one.bot.world.store.answers?.waiting(), [])
})

test('a feed that its owner does not answer for is left to it for two minutes, then the leader asks it itself', () => {
  const feed = (id: string, host: string) => ({ id, url: `https://${host}/` }) as Feed
  const names = ['leader', 'other']
  const shares = new Shares(names)
  const hosts = Array.from({ length: 20 }, (_, index) => `host-${index}.example`)
  const of = (name: string) => feed(name, hosts.find(host => ownerOf(host, names) === name) ?? '')
  const due = [of('leader'), of('other')]
  const own = new OwnShare()
  const ids = (steady: number, list = due) => {
    const { mine, late } = own.of(list, new Map(), shares, 'leader', 60_000, steady)
    return [mine, late].map(some => some.map(one => one.id).join())
  }
  assert.deepEqual(ids(0), ['leader', ''])
  assert.deepEqual(ids(119_000), ['leader', ''])
  assert.deepEqual(ids(120_000), ['leader', 'other'])
  assert.deepEqual(ids(121_000), ['leader', ''])
  assert.deepEqual(ids(122_000, []), ['', ''])
  assert.deepEqual(ids(300_000), ['leader', ''], 'it was answered meanwhile')
})
