import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDate } from '../../src/feeds/dates/dates.ts'
import { tidyText } from '../../src/text/fold/html.ts'
import { absoluteUrl } from '../../src/text/url.ts'

test('an address that is taken as it is, is the one that URL would write', () => {
  const part = fc.stringMatching(/^[\w\-./~%+=&?,:;@!$*'|#<> é]{0,12}$/)
  const host = fc.stringMatching(/^(?:[A-Za-z0-9-]{1,6}\.){1,3}[a-zA-Z0-9]{1,4}$/)
  fc.assert(
    fc.property(
      fc.constantFrom('http', 'https', 'HTTP'),
      host,
      fc.array(part, { maxLength: 5 }),
      (scheme, name, path) => {
        const address = `${scheme}://${name}/${path.join('/')}`
        assert.equal(absoluteUrl(address, null), URL.parse(address.trim())?.href ?? null, address)
      },
    ),
    { numRuns: 3000 },
  )
  for (const odd of [
    'https://a.b/x/../y',
    'https://a.b/./y',
    'https://a.b/%2E%2e/y',
    'https://xn--0.example/',
    'http://a.1/',
    'http://a.b:80/',
    'http://a.b/x y',
  ])
    assert.equal(absoluteUrl(odd, null), URL.parse(odd)?.href ?? null, odd)
})

test('a text that is taken as tidy has nothing to tidy', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(' ', '  ', '\u3000', '\u200b', '\ud800', '\u0085', 'é', '한', '\ufeff'),
      ),
      { maxLength: 6 },
    )
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(text, one => {
      const tidy = tidyText(one)
      // A control character at the end sends any text the long way.
      assert.equal(tidy, tidyText(`${one}\u0001`))
      assert.equal(tidyText(tidy), tidy)
    }),
    { numRuns: 3000 },
  )
})

test('the usual form of a date reads as the same parts in another order do', () => {
  const zone = fc.constantFrom('GMT', '+0000', '+0900', '-0330', '+1400')
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
      zone,
      fc.integer({ min: 1, max: 31 }),
      (date, offset, day) => {
        const [, , month, year, clock] = date.toUTCString().split(' ')
        const usual = parseDate(`${day} ${month} ${year} ${clock} ${offset}`, 'Asia/Seoul')
        assert.equal(usual, parseDate(`${month} ${day}, ${year} ${clock} ${offset}`, 'Asia/Seoul'))
      },
    ),
  )
})
