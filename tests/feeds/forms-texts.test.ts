import { atom, atom03, type Form, item, readEach } from './forms.ts'

const FORMS: readonly Form[] = [
  [
    'base64 in Atom 0.3 is decoded',
    atom03(`<title mode="base64" type="text/html">RXhhbXBsZSA8Yj5BdG9tPC9iPg==</title>`),
    { title: 'Example Atom' },
  ],
  [
    'escaped markup in Atom 0.3 is taken out',
    atom03(`<title mode="escaped" type="text/html">Example &lt;b&gt;Atom&lt;/b&gt;</title>`),
    { title: 'Example Atom' },
  ],
  [
    'XML in Atom 0.3 is taken out',
    atom03(
      `<title mode="xml" type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">Example <b>Atom</b> &amp;lt; x</div></title>`,
    ),
    { title: 'Example Atom < x' },
  ],
  [
    'XHTML without div in Atom 0.3 is taken out',
    atom03(`<title type="application/xhtml+xml">Example <b>Atom</b></title>`),
    { title: 'Example Atom' },
  ],
  [
    'plain text in Atom 0.3 stays',
    atom03(`<title type="text/plain" mode="escaped">1 &lt; 2</title>`),
    { title: '1 < 2' },
  ],
  [
    'text in Atom stays as it is',
    atom(`<title type="text">Example &lt;b&gt;Atom&lt;/b&gt;</title>`),
    { title: 'Example <b>Atom</b>' },
  ],
  [
    'html in Atom is decoded twice',
    atom(`<title type="html">Example &lt;b&gt;Atom&lt;/b&gt; &amp;amp; x</title>`),
    { title: 'Example Atom & x' },
  ],
  [
    'html in Atom may be CDATA',
    atom(`<title type="html"><![CDATA[Example <b>Atom</b> &amp; x]]></title>`),
    { title: 'Example Atom & x' },
  ],
  [
    'a media type in Atom counts as html',
    atom(`<title type="text/html">Example &lt;b&gt;Atom&lt;/b&gt;</title>`),
    { title: 'Example Atom' },
  ],
  [
    'XHTML in Atom may have a prefix',
    atom(
      `<title type="xhtml"><xhtml:div>Less: <xhtml:em> &lt; </xhtml:em></xhtml:div></title>`,
      'xmlns:xhtml="http://www.w3.org/1999/xhtml"',
    ),
    { title: 'Less: <' },
  ],
  [
    'text and CDATA may alternate',
    item(`<title>A <![CDATA[& B]]> C <![CDATA[< D]]></title>`),
    { title: 'A & B C < D' },
  ],
  ['a CDATA inside a CDATA costs no text', item(`<title><![CDATA[A <![CDATA[ B]]>]]></title>`), {}],
  ['an ampersand that was escaped twice is one', item(`<title>A &amp;amp; B</title>`), { title: 'A & B' }],
  ['a less-than sign that was escaped twice is one', item(`<title>1 &amp;lt; 2</title>`), { title: '1 < 2' }],
  [
    'numbers from 128 to 159 mean windows-1252',
    item(`<title>&#8217;x&#x2019; &#151; &#x97;</title>`),
    { title: '’x’ — —' },
  ],
  [
    'names of HTML’s entities are known',
    item(`<title>&rsquo;&eacute;&hellip;&Ouml;&thetasym;</title>`),
    { title: '’é…Öϑ' },
  ],
  ['quotation marks are decoded', item(`<title>it&apos;s &quot;q&quot;</title>`), { title: `it's "q"` }],
  [
    'paragraphs are parted by a space',
    atom(`<title type="html">&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</title>`),
    { title: 'A B' },
  ],
  ['a line break is a space', item(`<title>A&lt;br/&gt;B</title>`), { title: 'A B' }],
  [
    'a picture is no text',
    item(`<title>A</title><description>&lt;img src="x" alt="y"&gt;D</description>`),
    { summary: 'D' },
  ],
  ['a comment is no text', item(`<title>A <!-- no -->B</title>`), { title: 'A B' }],
  ['a processing instruction is no text', item(`<title>A <?php echo 1 ?>B</title>`), { title: 'A B' }],
  [
    'an escaped comment is no text',
    item(`<title>A</title><description>&lt;!-- x --&gt;D</description>`),
    { summary: 'D' },
  ],
  [
    'an entity that the document type declares is put in',
    `<!DOCTYPE rss [<!ENTITY foo "Foo Bar"><!ENTITY % pct "x">]><rss version="2.0"><channel><title>Desk</title><item><title>A &foo; B</title></item></channel></rss>`,
    { title: 'A Foo Bar B' },
  ],
  [
    'an entity may hold a greater-than sign',
    `<!DOCTYPE rss [
<!ENTITY foo "Foo > Bar">
<!ENTITY ndash "&#8211;">
]>
<rss version="2.0"><channel><title>Desk</title><item><title>A &foo; &ndash; B</title></item></channel></rss>`,
    { title: 'A Foo > Bar – B' },
  ],
  [
    'entities that multiply are not put in',
    `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]><rss version="2.0"><channel><title>Desk</title><item><title>A</title><description>&e;&e;&e;&e;</description></item></channel></rss>`,
    { title: 'A' },
  ],
  [
    'a style sheet before the feed is passed over',
    `<?xml version="1.0"?><?xml-stylesheet href="/x.xsl" type="text/xsl" media="screen"?>${item('<title>A</title>')}`,
    { title: 'A' },
  ],
  [
    'a warning before the feed is passed over',
    `<br />\n<b>Warning</b>:  x in <b>/a.php</b> on line <b>1</b><br />\n${item('<title>A</title>')}`,
    { title: 'A', feedTitle: 'Desk' },
  ],
  [
    'attributes need no quotes',
    atom(`<title type=html>A &lt;b&gt;b&lt;/b&gt;</title><link rel=alternate href=http://e.org/a />`),
    { title: 'A b', url: 'http://e.org/a' },
  ],
  [
    'of an attribute that stands twice the first counts',
    atom(`<title type="html" type="text">A</title>`),
    { title: 'A' },
  ],
  ['a line break in a title is a space', item('<title>A\n   B\t C</title>'), { title: 'A B C' }],
  ['a heart and a less-than sign are text', item('<title>We <3 peace & a<b</title>'), { title: 'We <3 peace & a<b' }],
  ['words in angle brackets are text', item('<title><속보> 회담</title>'), { title: '<속보> 회담' }],
  ['a title of nothing but a space is none', item('<title>&nbsp;</title><description>D</description>'), { title: '' }],
  [
    'a description may say its type',
    item('<title>A</title><description type="text/html">&lt;p&gt;D&lt;/p&gt;</description>'),
    { summary: 'D' },
  ],
  [
    'JSON Feed is read: the page before the external page, titles as plain text',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Desk',
      items: [
        {
          id: '1',
          external_url: 'http://e.org/x',
          url: 'http://e.org/a',
          title: 'A &amp; B <b>',
          content_html: '<p>C</p>',
          summary: 'S',
          date_published: '2010-02-07T14:04:00-05:00',
          date_modified: '2011-01-01T00:00:00Z',
          authors: [{ name: 'n' }],
          attachments: [{ url: 'http://e.org/m.mp3' }],
        },
      ],
    }),
    { title: 'A & B <b>', url: 'http://e.org/a', summary: 'S', published: '2010-02-07T19:04:00Z' },
  ],
  [
    'the external page serves where there is no other',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1',
      title: 'Desk',
      items: [{ id: '1', external_url: 'http://e.org/x', content_text: 'C' }],
    }),
    { url: 'http://e.org/x', summary: 'C' },
  ],
  [
    'an id of JSON Feed may be an address',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1',
      title: 'Desk',
      items: [{ id: 'http://e.org/x', content_text: 'C' }],
    }),
    { id: 'http://e.org/x' },
  ],
  [
    'JSON Feed may have a byte order mark',
    '\ufeff' +
      JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'Desk', items: [{ id: '1', title: 'A' }] }),
    { title: 'A' },
  ],
  [
    'a comma too many costs no entry',
    `{"version":"https://jsonfeed.org/version/1","title":"Desk","items":[{"id":"1","title":"A"},]}`,
    { title: 'A' },
  ],
  [
    'a tab inside a text costs no entry',
    `{"version":"https://jsonfeed.org/version/1","title":"Desk","items":[{"id":"1","title":"A\tB"}]}`,
    { title: 'A B' },
  ],
  [
    'a JSON Feed that breaks off keeps its whole entries',
    `{"version":"https://jsonfeed.org/version/1","title":"Desk","items":[{"id":"1","title":"A"},{"id":"2","tit`,
    { title: 'A' },
  ],
  [
    'a JSON Feed without entries is a feed',
    `{"version":"https://jsonfeed.org/version/1","title":"Desk","items":[]}`,
    { count: 0, feedTitle: 'Desk' },
  ],
  ['a control character is left out', item('<title>A\u000bB</title>'), { title: 'AB' }],
]
readEach(FORMS)
