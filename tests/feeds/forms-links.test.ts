import { atom, type Form, item, readEach } from './forms.ts'
import { rss } from './read.ts'

const FORMS: readonly Form[] = [
  [
    'a link without its scheme is an address of the web',
    item('<title>A</title><link>www.example.org/a</link>'),
    { url: 'https://www.example.org/a' },
  ],
  [
    'a face in a title, written as two halves',
    item('<title>Talks &#xD83D;&#xDE00; and &#55357;&#56832;</title><link>http://e.org/a</link>'),
    { title: 'Talks 😀 and 😀' },
  ],
  [
    'related, via, self, edit and replies are not the page',
    atom(
      `<title>A</title><link rel="via" href="http://v.org/"/><link rel="related" href="http://r.org/"/><link rel="self" href="http://e.org/s"/><link rel="edit" href="http://e.org/e"/><link rel="replies" href="http://e.org/r" type="text/html"/><link rel="alternate" type="text/html" href="http://e.org/a"/>`,
    ),
    { url: 'http://e.org/a' },
  ],
  [
    'alternate may be written as an address',
    atom(`<title>A</title><link rel="http://www.iana.org/assignments/relation/alternate" href="http://e.org/a"/>`),
    { url: 'http://e.org/a' },
  ],
  [
    'self may be written as an address',
    atom(
      `<title>A</title><link rel="http://www.iana.org/assignments/relation/self" href="http://e.org/s"/><link href="http://e.org/a"/>`,
    ),
    { url: 'http://e.org/a' },
  ],
  [
    'alternate may be written in capitals',
    atom(`<title>A</title><link rel="Alternate" href="http://e.org/a"/>`),
    { url: 'http://e.org/a' },
  ],
  [
    'of pages in several languages the first counts',
    atom(
      `<title>A</title><link rel="alternate" hreflang="de" href="http://e.org/de"/><link rel="alternate" hreflang="en" href="http://e.org/en"/>`,
    ),
    { url: 'http://e.org/de' },
  ],
  [
    'an empty relation is alternate',
    atom(`<title>A</title><link rel="" href="http://e.org/a"/>`),
    { url: 'http://e.org/a' },
  ],
  [
    'an Atom link may be written as text',
    atom(`<title>A</title><link>http://e.org/a</link>`),
    { url: 'http://e.org/a' },
  ],
  [
    'a guid is the address where it says so in capitals',
    item(`<title>A</title><guid isPermaLink="TRUE">http://e.org/a</guid>`),
    { url: 'http://e.org/a' },
  ],
  [
    'a guid is not the address where it says so, with spaces',
    item(`<title>A</title><guid isPermaLink=" false ">http://e.org/a</guid>`),
    { url: null, id: 'http://e.org/a' },
  ],
  [
    'a guid is not the address where it says so without quotes and in lower case',
    item(`<title>A</title><guid ispermalink=false>http://e.org/a</guid>`),
    { url: null },
  ],
  ['a guid that is no address is none', item(`<title>A</title><guid>1234</guid>`), { url: null, id: '1234' }],
  ['a guid may be CDATA', item(`<title>A</title><guid isPermaLink="false"><![CDATA[ x1 ]]></guid>`), { id: 'x1' }],
  [
    'a link may be CDATA',
    item(`<title>A</title><link><![CDATA[http://e.org/?a=1&b=2]]></link>`),
    { url: 'http://e.org/?a=1&b=2' },
  ],
  [
    'an ampersand of a link that was escaped twice is one',
    item(`<title>A</title><link>http://e.org/?a=1&amp;amp;b=2</link>`),
    {},
  ],
  [
    'parameters of a link that look like entities are none',
    item(`<title>A</title><link>http://e.org/?a=1&copy=2&lt=3&reg</link>`),
    { url: 'http://e.org/?a=1&copy=2&lt=3&reg' },
  ],
  [
    'a link without scheme takes the feed’s',
    item(`<title>A</title><link>//e.org/a</link>`),
    { url: 'https://e.org/a' },
  ],
  [
    'Hangul in a link is encoded',
    item(`<title>A</title><link>http://e.org/뉴스?q=북한</link>`),
    { url: 'http://e.org/%EB%89%B4%EC%8A%A4?q=%EB%B6%81%ED%95%9C' },
  ],
  [
    'a host name in Hangul is encoded',
    item(`<title>A</title><link>http://한국.kr/a</link>`),
    { url: 'http://xn--3e0b707e.kr/a' },
  ],
  [
    'a space in a link is encoded',
    item(`<title>A</title><link>http://e.org/a b</link>`),
    { url: 'http://e.org/a%20b' },
  ],
  ['an RSS link may be an attribute', item(`<title>A</title><link href="http://e.org/a"/>`), { url: 'http://e.org/a' }],
  [
    'an empty link leaves the word to the Atom link',
    item(`<title>A</title><link/><atom:link href="http://e.org/a"/>`),
    { url: 'http://e.org/a' },
  ],
  ['an id is never resolved', atom(`<title>A</title><id>relid</id>`, 'xml:base="http://x.org/p/"'), { id: 'relid' }],
  [
    'xml:base counts in RSS as well',
    `<rss version="2.0" xml:base="http://x.org/"><channel><title>Desk</title><item xml:base="q/"><title>A</title><link>a</link></item></channel></rss>`,
    { url: 'http://x.org/q/a' },
  ],
  [
    'a relative link is resolved against the feed’s address',
    rss(`<item><title>A</title><link>/a</link></item>`, '<link>http://home.org/</link>'),
    { url: 'https://example.org/a' },
  ],
  [
    'the title and the link of an entry’s image are not the entry’s',
    item(
      '<title>A</title><image><url>u</url><title>IT</title><link>http://e.org/i</link></image><link>http://e.org/a</link>',
    ),
    { title: 'A', url: 'http://e.org/a' },
  ],
  [
    'what an entry replies to is not its page',
    atom(
      '<title>A</title><thr:in-reply-to ref="x" href="http://e.org/orig"/><link href="http://e.org/a"/>',
      'xmlns:thr="http://purl.org/syndication/thread/1.0"',
    ),
    { url: 'http://e.org/a' },
  ],
  [
    'the page of an entry’s comments is not its page',
    item(
      '<title>A</title><comments>http://e.org/c</comments><wfw:commentRss>http://e.org/cr</wfw:commentRss><slash:comments>3</slash:comments><link>http://e.org/a</link>',
    ),
    { url: 'http://e.org/a' },
  ],
  [
    'an enclosure is not the page',
    item(
      '<title>A</title><enclosure url="http://e.org/m.mp3" type="audio/mpeg" length="1"/><guid isPermaLink="false">g</guid>',
    ),
    { url: null },
  ],
  ['comments are not the page', item('<title>A</title><comments>http://e.org/c</comments>'), { url: null }],
  [
    'parameters of an attribute that look like entities are none',
    atom('<title>A</title><link href="http://e.org/?a=1&amp;c=d&copy=3"/>'),
    { url: 'http://e.org/?a=1&c=d&copy=3' },
  ],
  [
    'xml:base is resolved against the one around it',
    atom('<title>A</title><link href="a"/>', 'xml:base="http://x.org/p/"', 'xml:base="q/"'),
    { url: 'http://x.org/p/q/a' },
  ],
]
readEach(FORMS)
