import assert from 'node:assert/strict'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { Fetched } from '../../../src/feeds/fetched.ts'
import { Client } from '../../../src/io/http/request/client.ts'
import { type Asked, type Publisher, publish, reply } from './publisher.ts'

const signal = new AbortController().signal
const feedText = `<rss version="2.0"><channel><title>t</title>${'<item><title>x</title></item>'.repeat(40)}</channel></rss>`
let answer: (asked: Asked) => void
let server: Publisher
let other: Publisher
let client: Client
let now = Date.UTC(2026, 2, 25, 12)

before(async () => {
  server = await publish(asked => answer(asked))
  other = await publish(asked => answer(asked))
  client = new Client({
    version: '1.2.3',
    contact: 'https://bot.example/é',
    allowHosts: ['127.0.0.1', 'localhost', `127.0.0.1:${other.port}`],
    hostPauseMs: 0,
    now: () => now,
  })
})
after(async () => {
  await client.close()
  await server.close()
  await other.close()
})
/** Gzip with everything that a header may have: a checksum of itself, more fields, a name and a comment. */
function named(text: string): Buffer {
  const zipped = gzipSync(text)
  const header = Buffer.from(zipped.subarray(0, 10))
  header[3] = 2 | 4 | 8 | 16
  const more = Buffer.from([3, 0, 1, 2, 3, ...Buffer.from('feed.xml\0a remark\0'), 0, 0])
  return Buffer.concat([header, more, zipped.subarray(10)])
}
let path = 0
beforeEach(() => {
  path++
})

const url = (of = server) => `http://127.0.0.1:${of.port}/${path}`
const ask = (validators: Parameters<Client['fetchFeed']>[1] = null, headers = {}, at = url()) =>
  client.fetchFeed({ id: 'a', url: at, headers }, validators, signal)
const textOf = (fetched: Fetched) =>
  fetched.kind === 'fresh' ? Buffer.from(fetched.body).toString() : JSON.stringify(fetched)
const last = (of = server): Asked => {
  const asked = of.asked.at(-1)
  assert.ok(asked)
  return asked
}

test('a body comes with its address, type and validators', async () => {
  answer = asked =>
    reply(
      asked,
      200,
      { 'content-type': 'text/xml; charset=euc-kr', etag: '"a"', 'last-modified': 'Wed, 25 Mar 2026 12:00:00 GMT' },
      feedText,
    )
  const fetched = await ask()
  assert.ok(fetched.kind === 'fresh')
  assert.equal(textOf(fetched), feedText)
  assert.equal(fetched.url, url())
  assert.equal(fetched.contentType, 'text/xml; charset=euc-kr')
  assert.equal(fetched.validators.etag, '"a"')
  assert.equal(fetched.body.buffer.byteLength, fetched.body.byteLength, 'owns its buffer')
  assert.equal(last().headers.get('user-agent'), 'Backchannel/1.2.3 (+https://bot.example/%C3%A9)')
})

test('validators go back byte for byte, whatever they are', async () => {
  const odd = ['W/"x"', '"a, b"', 'no-quotes', '""', '"with \\" quote"', '"caf\xe9 \xff\x80"', '"\xea\xb0\x80"']
  for (const etag of odd) {
    const lastModified = `wednesday, ${etag}`
    answer = asked => reply(asked, 200, { etag, 'last-modified': lastModified }, feedText)
    const first = await ask()
    assert.ok(first.kind === 'fresh')
    answer = asked => asked.socket.write('HTTP/1.1 304 Not Modified\r\n\r\n')
    const second = await ask(JSON.parse(JSON.stringify(first.validators)))
    assert.equal(last().headers.get('if-none-match'), etag)
    assert.equal(last().headers.get('if-modified-since'), lastModified)
    assert.deepEqual(second.kind === 'unchanged' && second.validators, first.validators)
  }
})

test('a body of the same hash is unchanged, and its new validators are kept', async () => {
  answer = asked => reply(asked, 200, { etag: '"1"' }, feedText)
  const first = await ask()
  assert.ok(first.kind === 'fresh')
  answer = asked => reply(asked, 200, { etag: '"2"', 'content-encoding': 'gzip' }, gzipSync(feedText))
  const second = await ask(first.validators)
  assert.ok(second.kind === 'unchanged')
  assert.deepEqual([second.by, second.validators.etag], ['hash', '"2"'])
})

test('compressed bodies are undone, also where servers do it wrong', async () => {
  const facts: readonly (readonly [string, Record<string, string>, Buffer])[] = [
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync(feedText)],
    ['x-gzip', { 'content-encoding': 'X-GZIP' }, gzipSync(feedText)],
    ['deflate', { 'content-encoding': 'deflate' }, deflateSync(feedText)],
    ['raw deflate', { 'content-encoding': 'deflate' }, deflateRawSync(feedText)],
    ['brotli', { 'content-encoding': 'br' }, brotliCompressSync(feedText)],
    ['two layers', { 'content-encoding': 'br, gzip' }, gzipSync(brotliCompressSync(feedText))],
    ['identity', { 'content-encoding': 'identity' }, Buffer.from(feedText)],
    ['said to be gzip, but is not', { 'content-encoding': 'gzip' }, Buffer.from(feedText)],
    ['said to be brotli, but is not', { 'content-encoding': 'br' }, Buffer.from(feedText)],
    ['said to be deflate, but is not', { 'content-encoding': 'deflate' }, Buffer.from(`\ufeff \n${feedText}`)],
    ['said to be zstd, but is not', { 'content-encoding': 'zstd' }, Buffer.from(feedText)],
    ['brotli that is gzip', { 'content-encoding': 'br' }, gzipSync(feedText)],
    ...['utf-8', 'UTF-8', 'iso-8859-1', 'none', 'binary', 'aws-chunked', '8bit, utf-8'].flatMap(
      token =>
        [
          [`called ${token}`, { 'content-encoding': token }, Buffer.from(feedText)],
          [`gzip that is called ${token}`, { 'content-encoding': token }, gzipSync(feedText)],
        ] as const,
    ),
    ['gzip and a charset', { 'content-encoding': 'gzip, utf-8' }, gzipSync(feedText)],
    ['gzip that nothing announces', {}, gzipSync(feedText)],
    ['a gzip file', { 'content-type': 'application/x-gzip' }, gzipSync(feedText)],
    ['gzip of gzip', { 'content-encoding': 'gzip' }, gzipSync(gzipSync(feedText))],
    [
      'gzip with a remark behind it',
      { 'content-encoding': 'gzip' },
      Buffer.concat([gzipSync(feedText), Buffer.from('<!-- cached -->')]),
    ],
    [
      'gzip with a name, and a remark behind it',
      { 'content-encoding': 'gzip' },
      Buffer.concat([named(feedText), Buffer.from('\n')]),
    ],
    [
      'gzip in two members, and a remark behind them',
      { 'content-encoding': 'gzip' },
      Buffer.concat([gzipSync(feedText.slice(0, 99)), gzipSync(feedText.slice(99)), Buffer.from('\n\n')]),
    ],
  ]
  for (const [name, headers, body] of facts) {
    answer = asked => reply(asked, 200, headers, body)
    assert.equal(textOf(await ask()).trim(), feedText, name)
  }
})

test('each failure has its name', async () => {
  const status =
    (code: number, headers = {}) =>
    (asked: Asked) =>
      reply(asked, code, headers, 'no')
  const raw = (text: string) => (asked: Asked) => asked.socket.end(text)
  const facts: readonly (readonly [string, (asked: Asked) => void, string, RegExp])[] = [
    ['404', status(404), 'not-found', /404/],
    ['410', status(410), 'gone', /410/],
    ['401', status(401), 'forbidden', /401/],
    [
      '403 with a Cloudflare challenge',
      status(403, { 'cf-mitigated': 'challenge', server: 'cloudflare' }),
      'forbidden',
      /403, a Cloudflare challenge/,
    ],
    ['503 from Cloudflare', status(503, { server: 'cloudflare' }), 'server-error', /503 from Cloudflare/],
    ['429', status(429), 'too-many-requests', /429/],
    ['500', status(500), 'server-error', /500/],
    ['418', status(418), 'other-status', /418/],
    ['204', raw('HTTP/1.1 204 X\r\nconnection: close\r\n\r\n'), 'other-status', /204/],
    ['304 that was not asked for', raw('HTTP/1.1 304 X\r\nconnection: close\r\n\r\n'), 'other-status', /304/],
    ['reset', asked => asked.socket.resetAndDestroy(), 'connection', /connection/],
    ['closed without a word', asked => asked.socket.end(), 'connection', /connection/],
    ['short Content-Length', raw('HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\nshort'), 'connection', /connection/],
    [
      'chunks that break off',
      raw('HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n'),
      'connection',
      /connection/,
    ],
    ['not HTTP', raw('SSH-2.0-x\r\n\r\n'), 'protocol', /HTTP/],
    [
      'endless headers',
      asked => asked.socket.write(`HTTP/1.1 200 X\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(100)}`),
      'protocol',
      /HTTP/,
    ],
    [
      'gzip that is none',
      asked => reply(asked, 200, { 'content-encoding': 'gzip' }, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])),
      'encoding',
      /gzip/,
    ],
    [
      'cut-off gzip',
      asked => reply(asked, 200, { 'content-encoding': 'gzip' }, gzipSync(feedText).subarray(0, 40)),
      'encoding',
      /gzip/,
    ],
    ['an encoding not asked for', status(200, { 'content-encoding': 'zstd' }), 'encoding', /zstd/],
    ['five layers', status(200, { 'content-encoding': 'gzip,gzip,gzip,gzip,gzip' }), 'encoding', /5 times/],
    ['redirect to nowhere', status(302), 'redirects', /without an address/],
    ['redirect to half an address', status(302, { location: 'http://[::1' }), 'redirects', /without an address/],
    ['redirect in a circle', status(302, { location: '' }), 'redirects', /without an address/],
    ['redirect to itself', asked => reply(asked, 301, { location: asked.path }), 'redirects', /circle/],
    ['redirects without end', asked => reply(asked, 301, { location: `${asked.path}x` }), 'redirects', /more than 5/],
  ]
  for (const [name, how, reason, what] of facts) {
    answer = how
    const fetched = await ask()
    assert.ok(fetched.kind === 'failed', name)
    assert.equal(fetched.reason, reason, `${name}: ${fetched.what}`)
    assert.match(fetched.what, what, name)
  }
  const nobody = await publish(() => {})
  await nobody.close()
  const refused = await ask(null, {}, `http://127.0.0.1:${nobody.port}/`)
  assert.deepEqual(refused.kind === 'failed' && refused.reason, 'connection')
  const unknown = await ask(null, {}, 'http://nobody.invalid/')
  assert.deepEqual(unknown.kind === 'failed' && unknown.reason, 'name-not-found')
})

test('429 and 503 hand on Retry-After, and a good answer its caching headers', async () => {
  answer = asked => reply(asked, 429, { 'retry-after': '120', date: 'Wed, 25 Mar 2026 12:00:00 GMT' })
  const busy = await ask()
  assert.deepEqual(busy.kind === 'failed' && [busy.status, busy.timing?.retryAfter, busy.timing?.date], [
    429,
    '120',
    'Wed, 25 Mar 2026 12:00:00 GMT',
  ])
  answer = asked => reply(asked, 200, { 'cache-control': 'max-age=60', expires: '0', age: '5' }, feedText)
  now += 120_000
  const fetched = await ask()
  assert.deepEqual(
    fetched.kind === 'fresh' && [fetched.timing.cacheControl, fetched.timing.expires, fetched.timing.age],
    ['max-age=60', '0', '5'],
  )
})

test('a host that asks to be left alone is: no feed and no page of it is asked until then, others are', async () => {
  answer = asked => reply(asked, 503, { 'retry-after': '3600' })
  assert.equal((await ask()).kind, 'failed')
  answer = asked => reply(asked, 200, { 'content-type': 'text/html' }, feedText)
  const before = server.asked.length
  now += 3_599_000
  const limits = { types: ['text/html'], bytes: 1000, ms: 1000 }
  for (const refused of [await ask(), await client.fetchPage(`${url()}/page`, limits, signal)]) {
    assert.deepEqual(refused.kind === 'failed' && [refused.reason, refused.timing?.retryAfter], ['resting', '1'])
  }
  assert.equal(server.asked.length, before)
  assert.equal((await ask(null, {}, url(other))).kind, 'fresh')
  now += 1000
  assert.equal((await ask()).kind, 'fresh')
})

test('up to five redirects are followed, and only the permanent ones at the start are a move', async () => {
  const chain = (codes: readonly number[]) => (asked: Asked) => {
    const step = Number(/step(\d+)/.exec(asked.path)?.[1] ?? 0)
    const code = codes[step]
    if (code === undefined) reply(asked, 200, {}, `${feedText}${path}`)
    else reply(asked, code, { location: `/step${step + 1}#part` })
  }
  const at = (step: number) => `http://127.0.0.1:${server.port}/step${step}`
  const facts: readonly (readonly [readonly number[], number | null])[] = [
    [[], null],
    [[301], 1],
    [[308, 301], 2],
    [[302], null],
    [[302, 301], null],
    [[301, 302, 301], 1],
    [[301, 303, 307, 308, 301], 1],
  ]
  for (const [codes, moved] of facts) {
    answer = chain(codes)
    const fetched = await ask()
    assert.ok(fetched.kind === 'fresh', JSON.stringify([codes, fetched]))
    assert.equal(fetched.movedTo, moved === null ? null : at(moved), String(codes))
    assert.equal(fetched.url, codes.length === 0 ? url() : at(codes.length))
  }
})

test('a redirect that asks for its own cookie gets it, within the fetch and from that host alone', async () => {
  const cookieOf = (asked: Asked) => asked.headers.get('cookie') ?? ''
  answer = asked =>
    /pass=1/.test(cookieOf(asked))
      ? reply(asked, 200, {}, feedText)
      : reply(asked, 302, {
          location: url(),
          'Set-Cookie': 'pass=1; Path=/; HttpOnly\r\nset-cookie: lang=ko; Expires=Wed, 25 Mar 2036 12:00:00 GMT',
        })
  assert.equal(textOf(await ask()), feedText)
  assert.equal(cookieOf(last()), 'pass=1; lang=ko')
  assert.equal(textOf(await ask(null, { Cookie: 'own=1' })), feedText)
  assert.equal(cookieOf(last()), 'own=1; pass=1; lang=ko')
  answer = asked => reply(asked, 200, {}, feedText)
  await ask()
  assert.equal(cookieOf(last()), '', 'the fetch before is over')

  answer = asked =>
    asked.socket.localPort === server.port
      ? reply(asked, 302, { location: `http://localhost:${other.port}/`, 'set-cookie': 'pass=1' })
      : reply(asked, 200, {}, feedText)
  await ask()
  assert.equal(cookieOf(last(other)), '')

  answer = asked => reply(asked, 302, { location: url(), 'set-cookie': 'pass=1' })
  const circle = await ask()
  assert.deepEqual(circle.kind === 'failed' && circle.reason, 'redirects')
})

test('a length that is sent twice is read where both are the same', async () => {
  const twice =
    (first: number, second: number | string, body = feedText) =>
    (asked: Asked) =>
      void asked.socket.end(
        `HTTP/1.1 200 X\r\ncontent-type: text/xml\r\ncontent-length: ${first}\r\nContent-Length: ${second}\r\n\r\n${body}`,
      )
  const reasonOf = async () => {
    const fetched = await ask()
    return fetched.kind === 'failed' ? fetched.reason : textOf(fetched)
  }
  answer = twice(feedText.length, feedText.length)
  assert.equal(await reasonOf(), feedText)
  answer = asked => void asked.socket.end(`HTTP/1.1 200 X\r\ncontent-length: 4, 4\r\n\r\n<a/>`)
  assert.equal(await reasonOf(), '<a/>')
  answer = twice(feedText.length, feedText.length - 1)
  assert.equal(await reasonOf(), 'protocol')
  answer = twice(feedText.length, `${feedText.length}\r\ntransfer-encoding: chunked`)
  assert.equal(await reasonOf(), 'protocol')
  answer = twice(feedText.length + 1, feedText.length + 1)
  assert.equal(await reasonOf(), 'connection')
  answer = twice(6_000_000, 6_000_000, 'x'.repeat(6_000_000))
  assert.equal(await reasonOf(), 'too-large')
})

/** How a server ends a TLS handshake, and what it is called. */
const ALERTS: readonly (readonly [what: string, bytes: readonly number[], reason: string, said: RegExp])[] = [
  ['a version that is too old', [0x15, 3, 1, 0, 2, 2, 70], 'tls', /old version of TLS/],
  ['HTTP/2 alone', [0x15, 3, 3, 0, 2, 2, 120], 'tls', /HTTP\/2/],
  ['no encryption that both know', [0x15, 3, 3, 0, 2, 2, 40], 'tls', /agree on encryption/],
  ['no TLS at all', [...Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')], 'tls', /http rather than https/],
]
for (const [what, bytes, reason, said] of ALERTS)
  test(`a handshake that ends for ${what} is no bad certificate`, async () => {
    const secure = createServer(socket => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(Buffer.from(bytes)))
    })
    await new Promise<void>(resolve => secure.listen(0, '127.0.0.1', resolve))
    const { port } = secure.address() as AddressInfo
    const fetched = await ask(null, {}, `https://127.0.0.1:${port}/`)
    secure.close()
    assert.ok(fetched.kind === 'failed')
    assert.equal(fetched.reason, reason, fetched.what)
    assert.match(fetched.what, said)
  })

test('a server that speaks HTTP/2 unasked is called so', async () => {
  answer = asked => void asked.socket.write(Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100]))
  const fetched = await ask()
  assert.match(fetched.kind === 'failed' ? fetched.what : '', /HTTP\/2/)
})

test('a name that cannot be looked up now is not one that does not exist', async () => {
  for (const [code, reason] of [
    ['EAI_AGAIN', 'lookup'],
    ['ENOTFOUND', 'name-not-found'],
  ] as const) {
    const asking = new Client({
      version: '1',
      contact: 'x',
      allowHosts: [],
      hostPauseMs: 0,
      lookup: (_host, _options, done) => done(Object.assign(new Error(code), { code }), []),
    })
    const fetched = await asking.fetchFeed({ id: 'a', url: 'http://news.example/', headers: {} }, null, signal)
    assert.equal(fetched.kind === 'failed' && fetched.reason, reason)
    await asking.close()
  }
})

test('410 behind a passing redirect does not end the feed', async () => {
  answer = asked => (asked.path === '/x' ? reply(asked, 410, {}) : reply(asked, 302, { location: '/x' }))
  const passing = await ask()
  assert.equal(passing.kind === 'failed' && passing.reason, 'other-status')
  answer = asked => (asked.path === '/x' ? reply(asked, 410, {}) : reply(asked, 301, { location: '/x' }))
  const forGood = await ask()
  assert.equal(forGood.kind === 'failed' && forGood.reason, 'gone')
})

test('a feed’s own headers go to its own host only, and not to the connection', async () => {
  answer = asked =>
    asked.socket.localPort === server.port
      ? reply(asked, 302, { location: url(other) })
      : reply(asked, 200, {}, feedText)
  const headers = {
    'X-Key': 'k',
    'User-Agent': 'own',
    Host: 'evil.example',
    'Accept-Encoding': 'zstd',
    'If-None-Match': 'x',
    'Content-Length': '5',
  }
  assert.equal((await ask(null, headers)).kind, 'fresh')
  const home = last()
  assert.deepEqual([home.headers.get('x-key'), home.headers.get('user-agent')], ['k', 'own'])
  assert.equal(home.headers.get('host'), `127.0.0.1:${server.port}`)
  assert.equal(home.headers.get('accept-encoding'), 'gzip, deflate, br')
  assert.equal(home.headers.has('if-none-match') || home.headers.has('content-length'), false)
  const away = last(other)
  assert.equal(away.headers.has('x-key'), false)
  assert.match(away.headers.get('user-agent') ?? '', /^Backchannel\//)
})

test('Last-Modified goes only to the address that sent it', async () => {
  answer = asked => reply(asked, 200, { etag: '"e"', 'last-modified': 'then' }, feedText)
  const first = await ask(null, {}, url(other))
  assert.ok(first.kind === 'fresh')
  await ask(first.validators)
  assert.deepEqual([last().headers.get('if-none-match'), last().headers.has('if-modified-since')], ['"e"', false])
})

test('a page is read where its type is wanted, and not otherwise', async () => {
  const limits = { types: ['text/html'], bytes: 2000, ms: 2000 }
  const page = () => client.fetchPage(url(), limits, signal)
  answer = asked => reply(asked, 200, { 'content-type': 'Text/HTML; charset=utf-8' }, '<p>x')
  const read = await page()
  assert.deepEqual(read.kind === 'page' && [read.url, Buffer.from(read.body).toString()], [url(), '<p>x'])
  const facts: readonly (readonly [string, (asked: Asked) => void, string])[] = [
    ['another type', asked => reply(asked, 200, { 'content-type': 'video/mp4' }, 'x'), 'wrong-type'],
    ['no type', asked => reply(asked, 200, {}, 'x'), 'wrong-type'],
    ['too large', asked => reply(asked, 200, { 'content-type': 'text/html' }, 'x'.repeat(2001)), 'too-large'],
    [
      'too large once unpacked',
      asked =>
        reply(asked, 200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }, gzipSync('x'.repeat(2001))),
      'too-large',
    ],
    ['not found', asked => reply(asked, 404, { 'content-type': 'text/html' }, 'x'), 'not-found'],
  ]
  for (const [name, how, reason] of facts) {
    answer = how
    const failed = await page()
    assert.equal(failed.kind === 'failed' && failed.reason, reason, name)
  }
})
