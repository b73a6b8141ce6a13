import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itemsOf } from '../../src/feeds/entries-to-items.ts'
import type { Feed } from '../../src/feeds/feed.ts'
import type { ParsedItem } from '../../src/feeds/parsed-feed.ts'

const NOW = Date.UTC(2026, 2, 10, 6)
const FEED: Feed = {
  id: 'desk',
  name: 'The Desk',
  url: 'https://example.org/feed',
  homepage: null,
  language: 'en',
  country: 'KR',
  kind: 'wire',
  affiliation: null,
  timeZone: 'Asia/Seoul',
  headers: {},
  intervalMs: null,
  articles: true,
  enabled: true,
}
const ENTRY: ParsedItem = {
  guid: 'n1',
  url: 'https://example.org/1',
  originalUrl: null,
  title: 'Envoys of both sides meet',
  summary: 'In Geneva.',
  published: NOW - 60_000,
  language: null,
  source: null,
  sourceUrl: null,
}

const itemsFrom = (entries: readonly Partial<ParsedItem>[], feed: Partial<Feed> = {}) =>
  itemsOf(
    {
      title: 'Desk',
      language: null,
      items: entries.map(entry => ({ ...ENTRY, ...entry })),
      hints: { ttlMs: null, updatePeriodMs: null, skipHours: [], skipDays: [] },
      whole: true,
    },
    { ...FEED, ...feed },
    NOW,
  )
const one = (entry: Partial<ParsedItem>, feed: Partial<Feed> = {}) => {
  const [item] = itemsFrom([entry], feed)
  assert.ok(item)
  return item
}
const shares = (a: Partial<ParsedItem>, b: Partial<ParsedItem>, feed: Partial<Feed> = {}) => {
  const keys = new Set(one(a, feed).keys)
  return one(b, feed).keys.some(key => keys.has(key))
}

test('an edit keeps the identity: of the guid, else of the address, else of the title', () => {
  assert.equal(one({}).id, one({ title: 'Corrected', url: 'https://example.org/2', summary: 'x', published: null }).id)
  assert.ok(shares({ guid: 'a' }, { guid: 'b', title: 'A wholly different corrected title' }))
  assert.ok(shares({ guid: 'a', url: 'https://example.org/7' }, { guid: 'b' }))
})

test('one page under several addresses is one item', () => {
  assert.ok(
    shares(
      { guid: null },
      { guid: null, url: 'http://m.example.org/1?utm_source=rss', title: 'Another title of it altogether' },
    ),
  )
})

test('other entries share no key', () => {
  assert.ok(!shares({}, { guid: 'n2', url: 'https://example.org/2', title: 'Envoys of one side leave' }))
})

test('a title that says too little, or that many entries carry, identifies none of them', () => {
  const short = { guid: 'n2', url: 'https://example.org/2', title: 'Photo news' }
  assert.ok(!shares({ ...short, guid: 'n3', url: 'https://example.org/3' }, short))
  const rubric = [1, 2, 3].map(n => ({
    guid: `g${n}`,
    url: `https://example.org/${n}`,
    title: 'News of the day in brief',
  }))
  assert.equal(new Set(itemsFrom(rubric).flatMap(item => item.keys)).size, 6)
})

test('a guid or an address that different entries of one feed carry identifies none of them', () => {
  const items = itemsFrom([
    { guid: 'same', url: 'https://example.org/live', title: 'The first report of the day' },
    { guid: 'same', url: 'https://example.org/live', title: 'The second report of the day' },
    { guid: 'other', url: 'https://example.org/', title: 'The third report of the day' },
  ])
  assert.equal(new Set(items.map(item => item.id)).size, 3)
  const keys = items.flatMap(item => item.keys)
  assert.equal(new Set(keys).size, keys.length)
})

test('the same title of another outlet is another report', () => {
  assert.ok(!shares({ guid: 'a', url: 'https://example.org/1' }, { guid: 'b', url: 'https://example.net/1' }))
})

test('an entry with nothing but a text still has an identity and a title', () => {
  const item = one({ guid: null, url: null, title: '', summary: 'Envoys meet in Geneva on Tuesday.' })
  assert.ok(item.keys.length > 0)
  assert.equal(item.title, 'Envoys meet in Geneva on Tuesday.')
  assert.ok(one({ guid: null, url: null, title: '', summary: '' }).keys.length > 0)
})

/** What the feed says of the time, and what is believed. */
const DATES: readonly (readonly [what: string, published: number | null, believed: number | null])[] = [
  ['a date of today is believed', NOW - 3_600_000, NOW - 3_600_000],
  ['a clock that is a little fast is too', NOW + 600_000, NOW + 600_000],
  ['tomorrow is not', NOW + 86_400_000, null],
  ['nor is 1970', 0, null],
  ['no date stays none', null, null],
]
for (const [what, published, believed] of DATES)
  test(what, () => assert.equal(one({ published }).publishedAt, believed))

test("an aggregator's item is the outlet's that it names, and its title has no tail", () => {
  const item = one({ title: 'Envoys meet - Example Wire', source: 'Example Wire' }, { kind: 'aggregator' })
  assert.equal(item.outlet, 'Example Wire')
  assert.equal(item.title, 'Envoys meet')
  assert.equal(one({ source: 'Example Wire' }).outlet, 'The Desk')
})

test('the address of an item is where its link leads, also behind a redirect, and the outlet the host of that where none is named', () => {
  const behind = one({ url: 'https://feedproxy.example/~r/1', originalUrl: 'https://example.net/1' })
  assert.equal(behind.url, 'https://example.net/1')
  const alert = one(
    { url: 'https://www.google.com/url?url=https://www.wire.example/1', title: 'Envoys meet in Geneva - Wire' },
    { kind: 'aggregator' },
  )
  assert.deepEqual(
    [alert.url, alert.outlet, alert.title],
    ['https://www.wire.example/1', 'Wire', 'Envoys meet in Geneva'],
  )
})
