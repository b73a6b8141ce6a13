import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressRefusal } from '../../../src/feeds/private-host.ts'
import { Client } from '../../../src/io/http/request/client.ts'
import { allowedFor, Guard, type LookupAll } from '../../../src/io/http/request/guard.ts'
import { ArticleReader } from '../../../src/io/http/worker/article-reader.ts'
import { type Publisher, publish, reply } from './publisher.ts'

const signal = new AbortController().signal
const PAGE = `<html><head><title>A page</title></head><body><article>${'<p>The envoys met for the second day and will go on. </p>'.repeat(20)}</article></body></html>`
let bridge: Publisher
let other: Publisher

const serve = () =>
  publish(asked => {
    const to = new URLSearchParams(asked.path.split('?')[1] ?? '').get('to')
    if (to !== null) reply(asked, 302, { location: to })
    else if (asked.path === '/robots.txt') reply(asked, 404, {})
    else reply(asked, 200, { 'content-type': 'text/html' }, PAGE)
  })
before(async () => {
  bridge = await serve()
  other = await serve()
})
after(() => Promise.all([bridge.close(), other.close()]))

/** bridge.example is this machine, and so is everything else. */
const lookup: LookupAll = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }])

function client(allowHosts: readonly string[]): Client {
  return new Client({ version: '1', contact: 'c', allowHosts, hostPauseMs: 0, lookup, connectMs: 2000, totalMs: 3000 })
}

async function outcome(of: Client, configured: string, address = configured): Promise<string> {
  const fetched = await of.fetchFeed({ id: 'a', url: configured, headers: {} }, null, signal, address)
  return fetched.kind === 'failed' ? fetched.reason : fetched.kind
}

for (const host of ['127.0.0.1', 'bridge.example', 'localhost']) {
  test(`a feed at an allowed host (${host}) is asked, and its redirects to that host and port are followed`, async () => {
    const feed = `http://${host}:${bridge.port}/`
    const one = client([host])
    assert.equal(await outcome(one, feed), 'fresh')
    assert.equal(await outcome(one, `${feed}?to=${encodeURIComponent(`${feed}moved`)}`), 'fresh')
    await one.close()
  })

  test(`but its redirects to another port of ${host} are not, nor to a host that is not allowed`, async () => {
    const feed = `http://${host}:${bridge.port}/`
    const one = client([host, 'second.example'])
    for (const to of [
      `http://${host}:${other.port}/`,
      `http://127.0.0.2:${bridge.port}/`,
      `http://third.example:${bridge.port}/`,
    ])
      assert.equal(await outcome(one, `${feed}?to=${encodeURIComponent(to)}`), 'refused', to)
    assert.equal(other.asked.length, 0)
    await one.close()
  })

  test(`a feed of another host does not come to ${host} by a redirect, also over a connection that is open`, async () => {
    const [one, asked] = [client([host]), bridge.asked.length]
    assert.equal(await outcome(one, `http://${host}:${bridge.port}/`), 'fresh')
    const to = encodeURIComponent(`http://${host}:${bridge.port}/`)
    assert.equal(await outcome(one, `http://public.example:${other.port}/?to=${to}`), 'refused')
    assert.equal(bridge.asked.length, asked + 1)
    await one.close()
  })

  test(`a page at ${host} is read for a feed that is there, and for no other`, async () => {
    const one = client([host])
    const reader = new ArticleReader(one, Date.now)
    const page = `http://${host}:${bridge.port}/page`
    const read = (feed: string) => reader.read(page, 'en', signal, feed)
    const of = async (feed: string) => (await read(feed)).kind
    assert.match(JSON.stringify(await read('https://public.example/feed')), /^\{"kind":"failed","what":".*not public/)
    assert.match(await of(`http://${host}:${bridge.port}/feed`), /article|left-aside/)
    await Promise.all([one.close(), reader.close()])
  })
}

const HOLDS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['http://bridge.example/feed', ['bridge.example'], ['bridge.example:80']],
  ['https://bridge.example/feed', ['bridge.example'], ['bridge.example:443']],
  ['http://bridge.example:3000/feed', ['bridge.example'], ['bridge.example:3000']],
  ['http://bridge.example:3000/feed', ['bridge.example:3000'], ['bridge.example:3000']],
  ['http://bridge.example:3000/feed', ['bridge.example:4000'], []],
  ['http://bridge.example/feed', ['other.example'], []],
  ['http://[::1]:3000/feed', ['::1'], ['[::1]:3000']],
  ['http://[::1]:3000/feed', ['[::1]:3000'], ['[::1]:3000']],
  ['http://127.1:3000/feed', ['127.0.0.1'], ['127.0.0.1:3000']],
  [
    'http://bridge.example:3000/',
    ['bridge.example', 'b.example', 'c.example:1'],
    ['bridge.example:3000', 'b.example:3000', 'c.example:1'],
  ],
  ['http://public.example/feed', ['bridge.example', '*'], []],
  ['nonsense', ['127.0.0.1'], []],
]
for (const [url, list, held] of HOLDS) {
  test(`for a feed at ${url}, allowHosts [${list.join()}] holds for ${held.join() || 'nothing'}`, () => {
    assert.deepEqual(allowedFor(url, list), held)
  })
}

test('an entry with a port allows that port alone', () => {
  const guard = new Guard(['bridge.example:3000', '[fd00::7]:3000'])
  assert.ok(guard.allows('bridge.example', 3000) && !guard.allows('bridge.example', 3001))
  assert.equal(guard.refusal(new URL('http://[fd00::7]:3000/')), null)
  assert.match(guard.refusal(new URL('http://[fd00::7]:3001/')) ?? '', /not public/)
})

const NAT64: readonly (readonly [string, boolean])[] = [
  ['64:ff9b::8.8.8.8', true],
  ['64:ff9b::5db8:d70e', true],
  ['64:ff9b::7f00:1', false],
  ['64:ff9b::10.0.0.1', false],
  ['64:ff9b::169.254.169.254', false],
  ['64:ff9b::168.63.129.16', false],
  ['64:ff9b:1::8.8.8.8', false],
  ['2002:808:808::1', false],
]
for (const [address, asked] of NAT64) {
  test(`${address} ${asked ? 'is asked: the address inside is public' : 'is not asked'}`, () => {
    assert.equal(addressRefusal(address) === null, asked)
  })
}
