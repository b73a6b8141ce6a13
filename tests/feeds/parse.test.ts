import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { OPTIONS, PARSERS, read, readWell, rss } from './read.ts'

const GOOD =
  '<item><title>Envoys meet</title><link>https://example.org/1</link><guid isPermaLink="false">n1</guid></item>'
const NEXT = '<item><title>Talks go on</title><link>https://example.org/2</link></item>'
const titles = async (text: string) => (await readWell(text)).items.map(item => item.title)

/** What rss-parser would lose the whole feed or the whole text for. */
const MENDED: readonly (readonly [fault: string, text: string, titles: readonly string[]])[] = [
  ['a bare ampersand', rss(`<item><title>Q & A, R&D</title></item>${NEXT}`), ['Q & A, R&D', 'Talks go on']],
  ['a file that is cut off', rss(GOOD + NEXT).slice(0, -40), ['Envoys meet', 'Talks go on']],
  [
    'a file that is cut off inside a tag',
    rss(`${GOOD}<item><title>Half a ti`).replace(/<\/channel>.*/s, ''),
    ['Envoys meet', 'Half a ti'],
  ],
  ['text before the prolog', `<b>Notice</b>: undefined index\n\n${rss(GOOD)}`, ['Envoys meet']],
  ['text after the end', `${rss(GOOD)}\n<!-- 0.02 s --> bye`, ['Envoys meet']],
  [
    'control characters and references to them',
    rss('<item><title>Envoys\u0003 meet&#0;&#x1F;</title></item>'),
    ['Envoys meet'],
  ],
  ["HTML's entities", rss('<item><title>Caf&eacute;&nbsp;talks&hellip;</title></item>'), ['Café talks…']],
  [
    'a tag that is not closed',
    rss(`<item><title>Envoys meet<link>https://example.org/1</link></item>${NEXT}`),
    ['Envoys meet', 'Talks go on'],
  ],
  ['an item that is not closed', rss(`<item><title>Envoys meet</title>${NEXT}`), ['Envoys meet', 'Talks go on']],
  [
    'a CDATA that is not closed',
    rss(`<item><title><![CDATA[Envoys meet</title></item>${NEXT}`),
    ['Envoys meet', 'Talks go on'],
  ],
  ['an attribute without quotes', rss('<item><title type=html>Envoys meet</title></item>'), ['Envoys meet']],
  [
    'a prefix that nothing declares',
    rss('<item><title>Envoys meet</title><media:x y="1"/><dc:creator>z</dc:creator></item>'),
    ['Envoys meet'],
  ],
  ['markup in a title', rss('<item><title>Envoys <b>meet</b> again</title></item>'), ['Envoys meet again']],
  ['escaped markup in a title', rss('<item><title>Envoys &lt;b&gt;meet&lt;/b&gt;</title></item>'), ['Envoys meet']],
  [
    'RSS without version',
    '<rss><channel><title>t</title><item><title>Envoys meet</title></item></channel></rss>',
    ['Envoys meet'],
  ],
  [
    'RSS in capitals',
    '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>Envoys meet</TITLE></ITEM></CHANNEL></RSS>',
    ['Envoys meet'],
  ],
  ['RSS 0.91', '<rss version="0.91"><channel><item><title>Envoys meet</title></item></channel></rss>', ['Envoys meet']],
  [
    'RSS 1.0 with a prefix of its own',
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel><s:title>t</s:title></s:channel><s:item r:about="https://example.org/1"><s:title>Envoys meet</s:title></s:item></r:RDF>',
    ['Envoys meet'],
  ],
  [
    'Atom with a prefix',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>t</a:title><a:entry><a:title>Envoys meet</a:title></a:entry></a:feed>',
    ['Envoys meet'],
  ],
  [
    'an xhtml title',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Envoys <em>meet</em> &amp; talk</div></title></entry></feed>',
    ['Envoys meet & talk'],
  ],
  [
    'an Atom entry with a bad date and a link without attributes',
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Envoys meet</title><published>soon</published><link>https://example.org/1</link></entry><entry><title>Talks go on</title></entry></feed>',
    ['Envoys meet', 'Talks go on'],
  ],
]
for (const [fault, text, expected] of MENDED) {
  test(`${fault} costs no entry`, async () => assert.deepEqual(await titles(text), expected))
}

test('an entry is read with all that identifies it', async () => {
  const feed = await readWell(
    rss(
      `<item><title>Envoys meet</title><link>/1?a=1&amp;b=2</link><guid>https://example.org/g1</guid><description>&lt;p&gt;In Geneva.&lt;/p&gt;</description>
      <pubDate>Tue, 10 Mar 2026 14:05:00 KST</pubDate><source url="https://example.net/">Example Wire</source><dc:language>ko-KR</dc:language></item>`,
      '<language>en-us</language><ttl>30</ttl><skipHours><hour>0</hour><hour>13</hour></skipHours><skipDays><day>Sunday</day></skipDays><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
    ),
  )
  assert.deepEqual(feed, {
    title: 'Desk',
    language: 'en',
    items: [
      {
        guid: 'https://example.org/g1',
        url: 'https://example.org/1?a=1&b=2',
        originalUrl: null,
        title: 'Envoys meet',
        summary: 'In Geneva.',
        published: Date.UTC(2026, 2, 10, 5, 5),
        language: 'ko',
        source: 'Example Wire',
        sourceUrl: 'https://example.net/',
      },
    ],
    hints: { ttlMs: 1_800_000, skipHours: [0, 13], skipDays: [0], updatePeriodMs: 21_600_000 },
    whole: true,
  })
})

test('where a counted link leads, and who Bing says published it, is read under whatever prefix it is declared', async () => {
  const feed = await readWell(
    `<rss version="2.0" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0" xmlns:N="https://www.bing.com/news/search?q=x&amp;format=rss"><channel><title>Desk</title>
    <item><title>A</title><link>https://feedproxy.example/~r/1</link><fb:origLink>https://example.org/1</fb:origLink><N:Source>Example Wire</N:Source></item></channel></rss>`,
  )
  const [item] = feed.items
  assert.deepEqual(
    [item?.url, item?.originalUrl, item?.source],
    ['https://feedproxy.example/~r/1', 'https://example.org/1', 'Example Wire'],
  )
})

test('whether a document came to its end is known', async () => {
  const whole = async (text: string) => (await readWell(text)).whole
  const entry = '<item><title>Envoys meet</title></item>'
  assert.equal(await whole(rss(entry)), true)
  assert.equal(await whole(`<rss version="2.0"><channel><title>Desk</title>${entry}<item><title>Env`), false)
  const json =
    '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Envoys meet"},{"id":"2","title":"Env'
  assert.equal(await whole(`${json}oys"}]}`), true)
  assert.equal(await whole(`${json}oys"}], "title": "Desk"}`), true)
  assert.equal(await whole(json), false)
  assert.equal(await whole(`${json}oys"}`), false)
})

/** Which of an entry's links is its page. */
const LINKS: readonly (readonly [what: string, entry: string, url: string | null])[] = [
  [
    'the alternate link and not the enclosure',
    '<link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/a"/>',
    'https://example.org/a',
  ],
  ['a link without rel', '<link rel="self" href="/s"/><link href="/a"/>', 'https://example.org/a'],
  ['no page where there is but an enclosure', '<link rel="enclosure" href="/a.mp3"/>', null],
  [
    'HTML before other alternates',
    '<link type="application/pdf" href="/p"/><link type="text/html" href="/a"/>',
    'https://example.org/a',
  ],
  ['relative to xml:base, one inside the other', '<link xml:base="b/" href="a"/>', 'https://example.net/x/b/a'],
  ['http(s) alone', '<link href="javascript:alert(1)"/>', null],
]
for (const [what, links, url] of LINKS) {
  test(`the address of an Atom entry is ${what}`, async () => {
    const base = links.includes('xml:base') ? ' xml:base="https://example.net/x/"' : ''
    const feed = await readWell(
      `<feed xmlns="http://www.w3.org/2005/Atom"${base}><entry><title>t</title>${links}</entry></feed>`,
    )
    assert.equal(feed.items[0]?.url, url)
  })
}

test('the address of an RSS item without link is its guid, where that is a permalink', async () => {
  const url = async (guid: string) => (await readWell(rss(`<item><title>t</title>${guid}</item>`))).items[0]?.url
  assert.equal(await url('<guid>https://example.org/1</guid>'), 'https://example.org/1')
  assert.equal(await url('<guid isPermaLink="false">https://example.org/1</guid>'), null)
})

test('JSON Feed is read, with numbers for ids and null for texts', async () => {
  const feed = await readWell(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Desk',
      items: [
        {
          id: 7,
          url: '/7',
          title: 'Envoys meet',
          content_text: null,
          content_html: '<p>In Geneva</p>',
          date_published: '2026-03-10T05:05:00Z',
        },
        null,
        { id: 'x' },
      ],
    }),
  )
  assert.deepEqual(
    feed.items.map(({ guid, url, title, summary }) => [guid, url, title, summary]),
    [
      ['7', 'https://example.org/7', 'Envoys meet', 'In Geneva'],
      ['x', null, '', ''],
    ],
  )
})

/** What is no feed, and what it is called. */
const NO_FEEDS: readonly (readonly [what: string, text: string, error: RegExp])[] = [
  ['an empty body', '', /^an empty body/],
  ['white space', ' \n ', /^an empty body/],
  [
    'a page',
    '<!doctype html><html><head><title>Desk &amp; news</title><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><p>x</html>',
    /^HTML where a feed was expected, title: "Desk & news"; feed links found: https:\/\/example\.org\/rss$/,
  ],
  [
    'a login page',
    '<html><title>Sign in</title><form><input type="password"></form></html>',
    /\(a login page\), title: "Sign in"; feed links found: none/,
  ],
  [
    'a Cloudflare check',
    '<html><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x"></script></html>',
    /\(a Cloudflare check\)/,
  ],
  [
    'a consent page',
    '<html><title>Before you go on</title><form action="https://consent.google.com/save"></form></html>',
    /\(a consent page\)/,
  ],
  ['JSON that is no feed', '{"error":"not found"}', /^JSON where a feed was expected/],
  ['other XML', '<?xml version="1.0"?><urlset><url/></urlset>', /its root is <urlset>/],
  ['plain text', 'Service Unavailable', /it begins "Service Unavailable"/],
  ['a root and nothing more', '<rss version="2.0"><chan', /breaks off/],
  [
    'a head without entries that breaks off',
    '<rss version="2.0"><channel><title>Desk</title>',
    /breaks off before its first entry/,
  ],
]
for (const [what, text, error] of NO_FEEDS) {
  test(`${what} is a failure with its name`, async () => {
    const reading = await read(text)
    assert.match(reading.ok ? `read: ${reading.feed.items.length} entries` : reading.error, error)
  })
}

test('a whole feed without entries is no failure', async () => assert.deepEqual(await titles(rss('')), []))

test('where the first parser refuses or loses entries, the second is asked', async () => {
  const two = rss(GOOD + NEXT)
  const refuses = { ...PARSERS, first: () => Promise.reject(new Error('no')) }
  const loses = { ...PARSERS, first: async () => ({ feed: {}, entries: [] }) }
  for (const parsers of [refuses, loses]) {
    const reading = await read(two, {}, parsers)
    assert.deepEqual(reading.ok && reading.feed.items.map(item => [item.title, item.url]), [
      ['Envoys meet', 'https://example.org/1'],
      ['Talks go on', 'https://example.org/2'],
    ])
    assert.match(reading.ok ? reading.problems.join() : '', /rss-parser/)
  }
})

test('whatever is put between them, whole entries are read and nothing throws', async () => {
  const junk = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }).map(text => text.replaceAll('<', '')),
    fc.constantFrom('&', '&#0;', '</b>', '<x>', '<media:content>', '</channel>', '<br', '\u0000'),
  )
  await fc.assert(
    fc.asyncProperty(junk, junk, async (before, between) => {
      const read = await titles(rss(`${before}${GOOD}${between}${NEXT}`))
      assert.deepEqual(read, ['Envoys meet', 'Talks go on'])
    }),
  )
})

test('no text makes it throw', async () => {
  const piece = fc.constantFrom(
    '<rss>',
    '<channel>',
    '<item>',
    '<title>',
    '</title>',
    '</item>',
    '<feed>',
    '<entry>',
    '<link href="',
    '">',
    '<![CDATA[',
    ']]>',
    '<!--',
    '&',
    '{"items":[',
    ']}',
    '<?',
    '<html>',
    '<!DOCTYPE ',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 25 }), async parts => {
      assert.equal(
        typeof (await read(parts.join(''), { baseUrl: parts[0] ?? null, timeZone: OPTIONS.timeZone })).ok,
        'boolean',
      )
    }),
  )
})
