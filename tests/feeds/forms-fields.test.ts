import { atom, atom03, type Form, item, NS, readEach } from './forms.ts'

const FORMS: readonly Form[] = [
  [
    'the titles of its media are not the entry’s',
    item(
      `<title>A</title><media:group><media:title>M</media:title><media:content url="http://e.org/m.jpg"><media:title>MM</media:title></media:content></media:group><media:title>M2</media:title>`,
      NS.media,
    ),
    { title: 'A' },
  ],
  [
    'a media title and description before them do not count',
    item(
      `<media:title>M</media:title><title>A</title><media:description>MD</media:description><description>D</description>`,
      NS.media,
    ),
    { title: 'A', summary: 'D' },
  ],
  [
    'media elements with a prefix that nothing declares do not count',
    item(
      `<media:title>M</media:title><title>A</title><media:description>MD</media:description><description>D</description>`,
    ),
    { title: 'A', summary: 'D' },
  ],
  [
    'elements inside one that declares another namespace do not count',
    item(
      `<group xmlns="http://search.yahoo.com/mrss/"><title>M</title><description>MD</description></group><title>A</title>`,
    ),
    { title: 'A' },
  ],
  [
    'itunes elements do not count where RSS has its own',
    item(
      `<itunes:title>IT</itunes:title><title>A</title><itunes:summary>IS</itunes:summary><description>D</description>`,
      NS.itunes,
    ),
    { title: 'A', summary: 'D' },
  ],
  [
    'an itunes summary serves where there is nothing else',
    item(`<title>A</title><itunes:summary>IS</itunes:summary>`, NS.itunes),
    { title: 'A', summary: 'IS' },
  ],
  [
    'a media description serves where there is nothing else',
    item(`<title>A</title><media:description>MD</media:description>`, NS.media),
    { title: 'A', summary: 'MD' },
  ],
  [
    'the description of an entry’s media group serves where there is nothing else',
    atom(
      `<id>yt:video:1</id><title>A</title><link rel="alternate" href="http://e.org/w"/><media:group><media:title>MT</media:title><media:description>MD</media:description></media:group>`,
      NS.media,
    ),
    { title: 'A', summary: 'MD', url: 'http://e.org/w' },
  ],
  [
    'Dublin Core serves for title, description and date',
    item(`<dc:title>DT</dc:title><dc:description>DD</dc:description><dc:date>2004-02-03</dc:date>`, NS.dc),
    { title: 'DT', summary: 'DD', published: '2004-02-03T00:00:00Z' },
  ],
  [
    'Dublin Core is known by its address and not its prefix',
    item(`<foo:title>DT</foo:title><foo:date>2004-02-03</foo:date>`, 'xmlns:foo="http://purl.org/dc/elements/1.0/"'),
    { title: 'DT', published: '2004-02-03T00:00:00Z' },
  ],
  [
    'dcterms:issued goes before dcterms:modified',
    item(
      `<title>A</title><x:modified>2004-02-04</x:modified><x:issued>2004-02-03</x:issued>`,
      'xmlns:x="http://purl.org/dc/terms/"',
    ),
    { published: '2004-02-03T00:00:00Z' },
  ],
  [
    'dcterms:modified serves where there is nothing else',
    item(`<title>A</title><x:modified>2004-02-04</x:modified>`, 'xmlns:x="http://purl.org/dc/terms/"'),
    { published: '2004-02-04T00:00:00Z' },
  ],
  [
    'dcterms:date serves where there is nothing else',
    item(`<title>A</title><x:date>2004-02-04</x:date>`, 'xmlns:x="http://purl.org/dc/terms/"'),
    { published: '2004-02-04T00:00:00Z' },
  ],
  [
    'a date element serves where there is nothing else',
    item(`<title>A</title><date>2004-02-04</date>`),
    { published: '2004-02-04T00:00:00Z' },
  ],
  [
    'an Atom date in RSS is read, and its self link is not the page',
    item(
      `<title>A</title><a10:updated>2004-02-04T00:00:00Z</a10:updated><a10:link href="http://e.org/s" rel="self"/><link>http://e.org/a</link>`,
      `xmlns:a10="${NS.atom}"`,
    ),
    { published: '2004-02-04T00:00:00Z', url: 'http://e.org/a' },
  ],
  [
    'pubDate goes before dc:date',
    item(`<title>A</title><dc:date>2003-02-04</dc:date><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>`, NS.dc),
    { published: '2004-01-01T19:48:21Z' },
  ],
  [
    'a date that cannot be read leaves the word to the next',
    item(`<title>A</title><dc:date>2003-02-04</dc:date><pubDate>soon</pubDate>`, NS.dc),
    { published: '2003-02-04T00:00:00Z' },
  ],
  [
    'the description goes before the content',
    item(
      `<title>A</title><content:encoded><![CDATA[<p>CE</p>]]></content:encoded><description>D</description>`,
      NS.content,
    ),
    { summary: 'D' },
  ],
  [
    'the content serves where there is no description',
    item(
      `<title>A</title><c:encoded><![CDATA[<p>CE</p>]]></c:encoded>`,
      'xmlns:c="http://purl.org/rss/1.0/modules/content/"',
    ),
    { summary: 'CE' },
  ],
  [
    'a body serves where there is no description',
    item(`<title>A</title><body xmlns="http://www.w3.org/1999/xhtml"><p>B</p></body>`),
    { summary: 'B' },
  ],
  [
    'an XHTML body serves where there is no description',
    item(`<title>A</title><xhtml:body><xhtml:p>B</xhtml:p></xhtml:body>`, 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'),
    { summary: 'B' },
  ],
  [
    'an empty description leaves the word to the content',
    item(`<title>A</title><description/><content:encoded>CE</content:encoded>`, NS.content),
    { summary: 'CE' },
  ],
  [
    'the first description counts',
    item(`<title>A</title><description>D1</description><description>D2</description>`),
    { summary: 'D1' },
  ],
  ['the first title counts', item(`<title>A</title><title>B</title>`), { title: 'A' }],
  [
    'the first link counts',
    item(`<title>A</title><link>http://e.org/1</link><link>http://e.org/2</link>`),
    { url: 'http://e.org/1' },
  ],
  [
    'the summary goes before the content',
    atom(`<title>A</title><content>C</content><summary>S</summary>`),
    { summary: 'S' },
  ],
  [
    'content that is a picture is none',
    atom(`<title>A</title><content type="image/png" src="http://e.org/p.png"/><summary>S</summary>`),
    { summary: 'S' },
  ],
  [
    'issued goes before created and modified',
    atom03(
      `<title>A</title><created>2003-01-01T00:00:00Z</created><issued>2003-02-01T00:00:00Z</issued><modified>2003-03-01T00:00:00Z</modified>`,
    ),
    { published: '2003-02-01T00:00:00Z' },
  ],
  [
    'white space around an id is not part of it',
    atom(`<title>A</title><id>
  tag:e.org,2004:1  
</id>`),
    { id: 'tag:e.org,2004:1' },
  ],
]
readEach(FORMS)
