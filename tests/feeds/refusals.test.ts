import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { readFeed } from '../../src/feeds/parse/parse.ts'
import { OPTIONS, PARSERS, read, readWell, rss } from './read.ts'

/** Texts that are no feed, though words of feeds stand in some. */
const NO_FEEDS: readonly (readonly [what: string, text: string, name: RegExp])[] = [
  [
    'OPML',
    '<opml version="2.0"><head><title>Lists</title></head><body><outline text="a" xmlUrl="https://example.org/f"/></body></opml>',
    /XML .*<opml>/,
  ],
  [
    'a sitemap',
    '<?xml version="1.0"?><!-- made --><sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>',
    /XML .*<sitemapindex>/,
  ],
  ['a picture', '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>', /XML .*<svg>/],
  ['a message of SOAP', '<soap:Envelope xmlns:soap="x"><soap:Body/></soap:Envelope>', /XML .*<soap:Envelope>/],
  [
    'a service document',
    '<service xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom"><workspace><atom:title>x</atom:title></workspace></service>',
    /XML .*<service>/,
  ],
  ['a page with an element of its own', '<html><body><feed>x</feed></body></html>', /^HTML/],
  ['a page with items', '<html><body><article><item><title>x</title></item></article></body></html>', /^HTML/],
  [
    'a page that shows a feed',
    '<!doctype html><html><head><title>How feeds are written</title></head><body><pre><rss version="2.0"><channel><title>Sample</title><item><title>x</title></item></channel></rss></pre></body></html>',
    /^HTML .*How feeds are written/,
  ],
  [
    'XHTML',
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p/></body></html>',
    /^HTML/,
  ],
  [
    'a page with a form of consent',
    '<div><form action="/consent"><h1>Before you go on</h1></form></div>',
    /^HTML .*consent/,
  ],
  ['a list of JSON', '[1,2]', /^JSON/],
  ['a JSON Feed without items', '{"version":"https://jsonfeed.org/version/1","title":"Desk"}', /^JSON/],
  ['JSON that breaks off', '{"error": "not fou', /^JSON/],
]
for (const [what, text, name] of NO_FEEDS) {
  test(`${what} is refused by its name`, async () => {
    const reading = await read(text)
    assert.match(reading.ok ? `read, ${reading.feed.items.length} entries` : reading.error, name)
  })
}

test('bytes that are no text are refused', async () => {
  const bodies = [
    gzipSync(rss('<item><title>A</title></item>')),
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    Buffer.alloc(50),
    Buffer.from('%PDF-1.7 1 0 obj'),
  ]
  for (const bytes of bodies) {
    const reading = await readFeed(new Uint8Array(bytes), OPTIONS, PARSERS)
    assert.equal(reading.ok, false)
  }
})

const ENTRIES = Array.from({ length: 6 }, (_, index) => ({
  title: `Report ${index} & more`,
  url: `https://example.org/${index}`,
}))
const WHOLE: readonly (readonly [what: string, text: string])[] = [
  [
    'RSS',
    rss(
      ENTRIES.map(
        ({ title, url }) =>
          `<item><title><![CDATA[${title}]]></title><link>${url}</link><description>x</description></item>`,
      ).join('\n'),
    ),
  ],
  [
    'Atom',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>${ENTRIES.map(({ title, url }) => `<entry><title type="html">${title.replace('&', '&amp;amp;')}</title><link href="${url}"/><content type="xhtml"><div>x <b>y</b></div></content></entry>`).join('')}</feed>`,
  ],
  [
    'JSON Feed',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Desk',
      items: ENTRIES.map(({ title, url }, id) => ({ id: String(id), url, title, content_text: 'x, "y" [z]' })),
    }),
  ],
]
for (const [what, text] of WHOLE) {
  test(`${what} that breaks off anywhere keeps the entries that came whole`, async () => {
    const ends = [...text.matchAll(/<\/item>|<\/entry>|(?<=[^\]])\}(?=[,\]])/g)].map(
      match => match.index + match[0].length,
    )
    assert.equal(ends.length, ENTRIES.length)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: ends[0] ?? 0, max: text.length }), async length => {
        const cut = ends.filter(end => end <= length).length
        const { items } = await readWell(text.slice(0, length))
        assert.deepEqual(
          items.slice(0, cut).map(({ title, url }) => ({ title, url })),
          ENTRIES.slice(0, cut),
        )
        assert.ok(items.length <= cut + 1)
      }),
    )
  })
}

test('of a feed that is an archive the newest 5,000 entries are read, and it is said', async () => {
  const many = Array.from({ length: 6000 }, (_, index) => {
    const date = new Date(Date.UTC(2020, 0, 1) + index * 3_600_000).toUTCString()
    return `<item><title>Report ${index}</title><pubDate>${date}</pubDate></item>`
  })
  const reading = await read(rss(many.join('')))
  assert.ok(reading.ok)
  assert.equal(reading.feed.items.length, 5000)
  assert.deepEqual([reading.feed.items[0]?.title, reading.feed.items.at(-1)?.title], ['Report 1000', 'Report 5999'])
  assert.match(reading.problems.join(), /6000 entries, the newest 5000/)
})

test('so it is of a feed in JSON, whose undated entries count as new', async () => {
  const items = Array.from({ length: 6000 }, (_, index) => ({
    id: `${index}`,
    title: `Report ${index}`,
    ...(index === 0 ? {} : { date_published: new Date(Date.UTC(2020, 0, 1) + index * 3_600_000).toISOString() }),
  }))
  const reading = await read(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'x', items }))
  assert.ok(reading.ok)
  assert.equal(reading.feed.items.length, 5000)
  const titles = reading.feed.items.map(item => item.title)
  assert.deepEqual([titles[0], titles[1], titles.at(-1)], ['Report 0', 'Report 1001', 'Report 5999'])
  assert.match(reading.problems.join(), /6000 entries, the newest 5000/)
})

test('of entries that together are longer than a feed may be, as short links under a very long address make them, the newest are read', async () => {
  const dates = ['Tue, 10 Mar 2026 00:00:00 GMT', 'Wed, 11 Mar 2026 00:00:00 GMT', 'Mon, 09 Mar 2026 00:00:00 GMT']
  const entries = Array.from({ length: 3000 }, (_, index) => {
    return `<item><title>Report ${index}</title><link>?${index}</link><pubDate>${dates[index % 3]}</pubDate></item>`
  })
  const reading = await read(rss(entries.join('')), { baseUrl: `https://example.org/${'x'.repeat(4000)}` })
  assert.ok(reading.ok)
  const { items } = reading.feed
  assert.ok(items.length > 1900 && items.length < 2000, `${items.length} entries`)
  // All of the newest day, of the day before those that stand first, none of the oldest.
  const numbers = items.map(item => Number(item.title.slice(7)))
  assert.equal(numbers.filter(number => number % 3 === 1).length, 1000)
  assert.equal(numbers.filter(number => number % 3 === 2).length, 0)
  assert.match(reading.problems.join(), /3000 entries, the newest 19\d\d were read/)
})
