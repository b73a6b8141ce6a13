import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toFeed } from '../../src/config/schemas/feeds-schema.ts'
import { FEED_KINDS } from '../../src/feeds/feed.ts'
import { readOpml, writeOpml } from '../../src/feeds/opml.ts'
import { visible } from '../../src/text/show/visible.ts'

/** A name as a person gives one: on one line, all of it seen. */
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter(text => /^[^\s\p{C}\p{Mn}]+( [^\s\p{C}\p{Mn}]+)*$/u.test(text) && visible(text) === text)

test('what is exported is imported as it was: address, name, language and kind', () => {
  const listed = fc.record({
    url: fc.webUrl({ withQueryParameters: true }),
    name,
    language: fc.constantFrom('en', 'ko', 'ja', 'zh', 'fra'),
    kind: fc.constantFrom(...FEED_KINDS),
  })
  fc.assert(
    fc.property(fc.array(listed, { minLength: 1, maxLength: 5 }), feeds => {
      const read = readOpml(writeOpml(feeds.map(toFeed)))
      assert.deepEqual(
        read,
        feeds.map(feed => ({ address: feed.url, name: feed.name, language: feed.language, kind: feed.kind })),
      )
    }),
  )
})

test('whatever text comes, reading it ends with a list or with nothing', () => {
  const piece = fc.constantFrom(
    '<opml>',
    '<body>',
    '<outline xmlUrl="a"',
    '/>',
    '>',
    '</outline>',
    '</body>',
    '<!DOCTYPE x [',
    '&x;',
    '"',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), parts => {
      const read = readOpml(parts.join(''))
      assert.ok(read === null || Array.isArray(read))
    }),
  )
})
