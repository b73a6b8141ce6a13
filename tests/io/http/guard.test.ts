import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressRefusal } from '../../../src/feeds/private-host.ts'
import { Client } from '../../../src/io/http/request/client.ts'
import { Guard, type LookupAll } from '../../../src/io/http/request/guard.ts'
import { type Publisher, publish, reply } from './publisher.ts'

const signal = new AbortController().signal
const headers = {}
let server: Publisher

/** Names that look up to addresses a publisher must not have; what is not named here is not found. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'loopback.example': ['127.0.0.1'],
  'loopback6.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'private.example': ['10.1.2.3'],
  'metadata.example': ['169.254.169.254'],
  'carrier.example': ['100.64.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'sixtofour.example': ['2002:7f00:1::1'],
  'local.example': ['fe80::1'],
  'xn--tda.example': ['127.0.0.1'],
  'yours.example': ['127.0.0.1'],
}
const lookup: LookupAll = (host, _options, done) => {
  const addresses = NAMES[host.replace(/\.$/, '')]
  if (addresses === undefined) done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), [])
  else
    done(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}

before(async () => {
  // on every address of this machine, so that a connection to any form of it would be counted
  server = await publish(asked => {
    const to = new URLSearchParams(asked.path.slice(asked.path.indexOf('?') + 1)).get('to')
    if (to === null) reply(asked, 200, {}, '<rss/>')
    else reply(asked, 302, { location: Buffer.from(to).toString('latin1') })
  }, '::')
})
after(() => server.close())

const client = (allowHosts: readonly string[]) =>
  new Client({ version: '1', contact: 'c', allowHosts, hostPauseMs: 0, lookup, connectMs: 2000, totalMs: 3000 })

/** P stands for the server's port. */
const PRIVATE = [
  'http://127.0.0.1:P/',
  'http://127.0.0.2:P/',
  'http://127.255.255.254:P/',
  'http://127.1:P/',
  'http://127.0.1:P/',
  'http://2130706433:P/',
  'http://0x7f000001:P/',
  'http://0x7f.1:P/',
  'http://0177.0.0.1:P/',
  'http://017700000001:P/',
  'http://0:P/',
  'http://0.0.0.0:P/',
  'http://127.0.0.1.:P/',
  'http://①②⑦.⓪.⓪.①:P/',
  'http://１２７.０.０.１:P/',
  'http://127。0。0。1:P/',
  'http://%31%32%37.0.0.1:P/',
  'http://[::1]:P/',
  'http://[::]:P/',
  'http://[0:0:0:0:0:0:0:1]:P/',
  'http://[::ffff:127.0.0.1]:P/',
  'http://[::ffff:7f00:1]:P/',
  'http://[::127.0.0.1]:P/',
  'http://[::7f00:1]:P/',
  'http://[::ffff:0:127.0.0.1]:P/',
  'http://[64:ff9b::127.0.0.1]:P/',
  'http://[64:ff9b:1::7f00:1]:P/',
  'http://[2002:7f00:1::]:P/',
  'http://[2001:0:7f00:1::]:P/',
  'http://[fe80::1]:P/',
  'http://[fec0::1]:P/',
  'http://[fc00::1]:P/',
  'http://[fd00:ec2::254]:P/',
  'http://[ff02::1]:P/',
  'http://[2001:db8::1]:P/',
  'http://[2606:4700::5efe:7f00:1]:P/',
  'http://10.0.0.1:P/',
  'http://172.16.0.1:P/',
  'http://172.31.255.255:P/',
  'http://192.168.1.1:P/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.64.0.1:P/',
  'http://100.100.100.200/',
  'http://168.63.129.16/',
  'http://192.0.0.1:P/',
  'http://192.0.2.1:P/',
  'http://198.18.0.1:P/',
  'http://198.51.100.1:P/',
  'http://203.0.113.1:P/',
  'http://224.0.0.1:P/',
  'http://240.0.0.1:P/',
  'http://255.255.255.255:P/',
  'http://loopback.example:P/',
  'http://LOOPBACK.example.:P/',
  'http://loopback6.example:P/',
  'http://mapped.example:P/',
  'http://private.example:P/',
  'http://metadata.example:P/',
  'http://carrier.example:P/',
  'http://nat64.example:P/',
  'http://sixtofour.example:P/',
  'http://local.example:P/',
  'http://ü.example:P/',
]
const OTHERWISE_REFUSED = [
  'ftp://yours.example/',
  'file:///etc/passwd',
  'data:text/xml,<rss/>',
  'gopher://yours.example/',
  'javascript:1',
  'http://name:word@public.example/',
  'http://name@public.example/',
  'http://public.example:25/',
  'http://public.example:22/',
  'http://public.example:6667/',
]

test('no form of a private address is connected to, asked outright', async () => {
  assert.ok(PRIVATE.length >= 35)
  const fetcher = client([])
  const before = server.connections()
  for (const form of [...PRIVATE, ...OTHERWISE_REFUSED]) {
    const url = form.replace(':P/', `:${server.port}/`)
    const fetched = await fetcher.fetchFeed({ id: 'a', url, headers }, null, signal)
    assert.equal(fetched.kind === 'failed' && fetched.reason, 'refused', `${form}: ${JSON.stringify(fetched)}`)
    const page = await fetcher.fetchPage(url, { types: ['text/html'], bytes: 1000, ms: 1000 }, signal)
    assert.equal(page.kind === 'failed' && page.reason, 'refused', form)
  }
  assert.equal(server.connections() - before, 0)
  await fetcher.close()
})

test('no form of a private address is connected to by a redirect', async () => {
  const fetcher = client(['yours.example'])
  const asked = server.asked.length
  for (const form of [...PRIVATE, ...OTHERWISE_REFUSED]) {
    const to = encodeURIComponent(form.replace(':P/', `:${server.port}/`))
    const url = `http://yours.example:${server.port}/?to=${to}`
    const fetched = await fetcher.fetchFeed({ id: 'a', url, headers }, null, signal)
    assert.equal(fetched.kind === 'failed' && fetched.reason, 'refused', `${form}: ${JSON.stringify(fetched)}`)
  }
  const hosts = new Set(server.asked.slice(asked).map(one => one.headers.get('host')))
  assert.deepEqual([...hosts], [`yours.example:${server.port}`])
  await fetcher.close()
})

test('a host that is allowed by name is asked, in every way to write it', async () => {
  const facts: readonly (readonly [string, string])[] = [
    ['yours.example', 'http://yours.example:P/'],
    ['Yours.Example.', 'http://YOURS.example:P/'],
    ['yours.example', 'http://yours.example.:P/'],
    ['127.0.0.1', 'http://127.1:P/'],
    ['::1', 'http://[0:0:0:0:0:0:0:1]:P/'],
    ['[::1]', 'http://[::1]:P/'],
    ['ü.example', 'http://xn--tda.example:P/'],
  ]
  for (const [allowed, form] of facts) {
    const guard = new Guard([allowed], lookup)
    assert.equal(guard.refusal(new URL(form.replace(':P/', `:${server.port}/`))), null, allowed)
  }
  const fetcher = client(['yours.example'])
  const fetched = await fetcher.fetchFeed(
    { id: 'a', url: `http://yours.example:${server.port}/`, headers },
    null,
    signal,
  )
  assert.equal(fetched.kind, 'fresh')
  await fetcher.close()
})

test('what is allowed by name does not open its address, nor its parent or child', () => {
  const guard = new Guard(['yours.example'])
  for (const other of ['http://127.0.0.1/', 'http://10.0.0.1/']) assert.notEqual(guard.refusal(new URL(other)), null)
  const names: string[] = []
  const watched = new Guard(['yours.example'], (host, _options, done) => {
    names.push(host)
    done(null, [{ address: '127.0.0.1', family: 4 }])
  })
  for (const host of ['example', 'a.yours.example', 'notyours.example'])
    watched.lookup(host, { all: true }, error => assert.equal(error?.name, 'Refused'))
  assert.equal(names.length, 3)
})

test('of several addresses only public ones are connected to', () => {
  const guard = new Guard([], (_host, _options, done) =>
    done(null, [
      { address: '10.0.0.1', family: 4 },
      { address: '93.184.216.34', family: 4 },
      { address: '::1', family: 6 },
    ]),
  )
  guard.lookup('mixed.example', { all: true }, (error, found) => {
    assert.equal(error, null)
    assert.deepEqual(found, [{ address: '93.184.216.34', family: 4 }])
  })
})

test('public addresses are public', () => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
  ])
    assert.equal(addressRefusal(address), null, address)
})
