import assert from 'node:assert/strict'
import { createServer, request, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { type Proxies, readProxies } from '../../../src/config/proxies.ts'
import { BotSender } from '../../../src/io/discord/bot/bot.ts'
import { WebhookSender } from '../../../src/io/discord/webhook.ts'
import { Client } from '../../../src/io/http/request/client.ts'
import type { LookupAll } from '../../../src/io/http/request/guard.ts'
import { proxyFor, trustedRoutes } from '../../../src/io/http/request/proxy.ts'
import { FakeDiscord } from '../../fakes/discord.ts'
import { type Publisher, publish, reply } from './publisher.ts'

const signal = new AbortController().signal
const CHANNEL = '200000000000000001'
const LOGIN = Buffer.from('desk:pass word').toString('base64')

/** An HTTP proxy on loopback: it forwards whole addresses and opens tunnels, and whatever host it is asked for, it finds it on loopback. */
class FakeProxy {
  /** What it was asked for: `GET http://host/path` or `CONNECT host:port`. */
  readonly asked: string[] = []
  readonly logins: (string | undefined)[] = []
  refuses = false
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server) {
    this.#server = server
    const hold = (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('error', () => {})
    }
    server.on('connection', hold)
    server.on('request', (asked, answer) => {
      this.asked.push(`${asked.method} ${asked.url}`)
      this.logins.push(asked.headers['proxy-authorization'])
      if (this.refuses) return answer.writeHead(407).end()
      const url = new URL(asked.url ?? '')
      const { 'proxy-authorization': _, ...headers } = asked.headers
      const to = { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, method: asked.method, headers }
      const onward = request(to, back => back.pipe(answer.writeHead(back.statusCode ?? 0, back.headers)))
      asked.pipe(onward)
    })
    server.on('connect', (asked, socket: Socket) => {
      hold(socket)
      this.asked.push(`CONNECT ${asked.url}`)
      this.logins.push(asked.headers['proxy-authorization'])
      if (this.refuses) return socket.end('HTTP/1.1 407 No\r\n\r\n')
      const onward = connect(Number(asked.url?.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Yes\r\n\r\n')
        socket.pipe(onward).pipe(socket)
      })
      hold(onward)
    })
  }

  static async start(): Promise<FakeProxy> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new FakeProxy(server)
  }

  get host(): string {
    const address = this.#server.address()
    return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise(resolve => this.#server.close(resolve))
  }
}

function proxies(env: Readonly<Record<string, string>>): Proxies {
  const read = readProxies(env)
  assert.ok(!('problems' in read), JSON.stringify(read))
  return read
}

/** The look-up of this machine: the proxy's own may know more. */
const lookup: LookupAll = (host, _options, done) => {
  if (host === 'public.example') return done(null, [{ address: '93.184.215.14', family: 4 }])
  if (host === 'inside.example') return done(null, [{ address: '10.0.0.7', family: 4 }])
  if (host === 'both.example') {
    return done(
      null,
      ['93.184.215.14', '10.0.0.7'].map(address => ({ address, family: 4 })),
    )
  }
  done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), [])
}

let publisher: Publisher
let proxy: FakeProxy
before(async () => {
  publisher = await publish(asked => {
    const to = new URLSearchParams(asked.path.split('?')[1] ?? '').get('to')
    if (to === null) reply(asked, 200, { 'content-type': 'text/html' }, '<rss/>')
    else reply(asked, 302, { location: to })
  })
})
after(() => publisher.close())

/** A client behind a new proxy that wants a login. */
async function behind(
  work: (client: Client, port: number) => Promise<void>,
  allowHosts: readonly string[] = [],
  noProxy = '',
) {
  proxy = await FakeProxy.start()
  const address = `http://desk:pass%20word@${proxy.host}`
  const settings = proxies({ HTTP_PROXY: address, HTTPS_PROXY: address, NO_PROXY: noProxy })
  const client = new Client({
    version: '1',
    contact: 'c',
    allowHosts,
    hostPauseMs: 0,
    lookup,
    connectMs: 2000,
    totalMs: 4000,
    proxies: settings,
  })
  await work(client, publisher.port)
  await client.close()
  await proxy.close()
}

const fetchFeed = (client: Client, url: string) => client.fetchFeed({ id: 'a', url, headers: {} }, null, signal)

test('a feed is asked through the proxy of its scheme, with what the proxy asks for, which the publisher never sees', () =>
  behind(async (client, port) => {
    const seen = publisher.asked.length
    const fetched = await fetchFeed(client, `http://public.example:${port}/feed?a=b`)
    assert.equal(fetched.kind, 'fresh')
    assert.deepEqual(proxy.asked, [`GET http://public.example:${port}/feed?a=b`])
    assert.deepEqual(proxy.logins, [`Basic ${LOGIN}`])
    const asked = publisher.asked[seen]
    assert.equal(asked?.headers.get('host'), `public.example:${port}`)
    assert.doesNotMatch(asked?.head ?? '', /proxy-authorization/i)
    await fetchFeed(client, `https://public.example:${port}/`)
    assert.equal(proxy.asked[1], `CONNECT public.example:${port}`)
    assert.equal(proxy.logins[1], `Basic ${LOGIN}`)
  }))

test('so is a page, and a host that only the proxy can look up', () =>
  behind(async (client, port) => {
    const limits = { types: ['text/html'], bytes: 1000, ms: 3000 }
    assert.equal((await client.fetchPage(`http://public.example:${port}/page`, limits, signal)).kind, 'page')
    assert.equal((await fetchFeed(client, `http://unknown.example:${port}/feed`)).kind, 'fresh')
    assert.equal(proxy.asked.length, 2)
  }))

for (const [what, host] of [
  ['a private address', '10.0.0.7'],
  ['loopback', '127.0.0.1'],
  ['loopback in another spelling', '0x7f.1'],
  ['a name that looks up to a private address', 'inside.example'],
  ['a name of which one address is private', 'both.example'],
  ['a name without a dot', 'intranet'],
  ['a name of the local network', 'printer.local'],
  ['the cloud’s own name', 'metadata.google.internal'],
] as const) {
  test(`the proxy is not asked for ${what}, neither at first nor by a redirect`, () =>
    behind(async (client, port) => {
      const direct = await fetchFeed(client, `http://${host}:${port}/`)
      assert.equal(direct.kind === 'failed' && direct.reason, 'refused', JSON.stringify(direct))
      assert.deepEqual(proxy.asked, [])
      const to = encodeURIComponent(`http://${host}:${port}/`)
      const redirected = await fetchFeed(client, `http://public.example:${port}/?to=${to}`)
      assert.equal(redirected.kind === 'failed' && redirected.reason, 'refused', JSON.stringify(redirected))
      assert.equal(proxy.asked.length, 1)
    }))
}

test('a private host that is allowed is asked through the proxy as well, unless NO_PROXY names it', async () => {
  await behind(
    async (client, port) => {
      assert.equal((await fetchFeed(client, `http://127.0.0.1:${port}/`)).kind, 'fresh')
      assert.equal(proxy.asked.length, 1)
    },
    ['127.0.0.1'],
  )
  await behind(
    async (client, port) => {
      assert.equal((await fetchFeed(client, `http://127.0.0.1:${port}/`)).kind, 'fresh')
      assert.equal(proxy.asked.length, 0)
    },
    ['127.0.0.1'],
    'localhost,127.0.0.0/8',
  )
})

test('a proxy that refuses, or is not there, is named as what failed, without its login', () =>
  behind(async (client, port) => {
    proxy.refuses = true
    for (const scheme of ['http', 'https']) {
      const fetched = await fetchFeed(client, `${scheme}://public.example:${port}/`)
      assert.match(fetched.kind === 'failed' ? fetched.what : '', /proxy.*407/)
    }
    await proxy.close()
    const fetched = await fetchFeed(client, `https://public.example:${port}/`)
    assert.equal(fetched.kind, 'failed')
    assert.doesNotMatch(JSON.stringify(fetched), /pass word|pass%20word|127\.0\.0\.1/)
    proxy = await FakeProxy.start()
  }))

for (const [way, open] of [
  [
    'a bot',
    (discord: FakeDiscord, dispatcher: ReturnType<typeof trustedRoutes>) =>
      new BotSender({ token: discord.token, api: discord.url, dispatcher }),
  ],
  [
    'a webhook',
    (discord: FakeDiscord, dispatcher: ReturnType<typeof trustedRoutes>) =>
      new WebhookSender(discord.webhookUrl(CHANNEL), { now: Date.now, dispatcher }),
  ],
] as const) {
  test(`Discord is asked through the proxy by ${way}, text and picture`, async () => {
    const discord = await FakeDiscord.start()
    proxy = await FakeProxy.start()
    const dispatcher = trustedRoutes(proxies({ http_proxy: `http://desk:pass%20word@${proxy.host}` }))
    const sender = open(discord, dispatcher)
    const message = { content: 'Hello', allowed_mentions: { parse: [] as never[] } }
    const picture = { name: 'a.png', bytes: new Uint8Array([1, 2, 3]), description: 'numbers' }
    const text = await sender.send({ channelId: CHANNEL, message, nonce: 'a', edits: null }, signal)
    assert.equal(text.kind, 'sent', JSON.stringify(text))
    const drawn = await sender.send({ channelId: CHANNEL, message, nonce: 'b', edits: null, picture }, signal)
    assert.equal(drawn.kind, 'sent', JSON.stringify(drawn))
    assert.equal(discord.messages(CHANNEL).length, 2)
    assert.equal(proxy.asked.length, 2)
    assert.deepEqual([...new Set(proxy.logins)], [`Basic ${LOGIN}`])
    await Promise.all([sender.close(), discord.close(), dispatcher?.destroy()])
    await proxy.close()
  })
}

test('what a proxy opens no way for was certainly not sent, by a bot as by a webhook', async () => {
  proxy = await FakeProxy.start()
  proxy.refuses = true
  const dispatcher = trustedRoutes(proxies({ HTTPS_PROXY: `http://desk:pass%20word@${proxy.host}` }))
  const message = { content: 'Hello', allowed_mentions: { parse: [] as never[] } }
  const why = 'Discord cannot be reached (the proxy answered 407)'
  for (const sender of [
    new BotSender({ token: 'x', api: 'https://discord.invalid/api', dispatcher }),
    new WebhookSender('https://discord.invalid/api/webhooks/1/x', { now: Date.now, dispatcher }),
  ]) {
    const outcome = await sender.send({ channelId: CHANNEL, message, nonce: 'a', edits: null }, signal)
    assert.deepEqual(outcome, { kind: 'retry', afterMs: null, scope: 'channel', status: null, why })
    await sender.close()
  }
  await dispatcher?.destroy()
  await proxy.close()
})

const DIRECT: readonly (readonly [string, string, boolean])[] = [
  ['*', 'https://a.example/', true],
  ['example.org', 'https://example.org/', true],
  ['example.org', 'https://feeds.example.org/', true],
  ['.example.org', 'https://feeds.example.org/', true],
  ['*.example.org', 'https://feeds.example.org/', true],
  ['example.org', 'https://badexample.org/', false],
  ['EXAMPLE.ORG', 'https://example.org./', true],
  ['example.org:8443', 'https://example.org:8443/', true],
  ['example.org:443', 'https://example.org/', true],
  ['example.org:8443', 'https://example.org/', false],
  ['10.0.0.0/8', 'http://10.1.2.3/', true],
  ['10.0.0.0/8', 'http://11.1.2.3/', false],
  ['fd00::/8', 'http://[fd00::1]/', true],
  ['::1', 'http://[::1]:8080/', true],
  ['[::1]:8080', 'http://[::1]:8080/', true],
  ['a.example b.example', 'http://b.example/', true],
  ['a.example, b.example', 'http://b.example/', true],
  ['', 'http://b.example/', false],
]
for (const [noProxy, url, direct] of DIRECT) {
  test(`with NO_PROXY "${noProxy}", ${url} is asked ${direct ? 'directly' : 'through the proxy'}`, () => {
    const settings = proxies({
      HTTP_PROXY: 'proxy.example:3128',
      HTTPS_PROXY: 'http://proxy.example:3128',
      NO_PROXY: noProxy,
    })
    assert.equal(proxyFor(new URL(url), settings) === null, direct)
  })
}

test('small letters win, an address without a scheme is one of http, and each scheme has its own proxy', () => {
  const settings = proxies({ HTTP_PROXY: 'large.example:1', http_proxy: 'small.example:2' })
  assert.equal(settings.http?.origin, 'http://small.example:2')
  assert.equal(settings.https, null)
})

for (const wrong of [
  'socks5://canary:canary@proxy.example:1',
  'http://',
  'http://canary%zz:canary@proxy.example',
  'ftp://canary',
]) {
  test(`"${wrong.slice(0, 8)}…" is no proxy, and nothing of it is told`, () => {
    const read = readProxies({ HTTPS_PROXY: wrong })
    assert.ok('problems' in read)
    assert.match(read.problems.join(), /^HTTPS_PROXY is not the address of an http proxy – write it as/)
    assert.doesNotMatch(read.problems.join(), /canary/)
  })
}
