import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { linkable, linkText } from '../../src/alerts/card/link.ts'
import { plainText } from '../../src/alerts/terminal/plain-text.ts'

const links: readonly (readonly [string, string, string | null, string])[] = [
  ['a name and its address', 'AP', 'https://ap.example/a', '[AP](https://ap.example/a)'],
  ['no address', 'KCNA', null, 'KCNA'],
  ['an address that is none', 'AP', 'javascript:alert(1)', 'AP'],
  ['brackets in a name', 'News [ko] ]x[', 'https://n.example/', '[News \\(ko\\) \\)x\\(](https://n.example/)'],
  [
    'a whole link as a name',
    '[a](https://b.example)',
    'https://n.example/',
    '[\\(a\\)\\(https\\://b.example\\)](https://n.example/)',
  ],
  [
    'brackets and marks in an address',
    'AP',
    'https://n.example/a_(b)*~?q="c d"|e`',
    '[AP](https://n.example/a_%28b%29%2A%7E?q=%22c%20d%22%7Ce%60)',
  ],
  [
    'an address with a line’s end',
    'AP',
    'https://n.example/a\n)[b](https://c.example',
    '[AP](https://n.example/a%29[b]%28https://c.example)',
  ],
  ['a name that nobody can see', '\u200b', 'https://n.example/', ''],
]
for (const [name, text, url, expected] of links) {
  test(`a link: ${name}`, () => assert.equal(linkText(text, url, 500), expected))
}

test('a link that would be too long is its text alone, never a cut address', () => {
  const url = `https://n.example/${'a'.repeat(100)}`
  assert.equal(linkText('AP', url, 50), 'AP')
  assert.equal(linkText('AP', url, 124), `[AP](${url})`)
})

/** Discord's own pattern of a masked link (simple-markdown, which its clients began from): brackets in the text may be nested. */
const MASKED =
  /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/

test('whatever a source is called and wherever it lies, the link is one whole link to that address or plain text', () => {
  const name = fc.string({
    unit: fc.oneof(fc.constantFrom(...'[]()\\<>@*:`"\' '), fc.string({ unit: 'binary', maxLength: 1 })),
    maxLength: 80,
  })
  const path = fc.string({
    unit: fc.oneof(fc.constantFrom(...'[]()\\<>@*_~:`"\' \n'), fc.string({ unit: 'binary', maxLength: 1 })),
    maxLength: 80,
  })
  fc.assert(
    fc.property(name, path, fc.integer({ min: 0, max: 400 }), (text, tail, max) => {
      const url = `https://n.example/${tail}`
      const out = linkText(text, url, max)
      assert.ok(out.length <= max)
      if (!out.startsWith('[')) return assert.doesNotMatch(out.replace(/\\[\s\S]/g, 'x'), /[*_~`|<>[\]()@#:\\]/)
      const found = MASKED.exec(out)
      assert.equal(found?.[0], out)
      assert.equal(new URL(found?.[2] ?? '').hostname, 'n.example')
      assert.equal(plainText(out, 'UTC').includes('https:'), text.includes('https:'))
    }),
    { numRuns: 1000 },
  )
  assert.equal(linkable(`https://n.example/${'a'.repeat(2048)}`), null)
})
