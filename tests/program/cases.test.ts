import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeHome, Program, until } from './newsroom.ts'

const cases = join(import.meta.dirname, '../../../shared/cases')
const skip = existsSync(cases) ? false : 'no ../shared'

let server: Server
const bodies = new Map<string, string>()
const homes: string[] = []
before(async () => {
  server = createServer((request, response) => {
    const body = bodies.get(request.url ?? '')
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/xml' }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  server.close()
  for (const home of homes) await rm(home, { recursive: true, force: true })
})

interface Listed {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly more?: string
}

/** A configuration with these feeds, each at a path of its id. */
async function homeOf(feeds: readonly Listed[], firstRun: string, rules?: 'one'): Promise<string> {
  const { port } = server.address() as AddressInfo
  const home = await makeHome({ url: 'http://127.0.0.1:1/' }, '', rules)
  homes.push(home)
  const fetch = 'fetch: { allowHosts: [127.0.0.1], hostPause: 0s, articles: false }'
  await writeFile(join(home, 'config/settings.yaml'), `firstRun: ${firstRun}\n${fetch}\n`)
  const lines = feeds.map(
    ({ id, name, kind, more = '' }) =>
      `  - { id: ${id}, name: ${name}, url: "http://127.0.0.1:${port}/${id}", language: en, country: US, kind: ${kind}, timeZone: UTC${more} }\n`,
  )
  await writeFile(join(home, 'config/feeds.yaml'), `feeds:\n${lines.join('')}`)
  return home
}

/** What `once` says: new and alerts of each feed, and all its output. */
async function once(home: string) {
  const { output } = await new Program('once', home, {}).ended
  const rows = [...output.matchAll(/^(\S+) +(?:read|unchanged|failed) +\d+ +(\d+) +(\d+)/gm)]
  return {
    output,
    counts: Object.fromEntries(rows.map(([, feed, fresh, alerts]) => [feed, `${fresh} new, ${alerts} alerts`])),
  }
}

const WIRE: Listed = { id: 'wire', name: 'Example Wire', kind: 'wire' }

for (const [name, second, third] of [
  ['guid-by-position', '1 new, 1 alerts', '1 new, 1 alerts'],
  ['fragment-live', '1 new, 1 alerts', '1 new, 1 alerts'],
] as const)
  test(`the case ${name} holds`, { skip }, async () => {
    const home = await homeOf([WIRE], 'none')
    const said: string[] = []
    for (const step of [1, 2, 3]) {
      bodies.set('/wire', await readFile(join(cases, name, `step-${step}.xml`), 'utf8'))
      said.push((await once(home)).counts.wire ?? '')
    }
    assert.deepEqual(said, ['1 new, 0 alerts', second, third])
  })

test('the case google-news-cluster holds', { skip }, async () => {
  const home = await homeOf([{ id: 'gather', name: 'Google News', kind: 'aggregator' }], 'since 30d')
  bodies.set('/gather', await readFile(join(cases, 'google-news-cluster/feed.xml'), 'utf8'))
  assert.deepEqual((await once(home)).counts, { gather: '1 new, 0 alerts' })
})

test('the case aggregator-redirect holds', { skip }, async () => {
  const feeds = [
    { id: 'own', name: 'Reuters', kind: 'wire' },
    { id: 'bing', name: 'Bing News', kind: 'aggregator' },
    { id: 'alerts', name: 'Google Alerts', kind: 'aggregator' },
  ]
  for (const { id } of feeds) bodies.set(`/${id}`, await readFile(join(cases, `aggregator-redirect/${id}.xml`), 'utf8'))
  const together = await once(await homeOf(feeds, 'since 30d'))
  assert.deepEqual(together.counts, { own: '1 new, 1 alerts', bing: '0 new, 0 alerts', alerts: '0 new, 0 alerts' })
  assert.doesNotMatch(together.output, /origins|also/i)
  for (const feed of feeds.slice(1)) {
    const { output } = await once(await homeOf([feed], 'since 30d'))
    assert.match(output, /https:\/\/www\.reuters\.example\/world\/a1/)
    assert.match(output, /┌ SUMMIT · Reuters ─/)
  }
})

const item = (title: string, link: string, more = '') =>
  `<item><title>${title}</title><link>${link}</link>${more}</item>`
const rss = (items: string) => `<rss version="2.0"><channel><title>x</title>${items}</channel></rss>`

test('one article of an outlet’s own feed and of an aggregator is one outlet’s, by the host of its source', async () => {
  const feeds = [
    { id: 'own', name: 'Wire', kind: 'wire', more: ', homepage: "https://en.wire.example/"' },
    { id: 'gather', name: 'Gather', kind: 'aggregator' },
  ]
  const title = 'North Korea and US agree to hold talks in Stockholm'
  bodies.set('/own', rss(item(title, 'https://en.wire.example/view/1')))
  const source = '<source url="https://en.wire.example">Wire Press Service</source>'
  bodies.set('/gather', rss(item(`${title} this week - Wire Press Service`, 'https://gather.example/r/1', source)))
  const { output, counts } = await once(await homeOf(feeds, 'since 30d'))
  assert.deepEqual(counts, { own: '1 new, 1 alerts', gather: '1 new, 0 alerts' })
  assert.doesNotMatch(output, /origins|also/i)
})

test('status says how often each feed is asked, who asks for it, and whose ids name no entries', async () => {
  const feeds = [
    { ...WIRE, more: ', interval: 5m' },
    { id: 'slow', name: 'Slow', kind: 'wire' },
  ]
  const home = await homeOf(feeds, 'none', 'one')
  const places = (...names: readonly string[]) =>
    rss(
      names
        .map((name, place) =>
          item(name, `https://news.example/${name.length}`, `<guid isPermaLink="false">${place}</guid>`),
        )
        .join(''),
    )
  bodies.set(
    '/slow',
    rss(item('A harbour opens to ferries', 'https://slow.example/1')).replace('<title>', '<ttl>180</ttl><title>'),
  )
  bodies.set('/wire', places('Markets close lower after a quiet day'))
  await once(home)
  bodies.set('/wire', places('Parliament votes on the budget', 'Markets close lower after a quiet day'))
  await once(home)
  const { output } = await new Program('status', home, {}).ended
  assert.match(output, /^wire +5 min +feeds\.yaml +(?:\d\d-\d\d )?\d\d:\d\d UTC +ids unusable$/m)
  assert.match(output, /^slow +3 h +ttl +(?:\d\d-\d\d )?\d\d:\d\d UTC$/m)
  const json = JSON.parse((await new Program('status', home, {}, ['--json']).ended).output)
  assert.deepEqual(
    json.feeds.map((feed: Record<string, unknown>) => [feed.everySeconds, feed.everyBy, feed.ids]),
    [
      [300, 'feeds.yaml', 'unusable'],
      [10_800, 'ttl', 'unknown'],
    ],
  )
})

test('a store that is empty although the bot has run before is said at the start', async () => {
  const home = await homeOf([WIRE], 'none', 'one')
  bodies.set('/wire', rss(item('A harbour opens to ferries', 'https://news.example/1')))
  await mkdir(join(home, 'state'))
  await writeFile(join(home, 'state/heartbeat'), '2026-03-10T00:00:00Z\n')
  const program = new Program('run', home, {})
  await until('it is said', () => program.output.includes('though the bot has run before'))
  program.child.kill('SIGTERM')
  await program.ended
})
