import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { behindRedirect } from '../../src/text/redirect.ts'

const PAGE = 'https://paper.example/world/1?a=b'
const ENCODED = encodeURIComponent(PAGE)

const LINKS: readonly (readonly [what: string, link: string, leadsTo: string])[] = [
  ['a Google alert', `https://www.google.com/url?rct=j&sa=t&url=${ENCODED}&ct=ga&usg=X`, PAGE],
  ['one of another country', `https://www.google.co.kr/url?q=${ENCODED}`, PAGE],
  ['Bing News', `http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=${ENCODED}&c=1`, PAGE],
  ['Yahoo search', `https://r.search.yahoo.com/_ylt=A/RV=2/RU=${ENCODED}/RK=2/RS=x-`, PAGE],
  [
    'Yahoo of old',
    'http://us.rd.yahoo.com/dailynews/rss/world/*https://paper.example/world/1',
    'https://paper.example/world/1',
  ],
  ['Facebook', `https://l.facebook.com/l.php?u=${ENCODED}&h=1`, PAGE],
  [
    'a redirect to a redirect',
    `https://www.google.com/url?url=${encodeURIComponent(`https://l.facebook.com/l.php?u=${ENCODED}`)}`,
    PAGE,
  ],
  [
    'one that leads to no page',
    'https://www.google.com/url?url=javascript:alert(1)',
    'https://www.google.com/url?url=javascript:alert(1)',
  ],
  ['a page that is called url', `https://paper.example/url?url=${ENCODED}`, `https://paper.example/url?url=${ENCODED}`],
  [
    'a host that only looks like it',
    `https://google.com.evil.example/url?url=${ENCODED}`,
    `https://google.com.evil.example/url?url=${ENCODED}`,
  ],
  [
    'a page of the service',
    'https://news.google.com/rss/articles/CBMi2?oc=5',
    'https://news.google.com/rss/articles/CBMi2?oc=5',
  ],
]
for (const [what, link, leadsTo] of LINKS) test(what, () => assert.equal(behindRedirect(link), leadsTo))

test('whatever it is given, it gives an address of the web or what it was given', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const link = `https://www.google.com/url?url=${text}`
      const found = behindRedirect(link)
      assert.ok(found === link || /^https?:\/\//.test(found))
    }),
  )
})
