import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diagnose } from '../../src/feeds/schedule/health.ts'
import { concealedState, revealedState } from '../../src/feeds/schedule/kept-state.ts'
import { addressOf, holds } from '../../src/feeds/schedule/poll-state.ts'
import { concealed, linkWithoutSecrets, redacted, revealed, secretsOf } from '../../src/feeds/secrets.ts'
import { shownUrl } from '../../src/text/shown-url.ts'
import { makePollState } from '../fakes/records.ts'

const SECRET = 'canary-5f2a9c'
const feed = (url: string, secret = false) => ({ id: 'feed', name: 'Wire', url, headers: {}, secret })
const KEYED = feed(`https://feeds.example/rss?lang=en&key=${SECRET}`)

test('an address is shown without the values of its query, one that is a secret by its host alone', () => {
  assert.equal(shownUrl(KEYED.url), 'https://feeds.example/rss?lang=…&key=…')
  assert.equal(shownUrl('https://feeds.example/rss'), 'https://feeds.example/rss')
  assert.equal(shownUrl('https://user:pw@feeds.example:8443/a?b'), 'https://feeds.example:8443/a?…')
  assert.equal(shownUrl(`https://feeds.example/${SECRET}/rss`, true), 'https://feeds.example/…')
  assert.equal(shownUrl(SECRET), 'an address that is none')
})

const NAMES = [
  'key',
  'token',
  'sig',
  'signature',
  'apikey',
  'api_key',
  'api-key',
  'access_token',
  'auth',
  'password',
  'passwd',
  'X-Amz-Signature',
  'client_secret',
  'sessionid',
  'KEY',
]
for (const name of NAMES) {
  test(`what stands under "${name}" is kept in feeds.yaml and nowhere else`, () => {
    const own = feed(`https://feeds.example/rss?page=1&${name}=${SECRET}`)
    const kept = concealed(own.url, own)
    assert.ok(!kept.includes(SECRET))
    assert.ok(kept.startsWith(`https://feeds.example/rss?page=1&${name}=…`))
    assert.equal(revealed(kept, own), own.url)
    assert.ok(secretsOf(own).includes(SECRET))
  })
}

test('other parts of a query are kept as they are', () => {
  const url = 'https://feeds.example/rss?page=1&keyword=summit&monkeys=2&lang=en'
  assert.equal(concealed(url, feed(url)), url)
})

test('a feed that is moved with its key along is asked where it has moved to, and the key is not stored', () => {
  const to = `https://new.example/rss?key=${SECRET}`
  const state = { ...makePollState('feed', 0), configuredUrl: KEYED.url, movedUrl: to, moving: { url: to, polls: 2 } }
  const kept = concealedState(state, KEYED)
  assert.ok(!JSON.stringify(kept).includes(SECRET), JSON.stringify(kept))
  assert.ok(holds(kept, KEYED))
  const known = revealedState(JSON.parse(JSON.stringify(kept)), KEYED)
  assert.equal(addressOf(KEYED, known), to)
  assert.deepEqual(known.moving, { url: to, polls: 2 })
})

test('a move to an address with a secret that is not the feed’s own is not kept: it is followed anew at each poll', () => {
  const to = 'https://new.example/rss?sig=of-someone-else-77'
  const kept = concealedState({ ...makePollState('feed', 0), configuredUrl: KEYED.url, movedUrl: to }, KEYED)
  assert.equal(kept.movedUrl, null)
  assert.ok(!JSON.stringify(kept).includes('someone-else'))
})

test('a new key in feeds.yaml is a new address: what was learned with the old one is void', () => {
  const kept = concealedState({ ...makePollState('feed', 0), configuredUrl: KEYED.url }, KEYED)
  assert.ok(!holds(kept, feed('https://feeds.example/rss?lang=en&key=another')))
})

test('of an address that is a secret as a whole, its host is kept', () => {
  const own = feed(`https://feeds.example/${SECRET}/rss`, true)
  const state = { ...makePollState('feed', 0), configuredUrl: own.url, movedUrl: own.url.replace('feeds.', 'new.') }
  const kept = concealedState(state, own)
  assert.ok(!JSON.stringify(kept).includes(SECRET))
  assert.ok(holds(kept, own))
  assert.equal(addressOf(own, revealedState(kept, own)), `https://new.example/${SECRET}/rss`)
})

test('the notice of a move shows no key', () => {
  const before = { ...makePollState('feed', 0), configuredUrl: KEYED.url }
  const { notices } = diagnose(KEYED, before, { ...before, movedUrl: `https://new.example/rss?key=${SECRET}` }, 0)
  assert.equal(notices.length, 1)
  assert.match(notices[0]?.what ?? '', /has moved to https:\/\/new\.example\/rss\?key=… for good/)
})

test('an entry’s link loses the feed’s key; other links stay as they are', () => {
  const link = (query: string) => linkWithoutSecrets(`https://feeds.example/a${query}`, KEYED)
  assert.equal(link(`?id=7&key=${SECRET}`), 'https://feeds.example/a?id=7')
  assert.equal(link(`?key=${SECRET}&id=7#top`), 'https://feeds.example/a?id=7#top')
  assert.equal(link(`?key=${SECRET}`), 'https://feeds.example/a')
  assert.equal(link('?key=7&id=7'), 'https://feeds.example/a?key=7&id=7')
  assert.equal(link(`/${SECRET}/b`), null)
})

test('what a header lets in with is a secret, its kind of language is none', () => {
  const headers = { Authorization: `Bearer ${SECRET}`, 'Accept-Language': 'ko-KR, en-US', 'X-Api-Key': 'short' }
  const secrets = secretsOf({ ...feed('https://feeds.example/rss'), headers })
  assert.deepEqual(secrets, [`Bearer ${SECRET}`, SECRET])
  assert.equal(redacted(`answered 403: ${SECRET} is no key`, secrets), 'answered 403: … is no key')
})

test('whatever the query, what is concealed comes back, and no secret value is in between', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9._~%+-]{1,20}$/)
  const query = fc.array(fc.tuple(fc.constantFrom('key', 'token', 'lang', 'q', 'page'), word), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(query, fc.boolean(), (pairs, secret) => {
      const own = feed(`https://feeds.example/rss?${pairs.map(pair => pair.join('=')).join('&')}`, secret)
      const kept = concealed(own.url, own)
      assert.equal(revealed(kept, own), own.url)
      for (const [name, value] of pairs)
        if (secret || name === 'key' || name === 'token') assert.ok(!kept.includes(`${name}=${value}`))
    }),
  )
})
