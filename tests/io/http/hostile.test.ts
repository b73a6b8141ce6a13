import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Client } from '../../../src/io/http/request/client.ts'
import { type Asked, type Publisher, publish, reply } from './publisher.ts'

const MB = 1_000_000
const signal = new AbortController().signal
const TOTAL_MS = 600
let answer: (asked: Asked) => void
let server: Publisher
let client: Client
before(async () => {
  server = await publish(asked => answer(asked))
  client = new Client({ version: '1', contact: 'c', allowHosts: ['127.0.0.1'], hostPauseMs: 0, totalMs: TOTAL_MS })
})
after(async () => {
  await client.close()
  await server.close()
})

const ask = (stop = signal) =>
  client.fetchFeed({ id: 'a', url: `http://127.0.0.1:${server.port}/`, headers: {} }, null, stop)

/** Writes as long as the other side takes it. */
function pour(asked: Asked, most = Number.POSITIVE_INFINITY): void {
  const chunk = Buffer.alloc(65_536, 0x61)
  let sent = 0
  const more = () => {
    while (!asked.socket.destroyed && sent < most) {
      sent += chunk.length
      if (!asked.socket.write(chunk)) return
    }
  }
  asked.socket.on('drain', more)
  more()
}

async function closed(): Promise<boolean> {
  for (let tries = 0; tries < 50 && server.open() > 0; tries++) await sleep(10)
  return server.open() === 0
}

/** Most memory over what there was before, looked at every few ms. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const start = process.memoryUsage().rss
  let most = start
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 5)
  await work()
  clearInterval(timer)
  return (Math.max(most, process.memoryUsage().rss) - start) / MB
}

const LARGE: readonly (readonly [string, (asked: Asked) => void])[] = [
  [
    'a body of 50 MB that says so',
    asked => {
      asked.socket.write(`HTTP/1.1 200 X\r\ncontent-length: ${50 * MB}\r\n\r\n`)
      pour(asked, 50 * MB)
    },
  ],
  [
    'a body of 50 MB that does not',
    asked => {
      asked.socket.write('HTTP/1.1 200 X\r\n\r\n')
      pour(asked, 50 * MB)
    },
  ],
  [
    'an endless body',
    asked => {
      asked.socket.write('HTTP/1.1 200 X\r\n\r\n')
      pour(asked)
    },
  ],
  [
    'an endless body of a redirect',
    asked => {
      if (asked.path === '/there') return reply(asked, 200, {}, Buffer.alloc(5 * MB + 1))
      asked.socket.write('HTTP/1.1 302 X\r\nlocation: /there\r\n\r\n')
      pour(asked)
    },
  ],
  ['a gzip bomb', asked => reply(asked, 200, { 'content-encoding': 'gzip' }, bombs.gzip)],
  ['a bomb in a bomb', asked => reply(asked, 200, { 'content-encoding': 'gzip, gzip' }, bombs.twice)],
  ['a brotli bomb', asked => reply(asked, 200, { 'content-encoding': 'br' }, bombs.br)],
]
const zeros = gzipSync(Buffer.alloc(50 * MB))
const bombs = { gzip: zeros, twice: gzipSync(zeros), br: brotliCompressSync(Buffer.alloc(50 * MB)) }

test('no body, however large, takes much memory or keeps its connection', async () => {
  for (const [name, how] of LARGE) {
    answer = how
    const grown = await growth(async () => {
      const fetched = await ask()
      assert.equal(fetched.kind === 'failed' && fetched.reason, 'too-large', `${name}: ${JSON.stringify(fetched)}`)
    })
    assert.ok(grown < 60, `${name}: ${grown} MB`)
  }
  await client.close()
  assert.ok(await closed())
  client = new Client({ version: '1', contact: 'c', allowHosts: ['127.0.0.1'], hostPauseMs: 0, totalMs: TOTAL_MS })
})

test('5 MB fit, a byte more does not', async () => {
  answer = asked => reply(asked, 200, {}, Buffer.alloc(5 * MB, 0x20))
  assert.equal((await ask()).kind, 'fresh')
  answer = asked => reply(asked, 200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5 * MB, 0x20)))
  assert.equal((await ask()).kind, 'fresh')
  answer = asked => reply(asked, 200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5 * MB + 1, 0x20)))
  assert.equal((await ask()).kind, 'failed')
})

/** Publishers that would hold a connection for ever. */
const SLOW: readonly (readonly [string, (asked: Asked) => void])[] = [
  ['says nothing', () => {}],
  ['drips its headers', asked => drip(asked, 'HTTP/1.1 200 X\r\n', 'x: y\r\n')],
  ['drips its body', asked => drip(asked, 'HTTP/1.1 200 X\r\ncontent-length: 100000\r\n\r\n', 'x')],
  ['drips chunks', asked => drip(asked, 'HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n')],
  ['drips 103 Early Hints', asked => drip(asked, '', 'HTTP/1.1 103 X\r\n\r\n')],
  [
    'drips the body of a redirect',
    asked => drip(asked, 'HTTP/1.1 302 X\r\nlocation: /x\r\ncontent-length: 9999\r\n\r\n', 'x'),
  ],
  ['drips the body of a 404', asked => drip(asked, 'HTTP/1.1 404 X\r\ncontent-length: 9999\r\n\r\n', 'x')],
  ['redirects slowly', asked => setTimeout(() => reply(asked, 302, { location: `${asked.path}x` }), TOTAL_MS / 4)],
]

function drip(asked: Asked, head: string, drop: string): void {
  asked.socket.write(head)
  const timer = setInterval(() => asked.socket.write(drop), 20)
  asked.socket.on('close', () => clearInterval(timer))
}

test('no request and no connection outlives its deadline', async () => {
  for (const [name, how] of SLOW) {
    answer = how
    const start = performance.now()
    const fetched = await ask()
    assert.equal(fetched.kind === 'failed' && fetched.reason, 'deadline', `${name}: ${JSON.stringify(fetched)}`)
    assert.ok(performance.now() - start < TOTAL_MS + 500, name)
    assert.ok(await closed(), `${name}: the connection is closed`)
  }
})

test('a stop ends what is under way, and its connection', async () => {
  answer = asked => drip(asked, 'HTTP/1.1 200 X\r\n\r\n', 'x')
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 50)
  const fetched = await ask(stop.signal)
  assert.equal(fetched.kind === 'failed' && fetched.reason, 'aborted')
  assert.ok(await closed())
})

test('a connection that cannot be made ends at the deadline, and its socket with it', async () => {
  // a look-up that never answers stands for a host that never does
  const silent = new Client({
    version: '1',
    contact: 'c',
    allowHosts: [],
    hostPauseMs: 0,
    totalMs: 300,
    lookup: () => {},
  })
  const fetched = await silent.fetchFeed({ id: 'a', url: 'http://silent.example/', headers: {} }, null, signal)
  assert.equal(fetched.kind === 'failed' && fetched.reason, 'deadline')
  await sleep(50)
  const left = process
    .getActiveResourcesInfo()
    .filter(one => one.startsWith('TCPSocket') || one.startsWith('TCPConnect'))
  assert.deepEqual(left, [])
  await silent.close()
})

test('a hostile publisher takes nothing from the others', async () => {
  const good = await publish(asked => reply(asked, 200, {}, '<rss/>'), '127.0.0.2')
  const mixed = new Client({
    version: '1',
    contact: 'c',
    allowHosts: ['127.0.0.1', '127.0.0.2'],
    hostPauseMs: 0,
    totalMs: TOTAL_MS,
  })
  answer = asked => drip(asked, 'HTTP/1.1 200 X\r\n\r\n', 'x')
  const bad = mixed.fetchFeed({ id: 'bad', url: `http://127.0.0.1:${server.port}/`, headers: {} }, null, signal)
  const fine = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      mixed.fetchFeed({ id: `${index}`, url: `http://127.0.0.2:${good.port}/${index}`, headers: {} }, null, signal),
    ),
  )
  assert.ok(fine.every(one => one.kind === 'fresh'))
  assert.equal((await bad).kind, 'failed')
  await mixed.close()
  await good.close()
})
