import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainText, tidyPlain } from '../../src/text/fold/html.ts'

const TEXTS: readonly (readonly [what: string, html: string, text: string])[] = [
  ['tags go, their text stays', 'Talks <b>in</b> <a href="x">Geneva</a>', 'Talks in Geneva'],
  ['a block parts words, inline markup does not', '<p>One</p><p>Two</p>K<i>im</i>', 'One Two Kim'],
  ['entities are decoded once', 'Q&amp;A &eacute; &#8217; &#x2019;', 'Q&A é ’ ’'],
  ['numbers 128-159 mean windows-1252', 'don&#146;t', 'don’t'],
  ['windows-1252 letters that passed for Latin-1 too', 'don\u0092t', 'don’t'],
  ['what was escaped twice is meant once', 'Q&amp;amp;A &amp;quot;x&amp;quot;', 'Q&A "x"'],
  ['markup that was escaped as a whole is markup', '&lt;p&gt;Talks&lt;/p&gt;', 'Talks'],
  ['an ampersand that begins no entity stays', 'AT&T & R&D; ', 'AT&T & R&D;'],
  ['a sign for less is none of a tag', '3 < 4 and 5 > 4, <3', '3 < 4 and 5 > 4, <3'],
  ['brackets around Hangul are text', '<속보> 회담', '<속보> 회담'],
  ['scripts and styles are not text', 'a<script>if (1 < 2) x()</script>b<style>p{}</style>c', 'a b c'],
  ['comments are not text', 'a<!-- <p>no</p> -->b', 'ab'],
  ['a tag sign in an attribute ends no tag', '<a title="x > y">z</a>', 'z'],
  ['white space of any kind is one space', 'a\u00a0\u3000\n\t b\u200b', 'a b'],
  ['control characters go', 'a\u0000\u000bb', 'a b'],
  [
    'two halves of a character as references are one',
    'a &#xD83D;&#xDE00; &#55357;&#56832; &amp;#xd83d;&amp;#xde00;',
    'a 😀 😀 😀',
  ],
  ['a half alone is none', 'a &#xD83D; b', 'a \ufffd b'],
]
for (const [what, html, text] of TEXTS) test(what, () => assert.equal(plainText(html), text))

test('a text that is no HTML keeps its brackets', () =>
  assert.equal(tidyPlain('how <blink> works'), 'how <blink> works'))

test('no text makes it throw, and none leaves a control character or half a character', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '&',
    '&amp;',
    '<!--',
    '-->',
    '<script>',
    '"',
    "<a b='",
    '\ud800',
    '\u0007',
    'é',
    '한',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 }), parts => {
      const text = plainText(parts.join(''))
      assert.ok(text.isWellFormed())
      assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u009f]/)
      assert.equal(text, text.trim())
    }),
  )
})

test('the work grows with the text and not with its square', () => {
  // Counted, not timed: text that would be searched again and again is longer than any machine could search it.
  for (const hostile of ['<', 'a<p', '<!--', '<script>', '<a b="', '<a "" b=\'', '&', '&#', '&amp;lt;']) {
    assert.equal(typeof plainText(hostile.repeat(1_000_000)), 'string', hostile)
  }
})
