/** Feeds of our own, one for each thing that a cut may stumble over: what stands beside the entries, in them and between them. */
const rss = (items: string, channel = '', root = '') =>
  `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"${root}><channel><title>Desk</title><link>https://desk.example/</link><description>News</description>${channel}${items}</channel></rss>`
const item = (name: string, more = '') =>
  `<item><title>Envoys of both sides meet again over ${name}</title><link>https://desk.example/${name}</link><guid isPermaLink="false">desk-${name}</guid><pubDate>Tue, 10 Mar 2026 08:00:00 GMT</pubDate>${more}</item>`
const items = (more = '') => ['barley', 'ferries', 'railways', 'timber'].map(name => item(name, more)).join('\n  ')
const ATOM = 'http://www.w3.org/2005/Atom'
const entry = (name: string, more = '') =>
  `<entry><id>tag:desk.example,2026:${name}</id><title>Envoys of both sides meet again over ${name}</title><link href="/${name}"/><updated>2026-03-10T08:00:00Z</updated>${more}</entry>`

/** By a sentence part that says what is odd. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  'of plain items': rss(items()),
  'with CDATA that holds an item': rss(
    items('<description><![CDATA[<p>So <item>it</item> said &amp; <b>went</b></p>]]></description>'),
  ),
  'with a comment that holds an item': rss(
    `${item('wool')}<!-- <item><title>Gone</title></item> -->${items('<!-- </item> -->')}`,
  ),
  'with prefixes of its root': rss(
    items('<dc:creator>Desk</dc:creator><content:encoded><![CDATA[<p>Text of it.</p>]]></content:encoded>'),
    '<atom:link rel="self" href="https://desk.example/feed"/><sy:updatePeriod>hourly</sy:updatePeriod>',
    ` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="${ATOM}" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"`,
  ),
  'with a prefix that one entry declares for all behind it': rss(
    `<item xmlns:x="http://purl.org/dc/elements/1.1/"><x:title>Salt is traded over the border again</x:title><link>https://desk.example/salt</link></item>${items('<x:date>2026-03-09T08:00:00Z</x:date>')}`,
  ),
  'with titles under a prefix that one entry declares for all behind it': rss(
    `${item('salt', '<x:note xmlns:x="http://purl.org/dc/elements/1.1/">Here it begins</x:note>')}${items()}`,
  ).replaceAll(/<title>(Envoys[^<]*)<\/title>/g, '<x:title>$1</x:title>'),
  'with entities of its own': `<!DOCTYPE rss [<!ENTITY desk "The Desk">]>${rss(items('<description>&desk; has it.</description>'))}`,
  'with tags that are not closed': rss(items('<description>So it <b>went<br> on</description>')),
  'with items that are not closed': rss(items()).replaceAll('</item>', ''),
  'with an item in an item': rss(items(item('nested'))),
  'with a field of the feed behind its items': rss(`${items()}<ttl>30</ttl><language>en</language>`),
  'with dates of its own': rss(
    items(),
    '<lastBuildDate>Tue, 10 Mar 2026 08:00:00 GMT</lastBuildDate><pubDate>Tue, 10 Mar 2026 08:00:00 GMT</pubDate><ttl>15</ttl>',
  ),
  'with links in place of guids': rss(items()).replace(/<guid.*?<\/guid>/g, ''),
  'without links': rss(items()).replace(/<link>https:\/\/desk.example\/\w+<\/link>/g, ''),
  'with the same title at each': rss(items()).replace(/over \w+<\/title>/g, 'today</title>'),
  'with the same link at each': rss(items()).replace(/desk\.example\/\w+<\/link>/g, 'desk.example/live</link>'),
  'with places for guids': rss(items()).replace(/desk-\w+/g, () => 'entry-1'),
  'with a picture of its own': rss(
    items('<image><title>A picture</title><link>https://desk.example/p</link></image>'),
    '<image><url>https://desk.example/l.png</url><title>Desk</title></image>',
  ),
  'that breaks off': rss(items()).slice(0, -120),
  'with text behind its end': `${rss(items())}\n<script>count()</script>`,
  'in UTF-16': rss(items()),
  'of Atom': `<feed xmlns="${ATOM}" xml:base="https://desk.example/"><title>Desk</title><updated>2026-03-10T08:00:00Z</updated>${['barley', 'ferries', 'timber'].map(name => entry(name)).join('\n')}</feed>`,
  'of Atom with markup': `<feed xmlns="${ATOM}"><title>Desk</title>${['barley', 'ferries', 'timber']
    .map(name =>
      entry(
        name,
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>So it <b>went</b></p></div></content><source><title>Wire</title></source>',
      ),
    )
    .join('')}</feed>`,
  'of Atom with a prefix': `<a:feed xmlns:a="${ATOM}"><a:title>Desk</a:title><a:entry><a:id>x1</a:id><a:title>Envoys meet again over barley</a:title></a:entry><a:entry><a:id>x2</a:id><a:title>Envoys meet again over timber</a:title></a:entry></a:feed>`,
  'of RDF': `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://desk.example/"><title>Desk</title><dc:date>2026-03-10T08:00:00Z</dc:date><items><rdf:Seq><rdf:li rdf:resource="https://desk.example/barley"/><rdf:li rdf:resource="https://desk.example/timber"/></rdf:Seq></items></channel>${[
    'barley',
    'timber',
    'wool',
  ]
    .map(
      name =>
        `<item rdf:about="https://desk.example/${name}"><title>Envoys of both sides meet again over ${name}</title><link>https://desk.example/${name}</link><dc:date>2026-03-10T08:00:00Z</dc:date></item>`,
    )
    .join('\n')}</rdf:RDF>`,
  'of JSON': JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Desk',
    items: ['barley', 'ferries', 'timber'].map(name => ({
      id: name,
      url: `https://desk.example/${name}`,
      title: `Envoys of both sides meet again over ${name}`,
      content_text: 'So it "went" {on} [and on], they said.',
      attachments: [{ url: 'https://desk.example/a.mp3', mime_type: 'audio/mpeg' }],
    })),
  }),
  'of JSON that is not quite JSON': `{"version":"https://jsonfeed.org/version/1","title":"Desk","items":[{"id":"a","title":"Envoys meet again over barley",},{"id":"b","title":"Envoys meet again over timber"},]}`,
}

/** The bytes of one of them. */
export function bytesOf(name: string): Buffer {
  const text = DOCUMENTS[name] ?? ''
  return name.endsWith('UTF-16') ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(text)
}
