import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { absoluteUrl, canonicalUrl, entryUrl, hostOf, siteOf, withoutSession } from '../../src/text/url.ts'

const SAME: readonly (readonly [what: string, one: string, other: string])[] = [
  ['scheme and www. say nothing', 'http://www.example.org/a/1', 'https://example.org/a/1'],
  ['nor does a mobile host', 'https://m.example.org/a/1', 'https://example.org/a/1'],
  ['nor an AMP host or path', 'https://amp.example.org/a/1', 'https://example.org/a/1/amp'],
  ['nor AMP in the file name', 'https://example.org/a/1.amp.html', 'https://example.org/a/1.html'],
  ['nor the AMP cache', 'https://example-org.cdn.ampproject.org/c/s/example.org/a/1', 'https://example.org/a/1'],
  ['nor the AMP viewer', 'https://www.google.com/amp/s/example.org/a/1', 'https://example.org/a/1'],
  [
    'nor where the reader came from',
    'https://example.org/a?id=1&utm_source=rss&fbclid=x',
    'https://example.org/a?id=1',
  ],
  ['nor a value that says so', 'https://example.org/a?input=rss', 'https://example.org/a'],
  ['nor the order of parameters', 'https://example.org/a?b=2&a=1', 'https://example.org/a?a=1&b=2'],
  ['nor a fragment, nor a slash at the end', 'https://example.org/a/#top', 'https://example.org/a'],
  ['nor the case of the host', 'https://EXAMPLE.org/a', 'https://example.org/a'],
]
for (const [what, one, other] of SAME) test(what, () => assert.equal(canonicalUrl(one), canonicalUrl(other)))

test('what tells pages apart stays', () => {
  for (const [one, other] of [
    ['https://example.org/a?id=1', 'https://example.org/a?id=2'],
    ['https://en.example.org/a', 'https://example.org/a'],
    ['https://example.org/A', 'https://example.org/a'],
    ['https://example.org:8080/a', 'https://example.org/a'],
    ['https://example.org/ample/a', 'https://example.org/le/a'],
  ] as const)
    assert.notEqual(canonicalUrl(one), canonicalUrl(other), one)
})

const ABSOLUTE: readonly (readonly [href: string, base: string | null, url: string | null])[] = [
  ['/a/1', 'https://example.org/feed', 'https://example.org/a/1'],
  ['//example.net/a', 'https://example.org/feed', 'https://example.net/a'],
  [' https://example.org/a\n', null, 'https://example.org/a'],
  ['/a/1', null, null],
  ['www.example.org/a', 'https://feeds.example.net/x/', 'https://www.example.org/a'],
  ['www.example.org', null, 'https://www.example.org/'],
  ['www.html', 'https://example.org/', 'https://example.org/www.html'],
  ['www.example/a', 'https://example.org/', 'https://example.org/www.example/a'],
  ['mailto:desk@example.org', 'https://example.org/', null],
  ['javascript:alert(1)', 'https://example.org/', null],
  ['data:text/html,x', null, null],
  ['http://', null, null],
  ['', 'https://example.org/', null],
  ['https://example.org/한국', null, 'https://example.org/%ED%95%9C%EA%B5%AD'],
]
for (const [href, base, url] of ABSOLUTE)
  test(`"${href}" in ${base ?? 'no document'} is ${url ?? 'no address'}`, () =>
    assert.equal(absoluteUrl(href, base), url))

/** Two links of one site, and whether they can be one entry's. */
const ENTRIES: readonly (readonly [one: string, other: string, same: boolean])[] = [
  ['/live#b1', '/live#b2', false],
  ['/app/#/news/1', '/app/#/news/2', false],
  ['/view?ref=1', '/view?ref=2', false],
  ['/?ref=1', '/?ref=2', false],
  ['/news/article.php?spm=1', '/news/article.php?spm=2', false],
  ['/view?id=1&ref=1', '/view?id=1&ref=2', true],
  ['/2026/03/envoys-meet-again?ref=home', '/2026/03/envoys-meet-again?ref=rss', true],
  ['/reports/17?cmp=x', '/reports/17', true],
  ['/reports/17#xtor=RSS-1', '/reports/17#comments', true],
  ['/live?utm_source=a', '/live?utm_source=b', true],
  ['/reports/17;jsessionid=A1?sid=5', '/reports/17;jsessionid=B2?sid=6', true],
  ['/reports/17?side=a', '/reports/17?side=b', false],
]
for (const [one, other, same] of ENTRIES)
  test(`${one} and ${other} ${same ? 'are' : 'are not'} one entry’s`, () => {
    const [a, b] = [one, other].map(path => entryUrl(`https://news.example${path}`))
    assert.equal(a === b, same, `${a} ${b}`)
  })

test('a session is no part of an address, and what is no address stays as it is', () => {
  assert.equal(withoutSession('https://news.example/a;jsessionid=1?PHPSESSID=2&b=3'), 'https://news.example/a?b=3')
  assert.equal(withoutSession('https://news.example/sessions/1'), 'https://news.example/sessions/1')
  assert.equal(withoutSession('no address sid=1'), 'no address sid=1')
  assert.equal(entryUrl(' no address '), 'no address')
})

test('the host of an outlet is told without www., its site without what stands before it', () => {
  assert.equal(hostOf('https://www.en.wire.co.kr/1'), 'en.wire.co.kr')
  assert.equal(hostOf('none'), '')
  assert.deepEqual(['en.wire.co.kr', 'news.paper.com', 'paper.com', 'a.io', 'localhost'].map(siteOf), [
    'wire.co.kr',
    'paper.com',
    'paper.com',
    'a.io',
    'localhost',
  ])
})

test('a canonical address is that of itself', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), address => {
      fc.pre(!/google|ampproject|amp|m\.|www|mobile|%/i.test(address))
      const once = canonicalUrl(address)
      assert.equal(canonicalUrl(`https://${once}`), once)
    }),
  )
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (address, base) => {
      assert.equal(typeof canonicalUrl(address), 'string')
      const url = absoluteUrl(address, base)
      assert.ok(url === null || /^https?:/.test(url))
    }),
  )
})
