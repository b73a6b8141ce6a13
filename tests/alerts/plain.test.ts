import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clean, escapeText } from '../../src/alerts/card/escape.ts'
import { plainText } from '../../src/alerts/terminal/plain-text.ts'

const texts: readonly (readonly [string, string, string])[] = [
  ['bold', '**Coming**', 'Coming'],
  ['a link', '[A \\(b\\)](https://n.example/a%28) · 2', 'A (b) · 2'],
  ['a withdrawn date', '~~Tue 12 Jun – a\\~b~~', 'Tue 12 Jun – a~b (withdrawn)'],
  ['an instant', '<t:1570239000:f> – Talks', 'Sat 5 Oct, 10:30 KST – Talks'],
  ['escapes', '\\*a\\* \\[b\\]\\(c\\) \\<t\\:1\\:f\\>', '*a* [b](c) <t:1:f>'],
]
for (const [name, text, expected] of texts) {
  test(`in the terminal: ${name}`, () => assert.equal(plainText(text, 'Asia/Seoul'), expected))
}

test('whatever a feed says is read in the terminal as it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'*~[]()\\<t:1>ab. '), maxLength: 60 }), text => {
      assert.equal(plainText(escapeText(text, 1000), 'UTC'), clean(text))
    }),
    { numRuns: 1000 },
  )
})
