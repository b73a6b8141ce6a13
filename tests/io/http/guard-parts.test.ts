import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { test } from 'node:test'
import { addressRefusal } from '../../../src/feeds/private-host.ts'
import { allowedFor, Guard, type LookupAll, Refused } from '../../../src/io/http/request/guard.ts'

const URLS: readonly (readonly [url: string, refused: RegExp | null])[] = [
  ['https://news.example/', null],
  ['http://news.example:80/', null],
  ['https://news.example:443/', null],
  ['http://news.example:443/', null],
  ['https://news.example:80/', null],
  ['http://news.example:8080/', null],
  ['http://news.example:1024/', null],
  ['http://news.example:1023/', /port 1023/],
  ['http://news.example:22/', /port 22/],
  ['http://news.example:6667/', /port 6667/],
  ['http://news.example:10080/', /port 10080/],
  ['ftp://news.example/', /ftp: is not http/],
  ['file:///etc/passwd', /file: is not http/],
  ['http://name@news.example/', /name or password/],
  ['http://:password@news.example/', /name or password/],
  ['http://10.0.0.1/', /not public \(private\)/],
  ['http://8.8.8.8/', null],
]
for (const [url, refused] of URLS) {
  test(`${url} is ${refused === null ? 'let through' : 'refused'} by its text`, () => {
    const why = new Guard([]).refusal(new URL(url))
    if (refused === null) assert.equal(why, null)
    else assert.match(why ?? '', refused)
  })
}

test('a host that is allowed by name may have any port, and only that host', () => {
  const guard = new Guard(['Feeds.Example', ' [::1] ', 'fd00::7', 'no host'])
  assert.equal(guard.refusal(new URL('http://feeds.example:22/')), null)
  assert.equal(guard.refusal(new URL('http://[::1]:22/')), null)
  assert.equal(guard.refusal(new URL('http://[fd00::7]/')), null)
  assert.match(guard.refusal(new URL('http://other.example:22/')) ?? '', /port 22/)
  assert.match(guard.refusal(new URL('http://[fd00::8]/')) ?? '', /not public/)
})

const ADDRESSES: readonly (readonly [address: string, refused: RegExp | null])[] = [
  ['8.8.8.8', null],
  ['2606:4700::1111', null],
  ['3fff:ffff::1', null],
  ['4000::1', /reserved/],
  ['1fff::1', /reserved/],
  ['2606:4700::5efe:7f00:1', /reserved/],
  ['2606:4700::100:5efe:7f00:1', /reserved/],
  ['2606:4700::200:5efe:7f00:1', /reserved/],
  ['2606:4700::300:5efe:7f00:1', /reserved/],
  ['2606:4700::400:5efe:7f00:1', null],
  ['2606:4700::5eff:7f00:1', null],
  ['168.63.129.16', /not public \(reserved\)/],
  ['168.63.129.17', null],
  ['127.0.0.1', /loopback/],
  ['no address', /is no address/],
]
for (const [address, refused] of ADDRESSES) {
  test(`${address} ${refused === null ? 'may' : 'may not'} be connected to`, () => {
    const why = addressRefusal(address)
    if (refused === null) assert.equal(why, null)
    else assert.match(why ?? '', refused)
  })
}

/** What a socket gets that looks a name up. */
function lookUp(answers: readonly string[] | NodeJS.ErrnoException, all: boolean, allowed: readonly string[] = []) {
  const lookup: LookupAll = (_host, _options, done) => {
    if (answers instanceof Error) done(answers, [])
    else
      done(
        null,
        answers.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  }
  return new Promise<{ error: Error | null; address: string | LookupAddress[]; family?: number }>(resolve => {
    new Guard(allowed, lookup).lookup('news.example', { all }, (error, address, family) =>
      resolve({ error, address, ...(family === undefined ? {} : { family }) }),
    )
  })
}

test('of a name’s addresses only public ones are connected to', async () => {
  const one = await lookUp(['127.0.0.1', '8.8.8.8', '2606:4700::1'], false)
  assert.deepEqual(one, { error: null, address: '8.8.8.8', family: 4 })
  const all = await lookUp(['127.0.0.1', '8.8.8.8', '2606:4700::1'], true)
  assert.deepEqual(all.address, [
    { address: '8.8.8.8', family: 4 },
    { address: '2606:4700::1', family: 6 },
  ])
})

test('a name with private addresses only is refused, with its first one named', async () => {
  const { error } = await lookUp(['10.0.0.1', '127.0.0.1'], true)
  assert.ok(error instanceof Refused)
  assert.match(error.message, /news.example: 10.0.0.1 is not public/)
  assert.equal(error.name, 'Refused')
})

test('a name without an address is refused', async () => {
  const { error } = await lookUp([], true)
  assert.ok(error instanceof Refused)
  assert.match(error.message, /it has no address/)
})

test('a name that is allowed may have private addresses', async () => {
  const { error, address } = await lookUp(['10.0.0.1'], false, ['news.example'])
  assert.equal(error, null)
  assert.equal(address, '10.0.0.1')
})

test('a look-up that fails is a failure of the look-up, not a refusal', async () => {
  const failure = Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  assert.equal((await lookUp(failure, true)).error, failure)
})

test('without a look-up of its own the guard asks the system', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  new Guard([]).lookup('localhost', { all: true }, error => resolve(error))
  assert.ok((await promise) instanceof Refused)
})

test('who looks hosts up by itself is refused what the guard would refuse, as far as it is known here', async t => {
  const known: Record<string, readonly string[]> = {
    'news.example': ['8.8.8.8', '2606:4700::1111'],
    'mixed.example': ['8.8.8.8', '10.0.0.1'],
    'inside.example': ['127.0.0.1'],
  }
  const guard = new Guard(['feeds.intranet', 'inside.example:8080'], (host, _, done) => {
    const found = known[host]
    if (found === undefined) return done(new Error('ENOTFOUND'), [])
    done(
      null,
      found.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  })
  for (const [url, refused] of [
    ['https://news.example/', null],
    ['https://mixed.example/', /mixed\.example: .*not public/],
    ['https://inside.example/', /inside\.example: .*not public/],
    ['http://inside.example:8080/', null],
    ['https://unknown.example/', null],
    ['https://printer/', /name of a private network/],
    ['https://feeds.intranet/', null],
    ['https://8.8.8.8/', null],
    ['https://10.0.0.1/', /not public/],
  ] as const) {
    await t.test(`${url} is ${refused === null ? 'let through' : 'refused'}`, async () => {
      const answer = await guard.admit(new URL(url))
      if (refused === null) assert.equal(answer, null)
      else assert.match(answer?.message ?? '', refused)
    })
  }
})

test('a look-up that never ends leaves a name to who looks it up by itself, unless it is one of a private network', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const guard = new Guard([], () => {})
  for (const [url, refused] of [
    ['https://news.example/', false],
    ['https://nas.local/', true],
  ] as const) {
    const answer = guard.admit(new URL(url))
    t.mock.timers.tick(3000)
    assert.equal((await answer) !== null, refused, url)
  }
})

test('what holds for a feed on an allowed host names each host with its port, an IPv6 literal in brackets', () => {
  assert.deepEqual(allowedFor('http://[::1]:8080/feed', ['[::1]', 'feeds.intranet:81']), [
    '[::1]:8080',
    'feeds.intranet:81',
  ])
})
