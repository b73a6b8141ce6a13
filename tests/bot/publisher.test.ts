import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'
import RssParser from 'rss-parser'
import { PUBLISHED_PATHS, Publisher } from '../../src/bot/publisher.ts'
import { readHttpToken } from '../../src/config/http-token.ts'
import { serveOps } from '../../src/io/ops/serve/http-server.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { DAY, DAY0, HOUR, makeCard, makeCommit, makeDelivery, makeStory } from '../fakes/records.ts'
import { read } from '../feeds/read.ts'

const TOKEN = 'canary-token-of-16-and-more'
/** A headline that is hostile to XML, to HTML and to the calendar. */
const HOSTILE = 'Envoys <script>alert(1)</script> & "talks" ]]>\u0000\u202e; meet,\r\nEND:VEVENT'
const title = 'Envoys <script>alert(1)</script> & "talks" ]]>; meet, END:VEVENT'
const store = await openStore('sqlite::memory:')
const opened: (() => Promise<void>)[] = []
let port = 0

/** The server of the program, over a store with two told stories and a coming event. */
async function serve(token: string | null, host = '127.0.0.1'): Promise<void> {
  const publisher = new Publisher(store, () => DAY0 + DAY)
  const socket = createServer()
  await new Promise<void>(resolve => socket.listen(0, '127.0.0.1', resolve))
  port = (socket.address() as { port: number }).port
  await new Promise(resolve => socket.close(resolve))
  const files = { token, paths: PUBLISHED_PATHS, file: (path: string, self: string) => publisher.file(path, self) }
  opened.push(await serveOps({ port, host, alive: () => true, ready: () => true, metrics: async () => '', files }))
}

const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)

before(async () => {
  const told = (name: string, title: string, at: number) => {
    const brief = {
      summary: [{ text: 'They met <b>today</b>.', outlet: 'Example Wire' }],
      people: [{ name: 'An Envoy', side: 'US', role: 'envoy', known: true }],
      where: ['Geneva'],
      coming: [{ what: 'second round', date: '2026-03-20', at: DAY0 + 10 * DAY }],
    } as const
    const card = { ...makeCard(name), title, brief }
    const post = makeDelivery(name, { card, createdAt: at })
    const story = { ...makeStory(name, at), telling: { route: 'default', postId: post.id, card, toldAt: at + HOUR } }
    return { post, story }
  }
  const [first, second] = [told('first', HOSTILE, DAY0), told('second', '회담 재개 합의', DAY0 + HOUR)]
  await store.commit(
    makeCommit({
      deliveries: [first.post, second.post],
      stories: [first.story, second.story, makeStory('untold')],
      events: [
        { what: HOSTILE, date: '2026-03-20', at: DAY0 + 10 * DAY, storyId: 's', title: 'A headline', url: null },
      ],
    }),
  )
})
after(async () => {
  await Promise.all(opened.map(close => close()))
  await store.close()
})

test('rss-parser and our own reader take the RSS and the JSON Feed, newest first, hostile text as text', async () => {
  await serve(null)
  const rss = await ask('/alerts.rss')
  assert.equal(rss.headers.get('content-type'), 'application/rss+xml; charset=utf-8')
  const text = await rss.text()
  const parsed = await new RssParser().parseString(text)
  assert.equal(parsed.feedUrl ?? '', `http://127.0.0.1:${port}/alerts.rss`)
  assert.deepEqual(
    parsed.items.map(item => [item.guid, item.title, item.isoDate, item.link]),
    [
      ['story-second', '회담 재개 합의', '2026-03-10T01:00:00.000Z', 'https://example.org/second'],
      ['story-first', title, '2026-03-10T00:00:00.000Z', 'https://example.org/first'],
    ],
  )
  assert.ok(!text.includes('<script>'))
  assert.match(parsed.items[0]?.content ?? '', /<p>They met &lt;b&gt;today&lt;\/b&gt;\. \(Example Wire\)<\/p>/)
  const json = await (await ask('/alerts.json')).text()
  for (const document of [text, json]) {
    const reading = await read(document)
    assert.ok(reading.ok, JSON.stringify(reading))
    const { items } = reading.feed
    // A reader may take a title for HTML.
    const titles = items.map(one => one.title.replace('<script>alert(1)</script> ', ''))
    assert.deepEqual(titles, ['회담 재개 합의', 'Envoys & "talks" ]]>; meet, END:VEVENT'])
    assert.deepEqual(
      items.map(one => [one.guid, one.published]),
      [
        ['story-second', DAY0 + HOUR],
        ['story-first', DAY0],
      ],
    )
    assert.deepEqual(reading.problems, [])
  }
  const feed = JSON.parse(json)
  assert.equal(feed.version, 'https://jsonfeed.org/version/1.1')
  assert.equal(feed.feed_url, `http://127.0.0.1:${port}/alerts.json`)
  assert.equal(feed.items[0].date_modified, '2026-03-10T02:00:00.000Z')
})
test('the calendar holds the coming event as one event', async () => {
  await serve(null)
  const answer = await ask('/upcoming.ics')
  assert.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8')
  const lines = (await answer.text()).replaceAll('\r\n ', '').split('\r\n')
  assert.equal(lines.filter(line => line === 'END:VEVENT').length, 1)
  assert.ok(lines.includes('DTSTART;VALUE=DATE:20260320'))
})

test('what has not changed is answered with 304 and nothing else; HEAD has no body, and nothing can be written', async () => {
  await serve(null)
  for (const path of PUBLISHED_PATHS) {
    const etag = (await ask(path)).headers.get('etag') ?? ''
    const again = await ask(path, { headers: { 'if-none-match': `"other", W/${etag}` } })
    assert.deepEqual([again.status, await again.text()], [304, ''])
    assert.equal(again.headers.get('cache-control'), 'private, max-age=60')
    const head = await ask(path, { method: 'HEAD' })
    assert.deepEqual([head.status, head.headers.get('etag'), await head.text()], [200, etag, ''])
    assert.equal((await ask(path, { method: 'POST' })).status, 405)
  }
})

test('with a token it is asked for in the header or the address, and the document does not repeat it', async () => {
  await serve(TOKEN)
  for (const wrong of ['', '?token=', `?token=${TOKEN}x`]) assert.equal((await ask(`/alerts.rss${wrong}`)).status, 401)
  const answer = await ask('/alerts.rss', { headers: { authorization: `Bearer ${TOKEN}` } })
  const byAddress = await ask(`/alerts.rss?token=${TOKEN}`)
  assert.deepEqual([answer.status, byAddress.status], [200, 200])
  assert.ok(!(await byAddress.text()).includes(TOKEN))
  assert.equal((await ask('/nothing')).status, 404)
  assert.equal((await ask('/healthz')).status, 200)
})

test('without a token only this machine reads, by its own name, and nobody for whom a proxy asks', async () => {
  await serve(null)
  const { get } = await import('node:http')
  const asked = (headers: Readonly<Record<string, string>>) =>
    new Promise(resolve =>
      get({ port, host: '127.0.0.1', path: '/alerts.json', headers }, response =>
        resolve(response.resume().statusCode),
      ),
    )
  for (const host of ['rebound.example', 'rebound.example:99999', '1.2.3.999', '[:::::]'])
    assert.equal(await asked({ host }), 403, host)
  for (const name of ['forwarded', 'x-forwarded-for', 'x-real-ip'])
    assert.equal(await asked({ host: 'localhost', [name]: '203.0.113.7' }), 403, name)
  assert.equal(await asked({ host: 'localhost' }), 200)
  await serve(null, '0.0.0.0')
  const refused = await ask('/alerts.json')
  assert.equal(refused.status, 403)
  assert.match(await refused.text(), /HTTP_TOKEN/)
})

test('a token that can be guessed, or that no address holds, stops the start and is not repeated', () => {
  for (const bad of ['canary-short', 'canary of more than sixteen', `canary-${'x'.repeat(200)}`]) {
    const { token, problems } = readHttpToken({ HTTP_TOKEN: bad })
    assert.deepEqual([token, problems.length, problems.join().includes('canary')], [null, 1, false])
  }
  assert.deepEqual(readHttpToken({ HTTP_TOKEN: TOKEN }), { token: TOKEN, problems: [] })
})
