import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { absoluteUrl, canonicalUrl } from '../../src/text/url.ts'

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
