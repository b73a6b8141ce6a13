import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { assemble, type Bot } from '../../src/bot/bot.ts'
import { decisionsOf } from '../../src/bot/decisions.ts'
import type { FeedReport } from '../../src/bot/poll/cycle.ts'
import { type Intake, openIntake } from '../../src/bot/poll/intake.ts'
import { readConfig } from '../../src/config/config.ts'
import { idFromUrl } from '../../src/feeds/defaults.ts'
import { NO_METRICS } from '../../src/io/ops/measure/metrics.ts'
import { openOver } from '../../src/io/store/open-store.ts'
import type { Store } from '../../src/io/store/store.ts'
import { idOf } from '../../src/text/id.ts'
import { DAY, DAY0, HOUR } from '../fakes/records.ts'
import { type Asked, type Publisher, publish, reply } from '../io/http/publisher.ts'
import { Disk, memory, Process } from '../simulation/memory.ts'

const never = new AbortController().signal
const silence = { debug() {}, info() {}, warn() {}, error() {} }

interface Entry {
  readonly name: string
  readonly title: string
  readonly link?: string
  readonly guid?: string
}

const HEADLINES: Readonly<Record<string, string>> = {
  b: 'Harbour of Pyongyang opens to ferries after years of dredging',
  c: 'Orchestra plays Mahler before sold-out hall, Pyongyang radio says',
  x: 'Census finds fewer children than a decade ago, Pyongyang admits',
}

/** An entry that matches and is an event of its own. */
const told = (name: string): Entry => ({
  name,
  title:
    HEADLINES[name] ??
    `Pyongyang ${['b', 're', 'nta', 'lu', 'rk', 'sti'].map(end => `${name}${name.codePointAt(0) ?? 0}${end}`).join(' ')}`,
})

function elementOf({ name, title, link, guid }: Entry): string {
  const address = link ?? `https://news.example/reports/${name}`
  return `<item><title>${title}</title><link>${address}</link><guid isPermaLink="false">${guid ?? name}</guid></item>`
}

function document(entries: readonly Entry[], end = '</channel></rss>'): string {
  const items = entries.map(elementOf).join('')
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title>${items}${end}`
}

let server: Publisher
let answers: Map<string, (asked: Asked) => void>
let disk: Disk
let store: Store
let intake: Intake
let bot: Bot
let now: number
let notices: string[]

const serve = (path: string, body: string) => answers.set(path, asked => reply(asked, 200, {}, body))
const move = (path: string, to: string, status = 301) =>
  answers.set(path, asked => reply(asked, status, { location: to }))
const asked = (path: string) => server.asked.filter(one => one.path === path).length

/** A bot over the real intake and a store in memory; everything that names both capitals is told. */
function start(feeds: string, firstRun = 'none'): void {
  const files = new Map([
    ['settings.yaml', `firstRun: ${firstRun}\nfetch: { allowHosts: [127.0.0.1], hostPause: 0s, articles: false }\n`],
    ['feeds.yaml', `feeds: [${feeds.replaceAll('BASE', `http://127.0.0.1:${server.port}`)}]\n`],
    ['terms.yaml', 'lists:\n  two:\n    about: Both\n    terms: [Pyongyang]\n'],
    ['people.yaml', 'people: []\n'],
    ['rules.yaml', 'rules:\n  - name: both\n    when: "@two"\n    type: talks\n'],
  ])
  const read = readConfig(files, 'config')
  assert.ok(read.kind === 'valid', JSON.stringify(read))
  const decisions = decisionsOf(read.config)
  const clock = { now: () => now, steady: () => now, sleep: async () => {} }
  const log = {
    ...silence,
    warn: (kind: string, facts?: object) => {
      if (kind === 'notice') notices.push(String(Object.entries(facts ?? {}).find(([name]) => name === 'text')?.[1]))
    },
  }
  intake = openIntake({ clock, log, settings: () => read.config.settings, version: '1', spreadMs: 0 })
  bot = assemble({
    clock,
    log,
    store,
    sender: {
      mode: 'preview',
      send: async () => assert.fail('not sent'),
      recent: async () => ({ kind: 'read', messages: [] }),
      reaches: () => true,
      close: async () => {},
    },
    defaultChannel: '1',
    metrics: NO_METRICS,
    decisions: () => decisions,
    poll: intake.poll,
    article: async () => null,
    summarise: async () => null,
  })
}

/** One look at every feed, an hour later. @returns for each feed how many entries were new and how many are told */
async function look(): Promise<Readonly<Record<string, readonly [fresh: number, alerts: number] | string>>> {
  now += HOUR
  const reports: FeedReport[] = []
  await bot.watch.look(never, one => reports.push(one), 'all')
  return Object.fromEntries(
    reports.map(({ feed, outcome, ingested }) => [
      feed.id,
      outcome === 'read' ? [ingested.fresh, ingested.alerts] : outcome,
    ]),
  )
}

beforeEach(async () => {
  answers = new Map()
  notices = []
  now = DAY0
  server = await publish(one => (answers.get(one.path) ?? (gone => reply(gone, 404, {})))(one))
  disk = new Disk()
  store = await openOver(memory(disk, new Process()))
})
afterEach(async () => {
  await intake.close()
  await store.close()
  await server.close()
})

const WIRE = '{id: wire, name: Wire, url: "BASE/wire", language: en, country: US, kind: wire, timeZone: UTC}'
const PAPER = '{id: paper, name: Paper, url: "BASE/paper", language: en, country: US, kind: newspaper, timeZone: UTC}'
const GATHER =
  '{id: gather, name: Gather, url: "BASE/gather", language: en, country: US, kind: aggregator, timeZone: UTC}'

test('a first read that is empty, or that breaks off, is no first run: the next whole one is, and what comes after it is news', async () => {
  for (const begun of [document([]), document([told('a'), told('b')], '<item><title>Pyong')]) {
    disk.records.clear()
    start(WIRE)
    serve('/wire', begun)
    await look()
    serve('/wire', document([...'abcdefgh'].map(told)))
    assert.equal((await look()).wire?.[1], 0, 'old entries are recorded')
    serve('/wire', document([...'xabcdefgh'].map(told)))
    assert.deepEqual((await look()).wire, [1, 1])
  }
})

test('a document that broke off on its way is asked for again, also where its publisher calls it the same', async () => {
  start(WIRE)
  let body = document([told('a')], '<item><title>Pyong')
  answers.set('/wire', one => {
    const same = one.headers.get('if-none-match') === '"1"'
    reply(one, same ? 304 : 200, { etag: '"1"' }, same ? '' : body)
  })
  await look()
  body = document([...'abc'].map(told))
  assert.equal((await look()).wire, 'unchanged')
  assert.deepEqual((await look()).wire, [2, 0], 'the first run')
})

test('a feed whose every document breaks off is read with the third', async () => {
  start(WIRE)
  const broken = (...names: readonly string[]) => serve('/wire', document(names.map(told), '<item><title>Pyong'))
  for (const names of [['a'], ['b', 'a'], ['c', 'b', 'a']]) {
    broken(...names)
    assert.equal((await look()).wire?.[1], 0)
  }
  broken('d', 'c', 'b', 'a')
  assert.deepEqual((await look()).wire, [1, 1])
})

test('a feed of which only the address is given: entries stand under its own title, and a new title makes none of them new', async () => {
  start('{url: "BASE/plain"}')
  const id = idFromUrl(`http://127.0.0.1:${server.port}/plain`)
  serve('/plain', document([...'abc'].map(told)))
  assert.deepEqual((await look())[id], [3, 0])
  serve('/plain', document([...'xabc'].map(told)).replace('Desk', 'Desk of the Day'))
  assert.deepEqual((await look())[id], [1, 1])
  assert.equal((await store.pollStates([id])).get(id)?.title, 'Desk of the Day')
  const outlets: string[] = []
  for await (const { item } of store.archived(0)) outlets.push(item.outlet)
  assert.deepEqual(outlets.toSorted(), ['Desk', 'Desk', 'Desk', 'Desk of the Day'])
})

/** Records of a feed that are of no use. */
const BROKEN: readonly (readonly [what: string, text: string])[] = [
  ['no JSON', '{"value":{"feedId":'],
  ['a text', '{"value":"x"}'],
  ['a part of one', '{"value":{"feedId":"wire","dueAt":1}}'],
  ['one with numbers for lists', '{"value":{"feedId":"wire","dueAt":1,"polledAt":1,"read":false,"cadence":1}}'],
]
for (const [what, text] of BROKEN)
  test(`a feed whose record is ${what} is not read for the first time: what is new is told`, async () => {
    start(WIRE)
    serve('/wire', document([...'abc'].map(told)))
    assert.deepEqual((await look()).wire, [3, 0])
    disk.records.set('feed/wire', text)
    serve('/wire', document([...'xabc'].map(told)))
    assert.deepEqual((await look()).wire, [1, 1])
  })

test('a store that comes back empty is said', async () => {
  start(WIRE)
  serve('/wire', document([...'abc'].map(told)))
  await look()
  assert.deepEqual(notices, [])
  disk.records.clear()
  await look()
  assert.match(notices.join(), /is empty, though the bot has run before/)
})

test('a feed whose ids are places in the list is learnt and said, once, and loses nothing', async () => {
  start(WIRE)
  const placed = (...names: readonly string[]) =>
    serve('/wire', document(names.map((name, place) => ({ ...told(name), guid: String(place + 1) }))))
  placed('a')
  assert.deepEqual((await look()).wire, [1, 0])
  placed('b', 'a')
  assert.deepEqual((await look()).wire, [1, 1])
  placed('c', 'b', 'a')
  assert.equal((await look()).wire?.[0], 1)
  assert.equal(notices.filter(one => /ids that move from one entry to another/.test(one)).length, 1)
  assert.equal((await store.pollStates(['wire'])).get('wire')?.guids, 'unusable')
})

test('a feed that lists another’s addresses under other titles takes nothing from it', async () => {
  start(`${PAPER}, ${WIRE}`)
  serve('/paper', document([{ ...told('a'), title: 'Weather in Seoul stays cold this week' }]))
  serve('/wire', document([]))
  await look()
  serve('/wire', document([told('w')]))
  await look()
  serve('/wire', document([told('a'), told('w')]))
  serve('/paper', document([{ ...told('a'), title: 'Weather in Seoul stays cold this week, again' }]))
  assert.deepEqual((await look()).wire, [1, 1])
})

test('an article that its outlet has brought is known in every other feed that lists it', async () => {
  start(`${PAPER}, ${WIRE.replace('}', ', homepage: "https://www.news.example/"}')}`)
  serve('/paper', document([]))
  serve('/wire', document([told('a')]))
  await look()
  serve('/paper', document([{ ...told('a'), title: 'Weather in Seoul stays cold this week' }]))
  assert.deepEqual((await look()).paper, [0, 0])
})

test('a record that is lost makes no first run in a store of version 0.1 either, where a known entry alone tells it', async () => {
  start(WIRE)
  serve('/wire', document([...'abc'].map(told)))
  await look()
  disk.records.delete('feed/wire')
  disk.records.delete(`seen/${idOf(['read:wire'], 20)}`)
  serve('/wire', document([...'xabc'].map(told)))
  assert.deepEqual((await look()).wire, [1, 1])
})

const through = (name: string, url: string, source: string) =>
  `<item><title>${told(name).title}</title><link>https://www.google.com/url?url=${encodeURIComponent(url)}</link><guid>${name}${source}</guid><source url="https://elsewhere.example/">${source}</source></item>`

test('an article of an aggregator and of its outlet is one outlet’s, in either order, and is told once', async () => {
  start(`${GATHER}, ${WIRE}`, 'since 30d')
  serve('/wire', document([told('a')]))
  serve('/gather', document([], `${through('a', 'https://news.example/reports/a', 'Wire')}</channel></rss>`))
  assert.deepEqual(await look(), { wire: [1, 1], gather: [0, 0] })

  serve('/gather', document([], `${through('b', 'https://news.example/reports/b', 'Wire')}</channel></rss>`))
  assert.equal((await look()).gather?.[0], 1)
  serve('/wire', document([told('b'), told('a')]))
  assert.deepEqual((await look()).wire, [1, 0], 'judged, and of the story that was told')
  for await (const { item } of store.archived(0)) {
    assert.equal(item.outlet, 'Wire')
    assert.match(item.url ?? '', /^https:\/\/news\.example\/reports\//)
    assert.equal(item.names, undefined, 'names are not archived')
  }
})

test('a feed that moved for a while: its own address is tried daily, and wins when it answers', async () => {
  start(WIRE)
  move('/wire', '/elsewhere')
  serve('/elsewhere', document([told('a')]))
  for (let poll = 0; poll < 3; poll += 1) await look()
  const before = asked('/wire')
  for (let hour = 0; hour < 20; hour += 1) await look()
  assert.equal(asked('/wire'), before, 'asked where it has moved to')
  now += DAY - 20 * HOUR
  await look()
  assert.equal(asked('/wire'), before + 1, 'tried once a day')

  answers.set('/wire', one => reply(one, 200, {}, '<html><title>Parked</title></html>'))
  now += DAY
  serve('/elsewhere', document([told('b'), told('a')]))
  assert.deepEqual((await look()).wire, [1, 1], 'a page that is no feed loses nothing')
  serve('/wire', document([told('c'), told('b'), told('a')]))
  now += DAY
  assert.deepEqual((await look()).wire, [1, 1])
  assert.match(notices.join('\n'), /answers at its configured address again/)
  const elsewhere = asked('/elsewhere')
  await look()
  assert.equal(asked('/elsewhere'), elsewhere)
})
