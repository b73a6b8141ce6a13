import assert from 'node:assert/strict'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { readTerms } from '../../src/config/files/terms-file.ts'
import type { PollHints, Timing } from '../../src/feeds/fetched.ts'
import { readFeed } from '../../src/feeds/parse/parse.ts'
import { frequencyOf, nextPoll, nextTry } from '../../src/feeds/schedule/next-poll.ts'
import { Client } from '../../src/io/http/request/client.ts'
import { ParsePool } from '../../src/io/http/worker/parse-pool.ts'
import { type Asked, publish, reply } from '../io/http/publisher.ts'
import { termsOf } from '../rules/compile-text.ts'
import { OPTIONS, PARSERS, readWell, rss } from './read.ts'

const signal = new AbortController().signal
const ITEM = '<item><title>Envoys meet</title></item>'
const titles = async (text: string) => (await readWell(text)).items.map(item => item.title)

test('"parseURL has no limits and follows redirects anywhere": bytes are fetched by us, and nothing that is sent ends the process', async () => {
  const answers: Readonly<Record<string, (asked: Asked) => void>> = {
    private: asked => reply(asked, 302, { location: 'http://10.0.0.1/' }),
    broken: asked => reply(asked, 302, { location: 'http://[::1' }),
    large: asked => reply(asked, 200, {}, Buffer.alloc(5_000_001)),
    silent: () => {},
    same: asked => reply(asked, 304, { etag: '"1"' }),
  }
  const server = await publish(asked => answers[asked.path.slice(1)]?.(asked))
  const client = new Client({ version: '1', contact: 'c', allowHosts: ['127.0.0.1'], hostPauseMs: 0, totalMs: 500 })
  const ask = async (name: string) => {
    const url = `http://127.0.0.1:${server.port}/${name}`
    const fetched = await client.fetchFeed(
      { id: name, url, headers: {} },
      { url, etag: '"1"', lastModified: null, bodyHash: null },
      signal,
    )
    return fetched.kind === 'failed' ? fetched.reason : fetched.kind
  }
  const found = []
  for (const name of Object.keys(answers)) found.push(await ask(name))
  assert.deepEqual(found, ['refused', 'redirects', 'too-large', 'deadline', 'unchanged'])
  await client.close()
  await server.close()
})

test('"rss-parser decodes as UTF-8": East Asian encodings, windows-1252 and UTF-16 are decoded before it reads', async () => {
  const facts = [
    ['euc-kr', '북한과 미국'],
    ['cp949', '똠방각하 믜'],
    ['shift_jis', '米朝協議'],
    ['euc-jp', '米朝協議、再開'],
    ['gb2312', '朝美会谈'],
    ['windows-1252', 'It’s – “on”'],
    ['utf-16le', '북한과 미국'],
  ] as const
  for (const [encoding, title] of facts) {
    const bytes = iconv.encode(rss(`<item><title>${title}</title></item>`).replace('utf-8', encoding), encoding)
    const reading = await readFeed(new Uint8Array(bytes), OPTIONS, PARSERS)
    assert.equal(reading.ok && reading.feed.items[0]?.title, title, encoding)
  }
})

test('"stripHtml is quadratic, nested elements overflow the stack": both are read within the deadline of the worker', async () => {
  const pool = new ParsePool({ size: 1 })
  for (const text of ['\u2039'.repeat(160_000), 'a<p'.repeat(80_000), '<b>'.repeat(100_000)]) {
    const reading = await pool.parse(
      new TextEncoder().encode(rss(`<item><title>A</title><description>${text}</description></item>${ITEM}`)),
      OPTIONS,
    )
    assert.deepEqual(reading.ok ? reading.feed.items.map(item => item.title) : reading.error, ['A', 'Envoys meet'])
  }
  await pool.close()
})

test('"rss-parser loses the whole feed for one fault": one bad entry costs one entry at most', async () => {
  const atom = (bad: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>${bad}</entry><entry><title>Envoys meet</title></entry></feed>`
  const facts = [
    rss(`<item><title>A</title><description>Q & A</description></item>${ITEM}`),
    rss(`<item><title>A</title></item>${ITEM}`).replace('</channel></rss>', ''),
    `Notice: x\n${rss(`<item><title>A</title></item>${ITEM}`)}`,
    rss(`<item><title>A&#3;</title></item>${ITEM}`),
    atom('<updated>the day before</updated>'),
    atom('<link>'),
  ]
  for (const text of facts) assert.deepEqual(await titles(text), ['A', 'Envoys meet'], text)
})

test('"rss-parser drops text of <b>, keeps relative links, gives enclosures, loses dates": items are mapped by us', async () => {
  const text = rss(
    '<item><title>Envoys <b>meet</b></title><link>/1</link><pubDate>Tue, 10 Mar 2026 14:05:00 KST</pubDate></item><item><title>x</title><enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="1"/><pubDate>2026-03-10 14:05</pubDate></item>',
  )
  const { items } = await readWell(text, { timeZone: 'Asia/Seoul' })
  const at = Date.UTC(2026, 2, 10, 5, 5)
  assert.deepEqual(
    items.map(({ title, url, published }) => [title, url, published]),
    [
      ['Envoys meet', 'https://example.org/1', at],
      ['x', null, at],
    ],
  )
})

test('"JSON Feed, prefixed Atom and RDF, rss without version are refused": they are read', async () => {
  const facts = [
    '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Envoys meet"}]}',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Envoys meet</a:title></a:entry></a:feed>',
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item><title>Envoys meet</title></item></r:RDF>',
    `<rss><channel>${ITEM}</channel></rss>`,
  ]
  for (const text of facts) assert.deepEqual(await titles(text), ['Envoys meet'], text)
})

test('"Politeness": the next poll is the latest of interval, max-age, ttl, hours and Retry-After, a day away at most', () => {
  const now = Date.UTC(2026, 2, 10, 12)
  const minutes = (at: number) => Math.round((at - now) / 60_000)
  const timing = { date: null, age: null, cacheControl: null, expires: null, retryAfter: null }
  const hints = { ttlMs: null, updatePeriodMs: null, skipHours: [], skipDays: [] }
  const next = (headers: Timing, said: PollHints) =>
    nextPoll('a', frequencyOf(headers, said, now, 10 * 60_000, 'settings.yaml'), said, now)
  assert.ok(Math.abs(minutes(next(timing, hints)) - 10) <= 1)
  assert.equal(minutes(next({ ...timing, cacheControl: 'max-age=3600' }, hints)), 60)
  assert.equal(minutes(next(timing, { ...hints, ttlMs: 5_400_000 })), 90)
  assert.equal(minutes(next(timing, { ...hints, skipHours: [12, 13] })), 120)
  for (const status of [429, 503]) {
    const failed = { status, timing: { ...timing, retryAfter: '7200' } }
    assert.equal(minutes(nextTry('a', failed, 1, hints, now)), 120)
  }
  assert.equal(minutes(next(timing, { ...hints, ttlMs: 1e12 })), 24 * 60)
})

test('"a lookup hook is never called for IP literals": no form of a private address is connected to', async () => {
  const server = await publish(asked => reply(asked, 200, {}, rss(ITEM)))
  const client = new Client({ version: '1', contact: 'c', allowHosts: [], hostPauseMs: 0, totalMs: 2000 })
  const hosts = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[::]',
  ]
  for (const host of hosts) {
    const feed = { id: host, url: `http://${host}:${server.port}/`, headers: {} }
    const fetched = await client.fetchFeed(feed, null, signal)
    assert.equal(fetched.kind === 'failed' && fetched.reason, 'refused', host)
  }
  assert.equal(server.connections(), 0)
  await client.close()
  await server.close()
})

test('"word borders fail on Hangul, bare substrings match too much": each script is matched in its own way', () => {
  const index = termsOf('lists:\n  all:\n    about: Words.\n    terms: [ISIS, US, 북한, 北朝鮮]\n')
  const found = (text: string) => [...new Set(index.scan(text).map(hit => hit.term))]
  assert.deepEqual(found('the crisis comes to us'), [])
  assert.equal(found('US and ISIS').length, 2)
  assert.equal(found('북한이 회담을').length, 1)
  assert.equal(found('駐北朝鮮大使').length, 1)
})

test('"user regular expressions can take seconds": terms are literals with *, and a pattern is named by check', () => {
  const listed = (term: string) => `lists:\n  all:\n    about: Words.\n    terms: [${term}]\n`
  assert.equal(termsOf(listed('negotiat*')).scan('They negotiated.').length, 1)
  assert.match(readTerms('terms.yaml', listed('"(a+)+b"')).problems[0]?.what ?? '', /is a regular expression/)
})
