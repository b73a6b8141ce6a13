import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { editFeeds, type FeedsEdit, FIRST_LINE, localFeeds } from '../../src/config/layers/edit-feeds.ts'

const edit = (text: string, ...edits: readonly FeedsEdit[]): string =>
  edits.reduce((now, one) => {
    const edited = editFeeds(now, [one])
    return edited.kind === 'edited' ? edited.text : assert.fail(`${edited.line}: ${edited.what}`)
  }, text)

const add = (id: string, more: Readonly<Record<string, string>> = {}): FeedsEdit => ({
  kind: 'add',
  entry: { id, url: `https://${id}.example/feed`, ...more },
})
const remove = (id: string, shipped = false): FeedsEdit => ({ kind: 'remove', id, shipped })
const resume = (id: string, pausedAsShipped = false): FeedsEdit => ({ kind: 'resume', id, pausedAsShipped })

const KEPT = `# mine
feeds:
  # the first
  - id: one
    url: https://one.example/feed # slow

  - { id: two, url: "https://two.example/feed" }
remove: [ old ] # long gone
`

const facts: readonly (readonly [string, string, readonly FeedsEdit[], string])[] = [
  [
    'a file is made with a first line that says what it is',
    '',
    [add('a')],
    `${FIRST_LINE}\nfeeds:\n  - id: a\n    url: https://a.example/feed\n`,
  ],
  [
    'a name that YAML would take for something else is quoted',
    FIRST_LINE,
    [add('a', { name: 'yes: #1' })],
    `${FIRST_LINE}\nfeeds:\n  - id: a\n    url: https://a.example/feed\n    name: "yes: #1"\n`,
  ],
  [
    'comments, blank lines and style of others stay',
    KEPT,
    [add('three')],
    KEPT.replace('remove:', '  - id: three\n    url: https://three.example/feed\nremove:'),
  ],
  ['what is taken out takes its own comment with it', KEPT, [remove('two')], KEPT.replace(/\n {2}- \{.*\}\n/, '')],
  [
    'a shipped feed is paused by two keys',
    FIRST_LINE,
    [{ kind: 'pause', id: 'wire' }],
    `${FIRST_LINE}\nfeeds:\n  - id: wire\n    enabled: false\n`,
  ],
  [
    'a feed of one’s own is paused in its entry',
    KEPT,
    [{ kind: 'pause', id: 'one' }],
    KEPT.replace('# slow\n', '# slow\n    enabled: false\n'),
  ],
  [
    'pausing twice is pausing once',
    'feeds:\n  - id: a\n    enabled: false\n',
    [{ kind: 'pause', id: 'a' }],
    'feeds:\n  - id: a\n    enabled: false\n',
  ],
  [
    'what only paused a feed goes when it is resumed',
    FIRST_LINE,
    [{ kind: 'pause', id: 'wire' }, resume('wire')],
    FIRST_LINE,
  ],
  ['resuming a feed of one’s own takes the word away', KEPT, [{ kind: 'pause', id: 'one' }, resume('one')], KEPT],
  [
    'a feed that ships paused is switched on',
    FIRST_LINE,
    [resume('wire', true)],
    `${FIRST_LINE}\nfeeds:\n  - id: wire\n    enabled: true\n`,
  ],
  ['a feed that runs is left as it is by resuming', KEPT, [resume('one')], KEPT],
  ['a shipped feed is removed by name', FIRST_LINE, [remove('wire', true)], `${FIRST_LINE}\nremove:\n  - wire\n`],
  [
    'and what was laid over it goes too',
    FIRST_LINE,
    [{ kind: 'pause', id: 'wire' }, remove('wire', true)],
    `${FIRST_LINE}\nremove:\n  - wire\n`,
  ],
  ['a removed one comes back', FIRST_LINE, [remove('wire', true), { kind: 'restore', id: 'wire' }], FIRST_LINE],
  [
    'an entry without id goes by the id that its address makes',
    'feeds:\n  - url: https://a.example/b\n  - id: c\n    url: https://c.example/\n',
    [remove('a-example-b')],
    'feeds:\n  - id: c\n    url: https://c.example/\n',
  ],
  [
    'a list without entries takes its first',
    'feeds:\n',
    [add('a')],
    'feeds:\n  - id: a\n    url: https://a.example/feed\n',
  ],
]
for (const [what, before, edits, after] of facts) test(what, () => assert.equal(edit(before, ...edits), after))

test('several changes are made in one', () => {
  const edits = [add('a'), add('b'), remove('two'), remove('wire', true)]
  const edited = editFeeds(KEPT, edits)
  assert.ok(edited.kind === 'edited')
  assert.equal(edited.text, edit(KEPT, ...edits))
})

const refused: readonly (readonly [string, string, number, RegExp])[] = [
  ['what is no YAML', 'feeds:\n  - "x', 2, /not valid YAML/],
  ['a list at the top', '- id: a\n', 1, /holds no keys/],
  ['feeds that are no list', 'feeds: 3\n', 1, /"feeds" is no list/],
  [
    'an alias whose anchor would go',
    'feeds:\n  - &a { id: a, url: "https://a.example/" }\n  - { <<: *a, id: b }\n',
    1,
    /alias/,
  ],
]
for (const [what, text, line, says] of refused)
  test(`${what} is left to a person`, () => {
    const edited = editFeeds(text, [remove('a')])
    assert.ok(edited.kind === 'problem')
    assert.equal(edited.line, line)
    assert.match(edited.what, says)
  })

test('what a file lists and removes is read', () => {
  assert.deepEqual(localFeeds(`${KEPT}`), {
    feeds: [
      { id: 'one', name: null, url: 'https://one.example/feed', enabled: null, secret: false },
      { id: 'two', name: null, url: 'https://two.example/feed', enabled: null, secret: false },
    ],
    removed: ['old'],
  })
  assert.deepEqual(localFeeds('feeds: ['), { feeds: [], removed: [] })
})

/** Texts as a hostile feed may title itself. */
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter(one => one.isWellFormed())
const entry = fc.record({ name: text, url: fc.webUrl() })
const ids = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), { minLength: 1, maxLength: 6 })

test('what is added is read as it was, and removing it gives the same data', () => {
  fc.assert(
    fc.property(ids, fc.array(entry, { minLength: 6, maxLength: 6 }), (names, entries) => {
      let now = edit('', add('kept', { name: 'Kept' }))
      const before = parse(now)
      names.forEach((id, index) => {
        now = edit(now, { kind: 'add', entry: { id: `x-${id}`, ...(entries[index] ?? {}) } })
      })
      const added = names.map((id, index) => ({ id: `x-${id}`, ...(entries[index] ?? {}) }))
      assert.deepEqual(parse(now).feeds.slice(1), added)
      for (const id of names) now = edit(now, { kind: 'pause', id: `x-${id}` })
      for (const id of names.toReversed()) now = edit(now, remove(`x-${id}`))
      assert.deepEqual(parse(now), before)
    }),
    { numRuns: 30 },
  )
})

test('an edit of a text that it wrote itself, taken back, gives the same text', () => {
  const step = fc.oneof(
    ids.map(([id = 'a']): readonly FeedsEdit[] => [add(`n-${id}`), remove(`n-${id}`)]),
    ids.map(([id = 'a']): readonly FeedsEdit[] => [{ kind: 'pause', id: `s-${id}` }, resume(`s-${id}`)]),
    ids.map(([id = 'a']): readonly FeedsEdit[] => [remove(`s-${id}`, true), { kind: 'restore', id: `s-${id}` }]),
  )
  fc.assert(
    fc.property(ids, step, (names, [there, back]) => {
      const before = edit('', ...names.map(id => add(id)))
      assert.ok(there !== undefined && back !== undefined)
      assert.notEqual(edit(before, there), before)
      assert.equal(edit(before, there, back), before)
    }),
    { numRuns: 30 },
  )
})
