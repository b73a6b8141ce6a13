import { atom, type Form, item, NS, readEach } from './forms.ts'
import { rss } from './read.ts'

const FORMS: readonly Form[] = [
  [
    'RSS 0.90 is read, and its image is no entry',
    `<rdf:RDF ${NS.rdf} xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Desk</title><link>http://e.org/</link></channel><image><title>I</title><url>http://e.org/i.png</url><link>http://e.org/img</link></image><item><title>A</title><link>http://e.org/a</link></item></rdf:RDF>`,
    { feedTitle: 'Desk', title: 'A', url: 'http://e.org/a', id: null },
  ],
  [
    'RSS 0.90 is read under its other namespace',
    `<rdf:RDF ${NS.rdf} xmlns="http://channel.netscape.com/rdf/simple/0.9/"><channel><title>Desk</title></channel><item><title>A</title><link>http://e.org/a</link></item></rdf:RDF>`,
    { feedTitle: 'Desk', title: 'A' },
  ],
  [
    'RSS 0.91 is read with its document type',
    `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Desk</title><item><title>A&nbsp;b</title><link>http://e.org/a</link><description>D</description></item></channel></rss>`,
    { title: 'A b', summary: 'D' },
  ],
  [
    'an RSS 0.92 item may be a description alone, and an enclosure is no page',
    `<rss version="0.92"><channel><title>Desk</title><item><description>only d</description><enclosure url="http://e.org/x.mp3" length="1" type="audio/mpeg"/></item></channel></rss>`,
    { title: '', summary: 'only d', url: null },
  ],
  [
    'RSS 0.93 is read',
    `<rss version="0.93"><channel><title>Desk</title><item><title>A</title><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><expirationDate>Fri, 02 Jan 2004 19:48:21 GMT</expirationDate></item></channel></rss>`,
    { title: 'A', published: '2004-01-01T19:48:21Z' },
  ],
  [
    'RSS 0.94 is read',
    `<rss version="0.94"><channel><title>Desk</title><item><title>A</title><guid>http://e.org/g</guid></item></channel></rss>`,
    { title: 'A', url: 'http://e.org/g' },
  ],
  [
    'RSS 2.0 is read in a namespace',
    `<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>Desk</title><item><title>A</title></item></channel></rss>`,
    { title: 'A' },
  ],
  [
    'RSS 2.0 is read with a prefix',
    `<r:rss version="2.0" xmlns:r="http://backend.userland.com/rss2"><r:channel><r:title>Desk</r:title><r:item><r:title>A</r:title><r:pubDate>Thu, 01 Jan 2004 19:48:21 GMT</r:pubDate></r:item></r:channel></r:rss>`,
    { title: 'A', feedTitle: 'Desk', published: '2004-01-01T19:48:21Z' },
  ],
  [
    'RSS 2.0 is read in a namespace that nobody knows',
    `<rss version="2.0" xmlns="http://e.org/whatever"><channel><title>Desk</title><item><title>A</title></item></channel></rss>`,
    { title: 'A' },
  ],
  [
    'RSS 1.1 is read',
    `<Channel xmlns="http://purl.org/net/rss1.1#" ${NS.rdf} rdf:about="http://e.org/r"><title>Desk</title><link>http://e.org/</link><description>d</description><items rdf:parseType="Collection"><item rdf:about="http://e.org/a"><title>A</title><link>http://e.org/a</link><description>S</description></item><item rdf:about="http://e.org/b"><title>B</title></item></items></Channel>`,
    { count: 2, title: 'A', feedTitle: 'Desk', url: 'http://e.org/a', id: 'http://e.org/a' },
  ],
  [
    'RSS 1.0 is read: the id is rdf:about, the address is the link',
    `<rdf:RDF ${NS.rdf} xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://e.org/"><title>Desk</title><link>http://e.org/</link><items><rdf:Seq><rdf:li resource="http://e.org/a"/></rdf:Seq></items></channel><item rdf:about="http://e.org/a"><title>A</title><link>http://e.org/a2</link><dc:date>2004-01-01T19:48+09:00</dc:date></item></rdf:RDF>`,
    { title: 'A', id: 'http://e.org/a', url: 'http://e.org/a2', published: '2004-01-01T10:48:00Z' },
  ],
  [
    'RSS 1.0 is read without the prefix of its root',
    `<rdf xmlns="http://purl.org/rss/1.0/"><channel><title>Desk</title></channel><item><title>A</title></item></rdf>`,
    { title: 'A' },
  ],
  [
    'RSS 1.0 is read where RDF is the namespace without prefix',
    `<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/"><rss:channel><rss:title>Desk</rss:title></rss:channel><rss:item about="http://e.org/a"><rss:title>A</rss:title></rss:item></RDF>`,
    { title: 'A', feedTitle: 'Desk', id: 'http://e.org/a' },
  ],
  [
    'a text input is no entry',
    `<rdf:RDF ${NS.rdf} xmlns="http://purl.org/rss/1.0/"><channel><title>Desk</title></channel><item rdf:about="x"><title>A</title><link>http://e.org/a</link></item><textinput><title>Search</title><link>http://e.org/s</link></textinput></rdf:RDF>`,
    { count: 1, title: 'A', feedTitle: 'Desk' },
  ],
  ['items are read that stand in no channel', `<rss><item><title>A</title></item></rss>`, { title: 'A' }],
  [
    'items are read that stand behind the channel',
    `<rss version="2.0"><channel><title>Desk</title></channel><item><title>A</title></item></rss>`,
    { title: 'A', feedTitle: 'Desk' },
  ],
  [
    'items are read that stand in a list',
    rss('<items><item><title>A</title></item><item><title>B</title></item></items>'),
    { count: 2, title: 'A' },
  ],
  [
    'two channels are read as one',
    `<rss version="2.0"><channel><title>Desk</title><item><title>A</title></item></channel><channel><title>G</title><item><title>B</title></item></channel></rss>`,
    { count: 2, feedTitle: 'Desk' },
  ],
  [
    'two roots are read as the first',
    rss('<item><title>A</title></item>') + rss('<item><title>B</title></item>'),
    { feedTitle: 'Desk', title: 'A' },
  ],
  [
    'an Atom entry is read that stands alone',
    `<entry xmlns="${NS.atom}"><title>A</title><id>x</id></entry>`,
    { count: 1, title: 'A' },
  ],
  [
    'Atom 0.3 is read under a namespace that lacks its end',
    `<feed version="0.3" xmlns="http://purl.org/atom/ns"><title>Desk</title><entry><title>A</title></entry></feed>`,
    { title: 'A' },
  ],
  [
    'Atom is read in a namespace that nobody knows',
    `<feed xmlns="http://example.org/foo"><title>Desk</title><entry><title>A</title></entry></feed>`,
    { title: 'A' },
  ],
  [
    'Atom is read with a prefix that nothing declares',
    `<atom:feed><atom:title>Desk</atom:title><atom:entry><atom:title>A</atom:title></atom:entry></atom:feed>`,
    { title: 'A', feedTitle: 'Desk' },
  ],
  [
    'Atom is read without namespace',
    `<feed><title>Desk</title><entry><title>A</title></entry></feed>`,
    { title: 'A', feedTitle: 'Desk' },
  ],
  [
    'RSS is read in mixed case',
    `<RSS><Channel><Title>Desk</Title><Item><Title>A</Title><Link>http://e.org/a</Link><PubDate>Thu, 01 Jan 2004 19:48:21 GMT</PubDate></Item></Channel></RSS>`,
    { title: 'A', url: 'http://e.org/a', published: '2004-01-01T19:48:21Z' },
  ],
  [
    'an Atom feed without entries is a feed',
    `<feed xmlns="${NS.atom}"><title>Desk</title></feed>`,
    { count: 0, feedTitle: 'Desk' },
  ],
  ['a channel without anything is a feed', `<rss version="2.0"><channel/></rss>`, { count: 0 }],
  [
    'the title of the image before it is not the feed’s',
    rss('<item><title>A</title></item>', '').replace(
      '<title>Desk</title>',
      '<image><title>IMG</title><link>http://i.org</link></image><title>Desk</title>',
    ),
    { feedTitle: 'Desk' },
  ],
  [
    'the title of a feed may stand behind its items',
    `<rss version="2.0"><channel><item><title>A</title></item><title>Desk</title></channel></rss>`,
    { feedTitle: 'Desk', title: 'A' },
  ],
  [
    'the title of a text input is not the feed’s',
    rss('<item><title>A</title></item>', '').replace(
      '<title>Desk</title>',
      '<textInput><title>TI</title><name>q</name></textInput><title>Desk</title>',
    ),
    { feedTitle: 'Desk' },
  ],
  [
    'a feed inside the content of an entry is not read as a feed',
    atom(
      `<title>A</title><id>1</id><content type="application/xml"><rss version="2.0"><channel><title>X</title><item><title>no</title></item></channel></rss></content>`,
    ),
    { count: 1, title: 'A', feedTitle: 'Desk' },
  ],
  [
    'an entry inside the content of an entry is none of the feed',
    atom(
      `<title>A</title><id>1</id><content type="application/atom+xml"><entry xmlns="${NS.atom}"><title>inner</title><id>2</id></entry></content>`,
    ),
    { count: 1, title: 'A', id: '1' },
  ],
  [
    'a feed inside a description is not read as a feed',
    item(
      `<title>A</title><description><![CDATA[<rss><channel><item><title>no</title></item></channel></rss>]]></description>`,
    ),
    { count: 1, title: 'A' },
  ],
  [
    'the source of an Atom entry is not the entry',
    atom(
      `<source><title>SRC</title><id>src</id><link href="http://s.org/"/><updated>2001-01-01T00:00:00Z</updated></source><title>A</title><id>1</id><link href="http://e.org/a"/><updated>2005-01-01T00:00:00Z</updated>`,
    ),
    { title: 'A', id: '1', url: 'http://e.org/a', published: '2005-01-01T00:00:00Z' },
  ],
  [
    'the source of an Atom entry is not the entry, also when it stands last',
    atom(
      `<title>A</title><id>1</id><link href="http://e.org/a"/><published>2005-01-01T00:00:00Z</published><source><title>SRC</title><id>src</id><link href="http://s.org/"/><published>2001-01-01T00:00:00Z</published></source>`,
    ),
    { title: 'A', id: '1', url: 'http://e.org/a', published: '2005-01-01T00:00:00Z' },
  ],
  [
    'the address of an author is not the entry’s',
    atom(
      `<title>A</title><author><name>N</name><uri>http://e.org/u</uri><email>e</email></author><id>1</id><link href="http://e.org/a"/>`,
    ),
    { title: 'A', id: '1', url: 'http://e.org/a' },
  ],
  [
    'an Atom entry that is not closed ends where the next begins',
    `<feed xmlns="${NS.atom}"><title>Desk</title><entry><title>A</title><entry><title>B</title></entry></feed>`,
    { count: 2 },
  ],
  [
    'a title that is not closed ends where the description begins',
    rss('<item><title>A<description>D</description></item><item><title>B</title></item>'),
    { count: 2, title: 'A', summary: 'D' },
  ],
  [
    'a media title is not the feed’s',
    `<feed xmlns="${NS.atom}" ${NS.media}><media:title>M</media:title><title>Desk</title><entry><title>A</title></entry></feed>`,
    { feedTitle: 'Desk', title: 'A' },
  ],
]
readEach(FORMS)
