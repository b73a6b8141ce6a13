import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readFeeds } from '../../src/config/files/feeds-file.ts'
import { feedAddress, idFromUrl, markedId } from '../../src/feeds/defaults.ts'
import { itemsOf } from '../../src/feeds/entries-to-items.ts'
import { Homes } from '../../src/feeds/homes.ts'
import type { ParsedFeed } from '../../src/feeds/parsed-feed.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

const only = (url: string, more = '') => readFeeds('feeds.yaml', `feeds:\n  - url: "${url}"\n${more}`)
const feedAt = (url: string) => only(url).feeds[0] ?? assert.fail('no feed')

test('of a feed only its address is required, the rest has defaults', () => {
  const { feeds, problems } = only('https://www.daily.example/rss/world.xml')
  assert.deepEqual(problems, [])
  assert.deepEqual(feeds, [
    {
      id: 'daily-example-rss-world',
      name: 'daily.example',
      nameFromFeed: true,
      url: 'https://www.daily.example/rss/world.xml',
      homepage: 'https://www.daily.example/',
      language: '',
      country: null,
      kind: 'newspaper',
      affiliation: null,
      timeZone: 'UTC',
      headers: {},
      secret: false,
      intervalMs: null,
      articles: true,
      enabled: true,
    },
  ])
})

const hosts: readonly (readonly [string, string | null, string, string])[] = [
  ['https://news.example.kr/rss', 'KR', 'newspaper', 'Asia/Seoul'],
  ['https://www.ministry.go.jp/rss.xml', 'JP', 'government', 'Asia/Tokyo'],
  ['https://paper.example.co.uk/feed', 'GB', 'newspaper', 'Europe/London'],
  ['https://paper.example.cn/feed', 'CN', 'newspaper', 'Asia/Shanghai'],
  ['https://department.gov/feed', 'US', 'government', 'UTC'],
  ['https://agency.example.kp/feed', 'KP', 'state-media', 'Asia/Pyongyang'],
  ['https://station.example.tv/feed', null, 'newspaper', 'UTC'],
  ['https://news.google.com/rss/search?q=talks', null, 'aggregator', 'UTC'],
  ['https://10.0.0.1/feed', null, 'newspaper', 'UTC'],
]
for (const [url, country, kind, timeZone] of hosts)
  test(`${url} tells country ${country}, kind ${kind}, zone ${timeZone}`, () => {
    const feed = feedAt(url)
    assert.deepEqual([feed.country, feed.kind, feed.timeZone], [country, kind, timeZone])
  })

const ids: readonly (readonly [string, RegExp])[] = [
  ['https://en.daily.example/RSS/nk.xml', /^en-daily-example-rss-nk-[a-z2-9]{5}$/],
  ['https://daily.example/', /^daily-example$/],
  ['http://www2.daily.example/a/b.rss', /^daily-example-a-b$/],
  ['https://daily.example/feed?cat=1', /^daily-example-feed-[a-z2-9]{5}$/],
  ['https://daily.example:8443/feed', /^daily-example-feed-[a-z2-9]{5}$/],
  [`https://daily.example/${'word-'.repeat(30)}`, /^daily-example-(?:word-)+[a-z2-9]{5}$/],
  ['https://신문.example/소식', /^xn-[a-z0-9-]+-example-[a-z2-9]{5}$/],
]
for (const [url, id] of ids) test(`the id of ${url.slice(0, 60)} is readable`, () => assert.match(idFromUrl(url), id))

test('the path of a secret address does not stand in the id', () => {
  assert.match(idFromUrl('https://daily.example/abcdefgh12345678/feed', true), /^daily-example-[a-z2-9]{5}$/)
})

test('every id that an address makes is one that feeds.yaml takes', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.boolean(), (url, secret) => {
      for (const id of [idFromUrl(url, secret), markedId(idFromUrl(url, secret), url)])
        assert.match(id, /^[a-z0-9][a-z0-9-]{0,63}$/)
    }),
  )
})

test('addresses that differ in their words or their query have different ids', () => {
  const urls = ['/a', '/b', '/a?x=1', '/a?x=2', '/A', '/a/b', '/feed.php?id=1'].map(path => `https://d.example${path}`)
  assert.equal(new Set(urls.map(url => idFromUrl(url))).size, urls.length)
})

const repeated: readonly (readonly [string, string, RegExp])[] = [
  [
    'two addresses that make one id',
    'https://d.example/a-b',
    /:3:5 its address makes the id "d-example-a-b", which another feed has, first on line 2 – write an id: of its own/,
  ],
  [
    'one address twice',
    'https://d.example/a/b',
    /:3:10 url "https:\/\/d\.example\/a\/b" occurs twice, first on line 2 – remove one/,
  ],
]
for (const [what, url, problem] of repeated)
  test(`${what} is one problem`, () => {
    const { problems } = only('https://d.example/a/b', `  - url: ${url}\n`)
    assert.equal(problems.length, 1)
    assert.match(renderProblem(problems[0] ?? assert.fail()), problem)
  })

const parsed = (title: string, language: string | null, ...titles: readonly string[]): ParsedFeed => ({
  title,
  language,
  whole: true,
  hints: { ttlMs: null, skipHours: [], skipDays: [], updatePeriodMs: null },
  items: titles.map((one, index) => ({
    guid: `${index}`,
    url: `https://daily.example/news/${index}`,
    originalUrl: null,
    title: one,
    summary: '',
    published: null,
    language: null,
    source: null,
    sourceUrl: null,
  })),
})

test('entries of a feed without a name stand under its own title, and under its host where it has none', () => {
  const feed = feedAt('https://daily.example/rss')
  const outlets = (title: string) =>
    itemsOf(parsed(title, null, 'Envoys meet in Geneva'), feed, 0).map(one => one.outlet)
  assert.deepEqual(outlets('Example Daily'), ['Example Daily'])
  assert.deepEqual(outlets(''), ['daily.example'])
})

test('a feed that changes its title knows its entries still', () => {
  const feed = feedAt('https://daily.example/rss')
  const names = (title: string) => itemsOf(parsed(title, null, 'Envoys meet in Geneva'), feed, 0).map(one => one.names)
  assert.deepEqual(names('Example Daily'), names('Example Daily – 3 new'))
})

test('an aggregator’s entry of an outlet without a name stands under the title that its feed was read with', () => {
  const home = feedAt('https://daily.example/rss')
  const through = feedAt('https://news.google.com/rss/search?q=talks')
  const homes = new Homes([home, through], new Map(), new Map([[home.id, 'Example Daily']]))
  const [own] = itemsOf(parsed('Example Daily', null, 'Envoys meet in Geneva again'), home, 0)
  const [item] = itemsOf(parsed('Search', null, 'Envoys meet in Geneva again'), through, 0)
  const placed = homes.place(item ?? assert.fail())
  assert.equal(placed.outlet, 'Example Daily')
  assert.equal(placed.names?.through?.outlet, own?.names?.scope)
})

const languages: readonly (readonly [string, string | null, string])[] = [
  ['Envoys meet in Geneva', null, 'en'],
  ['Les envoyés se réunissent à Genève', 'fr', 'fr'],
  ['제네바에서 특사 회동', 'en', 'ko'],
  ['米朝首脳会談', 'ja', 'ja'],
  ['朝美代表会面', 'en', 'zh'],
  ['Envoys meet in Geneva', 'ko', 'en'],
  ['2026', 'de', 'de'],
]
for (const [title, label, language] of languages)
  test(`"${title}" in a feed that says ${label} is ${language}`, () => {
    const feed = feedAt('https://daily.example/rss')
    assert.equal(itemsOf(parsed('Daily', label, title), feed, 0)[0]?.language, language)
  })

test('a slash, "www", the scheme and a fragment make no other address; a query and a path do', () => {
  const same = ['https://www.d.example/feed/', 'http://d.example/feed', 'https://d.example/feed#x']
  assert.deepEqual(new Set(same.map(feedAddress)), new Set(['d.example/feed']))
  const other = ['https://d.example/feed?a=1', 'https://d.example/feed2', 'https://d.example:81/feed']
  assert.equal(new Set(other.map(feedAddress)).size, 3)
})

test('the shipped feeds say all that would be guessed', () => {
  const text = readFileSync(join(import.meta.dirname, '../../config/feeds.yaml'), 'utf8')
  const { feeds, problems } = readFeeds('feeds.yaml', text)
  assert.deepEqual(problems, [])
  assert.deepEqual(
    feeds.filter(feed => feed.nameFromFeed === true || feed.language === '').map(feed => feed.id),
    [],
  )
})
