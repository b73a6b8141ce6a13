import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../src/config/config.ts'
import { exportAmendments, saysSame } from '../../src/config/layers/desk-export.ts'
import { deskLayer } from '../../src/config/layers/desk-layer.ts'
import {
  type Amendment,
  type Edit,
  madeOn,
  type ProposedFile,
  readAmendments,
  withAmendment,
} from '../../src/desk/amendment.ts'

const FEED = 'language: en, country: US, kind: wire, timeZone: UTC'
const feed = (id: string, more = '') =>
  `  - { id: ${id}, name: ${id}, url: "https://${id}.example/feed", ${FEED}${more} }\n`
const SHIPPED: readonly (readonly [string, string])[] = [
  ['settings.yaml', 'timeZone: UTC\nroutes: { default: {} }\n'],
  ['feeds.yaml', `feeds:\n${feed('a')}${feed('b', ', enabled: false')}${feed('c')}`],
  ['terms.yaml', 'lists:\n  p: { about: P, terms: [one, { term: two, also: [zwei] }] }\n'],
  ['rules.yaml', 'rules: [{ name: r, when: "title:@p", type: talks }]\n'],
  ['people.yaml', 'people: []\n'],
  [
    'weights.yaml',
    'levels: { strict: 9, normal: 5, wide: 1 }\nbase: 0\nweights: [{ name: w, when: "title:one", of: what it is, points: 5, why: It says so }]\n',
  ],
]
const FILES = new Map([
  ...SHIPPED,
  ['local/feeds.yaml', `# mine\nfeeds:\n  - { id: b, enabled: true, name: B of mine }\n${feed('d')}`],
  ['local/terms.yaml', 'lists:\n  p:\n    terms: [{ term: three, also: [drei] }] # mine\n    remove: [one]\n'],
])

const by = { askId: '1', by: '600000000000000002', name: 'Ann', at: 0 }
const made = (edits: readonly Edit[]): readonly Amendment[] =>
  edits.map((edit, at) => ({ id: String(at), edit, made: by, undone: null }))

function partsOf(texts: ReadonlyMap<string, string>) {
  const read = readConfig(texts, 'config')
  assert.ok(read.kind === 'valid', JSON.stringify(read))
  return read.parts
}

const own = { id: 'e', name: 'E', url: 'https://e.example/feed' }

const WEIGHT = { when: 'title:one', of: 'what it is', points: 5, why: 'It says so' }
const applied = (file: ProposedFile, data: Readonly<Record<string, unknown>>): Edit => ({
  what: 'proposal-applied',
  file,
  data,
  says: 'something',
})

/** Edits, the feeds that are asked then, and the terms of the list. */
const TABLE: readonly (readonly [says: string, edits: readonly Edit[], feeds: string, terms: string])[] = [
  ['without any the files stand', [], 'a b c d', 'two three'],
  ['a feed is added at the end', [{ what: 'feed-added', feed: own }], 'a b c d e', 'two three'],
  [
    'a feed that was added is paused and asked again',
    [
      { what: 'feed-added', feed: own },
      { what: 'feed-paused', id: 'e' },
      { what: 'feed-paused', id: 'a' },
      { what: 'feed-resumed', id: 'e' },
    ],
    'b c d e',
    'two three',
  ],
  [
    'what was added and taken out again leaves nothing',
    [
      { what: 'feed-added', feed: own },
      { what: 'feed-removed', id: 'e', inFiles: false },
      { what: 'term-added', list: 'p', term: 'four' },
      { what: 'term-removed', list: 'p', term: 'four', inFiles: false },
    ],
    'a b c d',
    'two three',
  ],
  [
    'what files have is taken out by its name, shipped or of one’s own',
    [
      { what: 'feed-removed', id: 'c', inFiles: true },
      { what: 'feed-removed', id: 'd', inFiles: true },
      { what: 'term-removed', list: 'p', term: 'two', inFiles: true },
    ],
    'a b',
    'three',
  ],
  [
    'what was taken out and put back is as the files have it',
    [
      { what: 'feed-paused', id: 'b' },
      { what: 'feed-removed', id: 'b', inFiles: true },
      { what: 'feed-restored', id: 'b' },
      { what: 'term-removed', list: 'p', term: 'three', inFiles: true },
      { what: 'term-added', list: 'p', term: 'three' },
    ],
    'a b c d',
    'two three',
  ],
  [
    'a term that a file of one’s own leaves out is put in again',
    [{ what: 'term-added', list: 'p', term: 'one' }],
    'a b c d',
    'two three one',
  ],
  [
    'the later of two changes of a rule counts',
    [
      { what: 'rule-set', rule: { name: 'r', when: 'one' } },
      { what: 'rule-set', rule: { name: 'new', when: 'title:two and not "x: #y"' } },
      { what: 'rule-set', rule: { name: 'r', when: 'title:@p and one', type: 'talks' } },
    ],
    'a b c d',
    'two three',
  ],
  [
    'proposals that were applied are laid on one another in order, between changes by commands',
    [
      { what: 'term-added', list: 'p', term: 'four' },
      applied('terms.yaml', { lists: { p: { terms: [{ term: 'two', except: ['two tone'] }] } } }),
      applied('terms.yaml', { lists: { p: { terms: [{ term: 'four', except: ['four fold'] }] } } }),
      applied('terms.yaml', { lists: { p: { terms: [{ term: 'two', except: ['two step'] }] } } }),
      { what: 'term-removed', list: 'p', term: 'four', inFiles: false },
      applied('rules.yaml', {
        unless: { x: 'title:x' },
        rules: [{ name: 'r', when: 'title:@p', type: 'talks', unless: ['x'] }],
      }),
      { what: 'rule-set', rule: { name: 'r', when: 'title:@p and one', unless: ['x'] } },
      applied('rules.yaml', { unless: { x: '(title:x) or title:y' } }),
      applied('weights.yaml', { weights: [{ ...WEIGHT, name: 'own', points: -3 }] }),
      applied('weights.yaml', { weights: [{ name: 'w', points: 2 }] }),
    ],
    'a b c d',
    'two three',
  ],
]

test('each layer of a file has its own names, and a line of it the change that it comes from', () => {
  const amendments = made(TABLE.at(-1)?.[1] ?? [])
  const { texts, madeAt } = deskLayer(amendments)
  const named = [...texts.keys()].filter(name => name.endsWith('terms.yaml'))
  assert.deepEqual(
    named,
    ['', '2/', '3/', '4/', '5/'].map(nth => `desk/${nth}terms.yaml`),
  )
  assert.deepEqual(
    named.map(name => madeAt(name, (texts.get(name) ?? '').trimEnd().split('\n').length)?.id),
    ['0', '1', '2', '3', '4'],
  )
  const { lists } = partsOf(new Map([...FILES, ...texts])).terms
  assert.deepEqual(lists.p?.terms.find(({ term }) => term === 'two')?.except, ['two tone', 'two step'])
})

for (const [says, edits, feeds, terms] of TABLE) {
  test(`${says}; exported, the files say the same`, () => {
    const amendments = made(edits)
    const layered = partsOf(new Map([...FILES, ...deskLayer(amendments).texts]))
    const asked = layered.feeds.filter(one => one.enabled).map(one => one.id)
    assert.deepEqual([asked.join(' '), layered.terms.lists.p?.terms.map(one => one.term).join(' ')], [feeds, terms])
    const texts = new Map(FILES)
    for (const [name, edited] of exportAmendments(amendments, FILES, partsOf(new Map(SHIPPED)))) {
      assert.ok(edited.kind === 'edited', JSON.stringify(edited))
      texts.set(`local/${name}`, edited.text)
      if (FILES.has(`local/${name}`)) assert.match(edited.text, /# mine/)
    }
    assert.ok(saysSame(partsOf(texts), layered), [...texts].slice(6).join('\n'))
    assert.equal(deskLayer(amendments.map(one => ({ ...one, undone: by }))).texts.size, 0)
  })
}

test('a term that was added is taken back after the exception that a proposal made of it', () => {
  const all = made([
    { what: 'term-added', list: 'p', term: 'four' },
    { what: 'term-added', list: 'p', term: 'five' },
    applied('terms.yaml', { lists: { p: { terms: [{ term: 'four', except: ['four fold'] }] } } }),
  ])
  const later = all.map(one => madeOn(all, one)?.id ?? null)
  assert.deepEqual(later, ['2', null, null])
})

test('of what a store keeps only what is whole counts, and nothing that was exported', () => {
  const [first, second] = made([
    { what: 'feed-paused', id: 'a' },
    { what: 'feed-paused', id: 'b' },
  ])
  assert.ok(first !== undefined && second !== undefined)
  const broken = [
    null,
    { ...first, id: 7 },
    { ...first, id: 'x', edit: { what: 'settings', allowHosts: ['10.0.0.1'] } },
    { ...first, id: 'y', edit: { what: 'feed-added', feed: { id: 'z' } } },
    { ...first, id: 'z', made: { ...by, at: 'now' } },
    { ...first, id: 'w', undone: true },
  ]
  assert.deepEqual(readAmendments([first, ...broken, second], [second.id]), [first])
  assert.deepEqual(readAmendments('nothing', null), [])
})

test('what stands is kept however much was undone since', () => {
  const [standing, ...rest] = made(
    Array.from({ length: 400 }, (_, at): Edit => ({ what: 'feed-paused', id: `f${at}` })),
  )
  assert.ok(standing !== undefined)
  const kept = rest.reduce<readonly Amendment[]>((all, one) => withAmendment(all, { ...one, undone: by }), [standing])
  assert.equal(kept[0], standing)
  assert.ok(kept.length < 250)
})
