import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clean, escapeLine, escapeText, unescapeText } from '../../src/alerts/card/escape.ts'

const escaped: readonly (readonly [string, string, string])[] = [
  ['emphasis', '*a* _b_ ~~c~~', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~'],
  ['code', '`a`', '\\`a\\`'],
  ['a spoiler', '||a||', '\\|\\|a\\|\\|'],
  ['a masked link', '[a](https://b.example)', '\\[a\\]\\(https\\://b.example\\)'],
  ['a bare link', 'see http://b.example', 'see http\\://b.example'],
  ['everyone', '@everyone @here', '\\@everyone \\@here'],
  ['a user, role and channel mention', '<@1> <@&2> <#3>', '\\<\\@1\\> \\<\\@&2\\> \\<\\#3\\>'],
  ['a timestamp and a custom emoji', '<t:1:R> <:a:1>', '\\<t\\:1\\:R\\> \\<\\:a\\:1\\>'],
  ['a heading', '# a', '\\# a'],
  ['small text', '-# a', '\\-\\# a'],
  ['a quote', '>>> a', '\\>\\>\\> a'],
  ['a bullet', '- a', '\\- a'],
  ['a numbered list', '12. a', '12\\. a'],
  ['the longest number of a list', '123456789. a', '123456789\\. a'],
  ['a number too long for a list', '1234567890. a', '1234567890. a'],
  ['a number at the end of a word', 'Covid19. a', 'Covid19. a'],
  ['a number that begins a word', '1st. a', '1st. a'],
  ['a numbered list whose dot carries a mark', '1.\u0301 a', '1\\.\u0301 a'],
  ['a hyphen inside', 'Kim Jong-un', 'Kim Jong-un'],
  ['a backslash', 'a\\b', 'a\\\\b'],
  ['a number that starts a headline', '38 North', '38 North'],
]

for (const [name, text, expected] of escaped) {
  test(`${name} is shown as it stands and does nothing`, () => {
    assert.equal(escapeText(text, 500), expected)
    assert.equal(unescapeText(expected), text)
  })
}

test('characters that are not seen but change how a text is read are removed', () => {
  const hidden = ['\u202e', '\u2066', '\u200b', '\u200f', '\u00ad', '\ufeff', '\u0000', '\u001b', '\u{e0041}', '\u2060']
  for (const one of hidden) assert.equal(clean(`a${one}b`), 'ab', one.codePointAt(0)?.toString(16))
  assert.equal(clean('  a \n'), 'a')
  assert.equal(clean('a\n\t b\u0085c'), 'a b\u0085c'.replace(/\s+/g, ' '))
  assert.equal(clean('\ud800a'), '\ufffda')
})

test('a text is cut between what a reader sees as characters, and within its limit', () => {
  assert.equal(escapeText('각각각각', 3), '각각…')
  assert.equal(escapeText('👩‍👩‍👧👩', 4).endsWith('…'), true)
  assert.equal(escapeText('****', 5), '\\*\\*…')
  assert.equal(escapeText('abc', 3), 'abc')
  assert.equal(escapeText('abc', 0), '')
})

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'*_`~|<>[]()@#:\\-+.1 \n\u202e\u200b'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
  maxLength: 200,
})

test('whatever a feed says, the escaped text fits, is well formed, reads back as the cleaned text and has no live markup', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 0, max: 300 }), (text, max) => {
      const out = escapeText(text, max)
      assert.ok(out.length <= max)
      assert.ok(out.isWellFormed())
      assert.doesNotMatch(out.replace(/\\[\s\S]/g, 'x'), /[*_~`|<>[\]()@#:\\]|^[-+]|^\d+[.)]/)
      const back = unescapeText(out)
      if (!back.endsWith('…')) assert.equal(back, max === 0 ? '' : clean(text))
    }),
    { numRuns: 2000 },
  )
})

const lines: readonly (readonly [string, string, string])[] = [
  [
    'a colon, brackets, a bar, a hash and a slash of plain words',
    '[Video] Kim: 24/7 talks (No. 1) | Wire #2',
    '[Video] Kim: 24/7 talks (No. 1) | Wire #2',
  ],
  ['an address by a person', 'says @POTUS', 'says @POTUS'],
  ['everyone', '@everyone @here', '\\@everyone \\@here'],
  [
    'a mention, a timestamp, an emoji',
    '<@1> <t:1:R> <:a:1> :smile: :+1:',
    '\\<@1> \\<t\\:1\\:R> \\<\\:a\\:1> \\:smile\\: \\:+1\\:',
  ],
  ['a masked link', '[a](https://b.example)', '\\[a](https\\:\\/\\/b.example)'],
  ['an address', 'see https://b.example/c', 'see https\\:\\/\\/b.example\\/c'],
  ['an invitation without a scheme', 'join discord.gg/abc', 'join discord.gg\\/abc'],
  [
    'emphasis, code, strikes and spoilers',
    '*a* _b_ `c` ~~d~~ ||e||',
    '\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\|\\|e\\|\\|',
  ],
  ['what is not seen', 'a\u202eb\u200bc\nd', 'abc d'],
]
for (const [name, text, expected] of lines) {
  test(`in a notification’s line: ${name}`, () => assert.equal(escapeLine(text, 500), expected))
}

test('whatever a feed says, a notification’s line fits, is one line, and has no live markup, link or mention', () => {
  const words = fc.constantFrom('discord.gg', 'https', '@everyone', '<@', ':smile:', '](', 't:1:R>', '~~', '||', 'a.b')
  const any = fc.array(fc.oneof(hostile, words), { maxLength: 12 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 300 }), (text, max) => {
      const out = escapeLine(text, max)
      assert.ok(out.length <= max && out.isWellFormed())
      assert.doesNotMatch(out, /[\n\u202e\u200b]/)
      const live = out.replace(/\\[\s\S]/g, '\u0001')
      assert.doesNotMatch(live, /[*_`<\\]|~~|\|\||\[[^\u0001]*\]\(|:\/\/|:[\w+-]+:|@everyone|@here|\.gg\/\S/)
      const back = unescapeText(out)
      if (!back.endsWith('…')) assert.equal(back, max === 0 ? '' : clean(text))
    }),
    { numRuns: 2000 },
  )
})
