import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Feed } from '../../src/feeds/feed.ts'
import { HOUR, Reader, type Written } from './reader.ts'

const A = 'Envoys of both sides meet in Geneva today'
const B = 'Ministry denies report of a missile launch'
const C = 'Harbour workers end their strike after a week'
const D = 'Parliament votes on the budget late at night'
const at = (path: string) => `https://news.example/${path}`

/** What a feed holds poll after poll, and the titles that are new at the last one. */
const POLLS: readonly (readonly [what: string, polls: readonly (readonly Written[])[], fresh: readonly string[]])[] = [
  [
    'a guid that is the place in the list: the newcomer on the first place is new',
    [
      [{ guid: '1', url: at('a'), title: A }],
      [
        { guid: '1', url: at('b'), title: B },
        { guid: '2', url: at('a'), title: A },
      ],
    ],
    [B],
  ],
  [
    'the same where the list is of one length and an entry falls out',
    [
      [A, B].map((title, place) => ({ guid: `${place}`, url: at(title), title })),
      [C, A].map((title, place) => ({ guid: `${place}`, url: at(title), title })),
    ],
    [C],
  ],
  [
    'the same where all entries are others',
    [
      [A, B].map((title, place) => ({ guid: `item-${place}`, url: at(title), title })),
      [C, D].map((title, place) => ({ guid: `item-${place}`, url: at(title), title })),
    ],
    [C, D],
  ],
  [
    'the same in a feed of one entry',
    [[{ guid: '1', url: at('a'), title: A }], [{ guid: '1', url: at('b'), title: B }]],
    [B],
  ],
  [
    'the same where the first entry stays where it is',
    [
      [A, B].map((title, place) => ({ guid: `${place}`, url: at(title), title })),
      [A, C, B].map((title, place) => ({ guid: `${place}`, url: at(title), title })),
    ],
    [C],
  ],
  [
    'links that differ in the fragment alone: other guid and title, another entry',
    [[{ guid: 'b1', url: at('live#b1'), title: A }], [{ guid: 'b2', url: at('live#b2'), title: B }]],
    [B],
  ],
  ['the same without guids', [[{ url: at('live#b1'), title: A }], [{ url: at('live#b2'), title: B }]], [B]],
  [
    'the same with the links of an application',
    [[{ url: at('app/#/news/1'), title: A }], [{ url: at('app/#/news/2'), title: B }]],
    [B],
  ],
  [
    'links that differ in a parameter called ref',
    [[{ url: at('view?ref=1001'), title: A }], [{ url: at('view?ref=1002'), title: B }]],
    [B],
  ],
  ['the same at the front page', [[{ url: at('?ref=1001'), title: A }], [{ url: at('?ref=1002'), title: B }]], [B]],
  [
    'every entry with the link of the section',
    [
      [A, B].map((title, index) => ({ guid: `g${index}`, url: at('news'), title })),
      [C, A, B].map((title, index) => ({ guid: `g${(index + 2) % 3}`, url: at('news'), title })),
    ],
    [C],
  ],
  [
    'the same, one entry at a time',
    [[{ guid: 'g1', url: at('news'), title: A }], [{ guid: 'g2', url: at('news'), title: B }]],
    [B],
  ],
  [
    'the same without guids',
    [[A, B].map(title => ({ url: at('news'), title })), [C, A, B].map(title => ({ url: at('news'), title }))],
    [C],
  ],
  [
    'two entries of one title that stand beside each other are two',
    [
      [{ guid: 'g1', url: at('1'), title: A }],
      [
        { guid: 'g2', url: at('2'), title: A },
        { guid: 'g1', url: at('1'), title: A },
      ],
    ],
    [A],
  ],
  [
    'an entry of a headline that another one bore before it was edited is another entry',
    [
      [{ guid: 'g1', url: at('1'), title: A }],
      [
        { guid: 'g2', url: at('2'), title: A },
        { guid: 'g1', url: at('1'), title: `${A} (updated)` },
      ],
    ],
    [A],
  ],
  [
    'a place in the list, and the newcomer has the headline of the one before it',
    [
      [{ guid: '1', url: at('a'), title: A }],
      [
        { guid: '1', url: at('b'), title: A },
        { guid: '2', url: at('a'), title: A },
      ],
    ],
    [A],
  ],
  ['an edited title', [[{ guid: 'g', url: at('1'), title: A }], [{ guid: 'g', url: at('1'), title: B }]], []],
  [
    'an edited title without a guid',
    [[{ url: at('1'), title: A }], [{ url: at('1'), title: `${A}, says ministry` }]],
    [],
  ],
  [
    'a rewritten title without a guid, among entries that stay',
    [
      [A, B, C].map((title, index) => ({ url: at(`${index}`), title })),
      [D, B, C].map((title, index) => ({ url: at(`${index}`), title })),
    ],
    [],
  ],
  [
    'a title that was edited with the address that is made of it',
    [[{ guid: 'g', url: at('envoys-meet'), title: A }], [{ guid: 'g', url: at('envoys-met'), title: `${A} again` }]],
    [],
  ],
  [
    'both rewritten, among entries that stay',
    [
      [A, B, C].map((title, index) => ({ guid: `g${index}`, url: at(title), title })),
      [D, B, C].map((title, index) => ({ guid: `g${index}`, url: at(title), title })),
    ],
    [],
  ],
  [
    'a guid that changes with every reading',
    [
      [A, B].map((title, index) => ({ guid: `${index}@09:00`, url: at(title), title })),
      [A, B].map((title, index) => ({ guid: `${index}@10:00`, url: at(title), title })),
    ],
    [],
  ],
  [
    'a guid that changes with the title, in a feed that was seen to change guids',
    [
      [A, B, D].map((title, index) => ({ guid: `${index}@09:00`, url: at(`${index}`), title })),
      [A, B, D].map((title, index) => ({ guid: `${index}@10:00`, url: at(`${index}`), title })),
      [A, C, D].map((title, index) => ({ guid: `${index}@11:00`, url: at(`${index}`), title })),
    ],
    [],
  ],
  [
    'an address that carries a session',
    [
      [{ guid: 'g', url: at('1;jsessionid=AB?sid=1'), title: A }],
      [{ guid: 'g', url: at('1;jsessionid=CD?sid=2'), title: A }],
    ],
    [],
  ],
  ['the same without a guid', [[{ url: at('a?sid=1'), title: A }], [{ url: at('a?sid=2'), title: A }]], []],
  [
    'a feed that has moved to another host: guid and address are new, the title is known',
    [
      [{ guid: 'https://old.example/1', url: 'https://old.example/1', title: A }],
      [{ guid: 'https://news.example/1', url: at('1'), title: A }],
    ],
    [],
  ],
  [
    'one page under several addresses',
    [[{ url: at('reports/1?utm_source=rss'), title: A }], [{ url: 'http://m.news.example/reports/1#top', title: A }]],
    [],
  ],
  [
    'an entry that is listed twice is one',
    [
      [
        { guid: 'g', url: at('1'), title: A },
        { guid: 'g', url: at('1'), title: A },
      ],
    ],
    [A],
  ],
]
for (const [what, polls, fresh] of POLLS)
  test(what, () => {
    const reader = new Reader()
    const came = polls.map(entries => reader.poll(entries))
    assert.deepEqual(came.at(-1), fresh)
    assert.deepEqual(reader.poll(polls.at(-1) ?? []), [], 'the same again')
  })

test('an entry that stands under a guid that was another’s has an id of its own', () => {
  const reader = new Reader()
  const [first] = reader.fresh([{ guid: '1', url: at('a'), title: A }])
  const [second] = reader.fresh([
    { guid: '1', url: at('b'), title: B },
    { guid: '2', url: at('a'), title: A },
  ])
  assert.ok(first !== undefined && second !== undefined)
  assert.notEqual(first.id, second.id)
  assert.equal(reader.guids.get('desk'), 'unusable')
})

test('an entry without guid and address of its own is known while it stands in its feed, and no longer', () => {
  const reader = new Reader()
  const entries = [A, B].map(title => ({ url: at('news'), title }))
  reader.poll(entries)
  for (let day = 0; day < 30; day += 1) {
    reader.now += 23 * HOUR
    assert.deepEqual(reader.poll(entries), [], `day ${day}`)
  }
  reader.now += 8 * 24 * HOUR
  assert.deepEqual(reader.poll(entries), [A, B])
})

const OTHER: Partial<Feed> = { id: 'other', name: 'The Other', url: 'https://other.example/feed' }

test('a feed that lists another outlet’s address and title first silences nothing', () => {
  for (const listed of [
    { url: at('1'), title: B },
    { guid: 'x', url: at('1'), title: A },
    { guid: at('1'), title: A },
  ]) {
    const reader = new Reader()
    reader.poll([listed], OTHER)
    assert.deepEqual(reader.poll([{ guid: 'g', url: at('1'), title: A }]), [A])
  }
})

test('what one feed of an outlet has brought is known in the outlet’s other feeds', () => {
  const reader = new Reader()
  reader.poll([{ guid: 'g', url: at('1'), title: A }])
  const second = { id: 'desk-2', url: 'https://news.example/feed2' }
  assert.deepEqual(reader.poll([{ guid: 'other form', url: at('1'), title: A }], second), [])
  assert.deepEqual(reader.poll([{ guid: 'another', url: at('2'), title: A }], second), [])
})

const GATHERER: Partial<Feed> = {
  id: 'gatherer',
  name: 'Gatherer',
  kind: 'aggregator',
  url: 'https://gatherer.example/feed',
}

test('an aggregator’s entry that its outlet’s own feed has brought is known, by address or by title', () => {
  const reader = new Reader()
  reader.poll([{ guid: 'g', url: at('1'), title: A }])
  assert.deepEqual(reader.poll([{ guid: 'n1', url: at('1'), title: D, source: 'The Desk' }], GATHERER), [])
  assert.deepEqual(
    reader.poll([{ guid: 'n2', url: 'https://gatherer.example/r/1', title: A, source: 'The Desk' }], GATHERER),
    [],
  )
  assert.deepEqual(reader.poll([{ guid: 'n3', url: at('9'), title: C, source: 'The Desk' }], GATHERER), [C])
})

test('an outlet’s own entry is judged whatever an aggregator has brought before', () => {
  const reader = new Reader()
  reader.poll([{ guid: 'n1', url: at('1'), title: A, source: 'The Desk' }], GATHERER)
  assert.deepEqual(reader.poll([{ guid: 'g', url: at('1'), title: A }]), [A])
})

test('one article of two aggregators is known by its title; an address alone silences nothing', () => {
  const reader = new Reader()
  const second = { ...GATHERER, id: 'gatherer-2' }
  reader.poll([{ guid: 'n1', url: at('1'), title: A, source: 'A Paper' }], GATHERER)
  assert.deepEqual(reader.poll([{ guid: 'm1', url: at('x'), title: A, source: 'A Paper' }], second), [])
  assert.deepEqual(reader.poll([{ guid: 'm2', url: at('1'), title: B, source: 'A Paper' }], second), [B])
})

test('what version 0.1 has noted is known: by guid, by address whatever the feed, by title for 48 hours', () => {
  for (const key of [
    'guid:desk:g',
    'url:news.example/reports/1',
    'title:news.example:envoys of both sides meet in geneva today',
  ]) {
    const reader = new Reader()
    reader.seen.set(key, { first: reader.now - HOUR, last: reader.now - HOUR, mark: null })
    const entry = { guid: 'g', url: at('reports/1?utm_source=rss'), title: A }
    assert.deepEqual(reader.poll([entry]), [], key)
    reader.seen.delete(key)
    assert.deepEqual(reader.poll([entry]), [], 'and is noted anew')
  }
})
