import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itemsOf } from '../../src/feeds/entries-to-items.ts'
import { commonHosts, Homes } from '../../src/feeds/homes.ts'
import type { ParsedItem } from '../../src/feeds/parsed-feed.ts'
import { makeFeed, parsed } from './reader.ts'

const GATHERER = makeFeed({ id: 'g', name: 'Gatherer', kind: 'aggregator', url: 'https://gatherer.example/feed' })
const FEEDS = [
  makeFeed({ id: 'wire', name: 'Example Wire', url: 'https://en.wire.co.kr/rss', homepage: 'https://en.wire.co.kr/' }),
  makeFeed({ id: 'wire-ko', name: '예시통신', url: 'https://www.wire.co.kr/rss', language: 'ko' }),
  makeFeed({ id: 'paper', name: 'The Paper', url: 'http://127.0.0.1:8080/paper' }),
  makeFeed({ id: 'radio', name: 'Radio', url: 'https://feeds.feedburner.com/radio' }),
  GATHERER,
]

function outletOf(entry: Partial<ParsedItem>, learn: readonly (readonly [string, readonly string[]])[] = []) {
  const homes = new Homes(FEEDS, new Map(learn))
  const [written] = parsed([{ title: 'Envoys of both sides meet in Geneva' }]).items
  assert.ok(written)
  const [item] = itemsOf({ ...parsed([]), items: [{ ...written, ...entry }] }, GATHERER, 0)
  assert.ok(item)
  return homes.place(item)
}

/** What an aggregator's entry says of its publisher, and the outlet that it is. */
const ENTRIES: readonly (readonly [what: string, entry: Partial<ParsedItem>, outlet: string])[] = [
  [
    'the source’s host is a feed’s',
    { source: 'Example Wire News Agency', sourceUrl: 'https://en.wire.co.kr' },
    'Example Wire',
  ],
  ['its site is a feed’s', { source: 'Wire', sourceUrl: 'https://sports.wire.co.kr' }, 'Example Wire'],
  ['the feed of that very host goes first', { source: 'Wire', sourceUrl: 'https://www.wire.co.kr' }, '예시통신'],
  ['the source’s name is a feed’s', { source: 'Paper' }, 'The Paper'],
  ['with what agencies have behind theirs', { source: 'Example Wire News Agency' }, 'Example Wire'],
  ['the entry’s address is at a feed’s host', { url: 'https://en.wire.co.kr/1' }, 'Example Wire'],
  ['the title ends with a feed’s name', { title: 'Envoys of both sides meet in Geneva - Radio' }, 'Radio'],
  [
    'a source that no feed is of keeps its name',
    { source: 'Other News', sourceUrl: 'https://other.example' },
    'Other News',
  ],
  ['a name that goes on is another', { source: 'Radio Free Elsewhere' }, 'Radio Free Elsewhere'],
  ['a host that no feed is of is the outlet', { url: 'https://www.other.example/1' }, 'other.example'],
  [
    'unless the title ends with its name',
    { url: 'https://www.other.example/1', title: 'Envoys of both sides meet - Other' },
    'Other',
  ],
  ['the gatherer’s own pages are its own', { url: 'https://gatherer.example/r/1' }, 'Gatherer'],
]
for (const [what, entry, outlet] of ENTRIES) test(what, () => assert.equal(outletOf(entry).outlet, outlet))

test('where a feed’s entries lead to is its home; a host that two outlets lead to is no one’s', () => {
  const entry = { url: 'https://www.paper.example/1' }
  assert.equal(outletOf(entry, [['paper', ['paper.example']]]).outlet, 'The Paper')
  const both = [
    ['paper', ['paper.example']],
    ['radio', ['paper.example']],
  ] as const
  assert.equal(outletOf(entry, both).outlet, 'paper.example')
  assert.equal(outletOf({ url: 'https://en.wire.co.kr/1' }, [['paper', ['en.wire.co.kr']]]).outlet, 'Example Wire')
  assert.equal(outletOf(entry, [['unknown', ['paper.example']]]).outlet, 'paper.example')
})

test('a title loses the name of its outlet, and an outlet’s own item stays as it is', () => {
  assert.equal(
    outletOf({ title: 'Envoys of both sides meet in Geneva - Radio' }).title,
    'Envoys of both sides meet in Geneva',
  )
  const [own] = itemsOf(parsed([{ title: 'Envoys meet - Radio' }]), makeFeed(), 0)
  assert.ok(own)
  assert.equal(new Homes(FEEDS, new Map()).place(own), own)
  const { names: _, ...old } = own
  assert.equal(new Homes(FEEDS, new Map()).place(old), old)
})

test('an item that leads to another outlet than its own keeps its name, and is looked up there as well', () => {
  const homes = new Homes(FEEDS, new Map([['radio', ['radio.example']]]))
  const through = (feed: string, url: string) => {
    const of = FEEDS.find(one => one.id === feed)
    assert.ok(of)
    const [item] = itemsOf(parsed([{ url, title: 'Envoys of both sides meet in Geneva' }]), of, 0)
    assert.ok(item)
    assert.equal(homes.place(item).outlet, of.name)
    return homes.place(item).names?.through?.outlet ?? null
  }
  assert.equal(through('paper', 'https://en.wire.co.kr/1'), 'outlet example wire')
  assert.equal(through('paper', 'https://radio.example/1'), 'outlet radio')
  assert.equal(through('radio', 'https://radio.example/1'), null, 'its own')
  assert.equal(through('wire-ko', 'https://en.wire.co.kr/1'), null, 'of the same house')
  assert.equal(through('paper', 'https://unknown.example/1'), null)
  const [unknown] = itemsOf(parsed([{ title: 'Envoys meet' }]), makeFeed({ id: 'removed' }), 0)
  assert.ok(unknown)
  assert.equal(homes.place(unknown), unknown)
})

test('hosts that a quarter of the entries lead to are remembered, three at most', () => {
  const items = ['a', 'a', 'a', 'b', 'b', 'c', 'c', 'd'].map(host => `${host}.example`)
  assert.deepEqual(commonHosts(items), ['a.example', 'b.example', 'c.example'])
  assert.deepEqual(commonHosts(['']), [])
})
