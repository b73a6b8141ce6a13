import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Shelf } from '../../src/stories/alike/shelf.ts'
import { Placer } from '../../src/stories/place.ts'
import type { Story } from '../../src/stories/story.ts'
import { sense } from '../events/shipped.ts'
import { placeAll, storyOf } from './place-all.ts'
import { HOUR, item, QUIET, scan } from './terms.ts'
import { wording } from './wording.ts'

const BREAKDOWN = [
  item('a', 0, 'North Korea breaks off Stockholm talks with US', {
    summary:
      'Negotiator Kim Myong-gil said that the talks in Stockholm failed because the US came with its old position.',
  }),
  item('b', 1, 'Nuclear talks between US and North Korea in Stockholm collapse'),
  item('c', 2, 'Heat wave closes schools in the south'),
]

test('two reports of one event meet, and one of something else opens its own story', () => {
  const [a, b, c] = storyOf(placeAll(BREAKDOWN))
  assert.equal(a, b)
  assert.notEqual(a, c)
})

test('a joined item says with what, how alike, how alike it had to be, and by which words', () => {
  const [, joined] = placeAll(BREAKDOWN)
  assert.equal(joined?.kind, 'joined')
  assert.match(joined?.because.join('\n') ?? '', /similarity 0\.\d\d with "North Korea breaks off.*", 0\.\d\d needed/)
  assert.match(joined?.because.join('\n') ?? '', /stockholm/)
})

test('an opened item says which story was nearest, and that it was not near enough', () => {
  const [, , opened] = placeAll([...BREAKDOWN.slice(0, 2), item('d', 3, 'US sanctions a shipping company in Dalian')])
  assert.equal(opened?.kind, 'opened')
  assert.match(opened?.because[0] ?? '', /with the nearest, "North Korea breaks off.*", 0\.\d\d needed/)
})

test('what undoes an event is another story, however alike the words', () => {
  const [cancelled, revived] = placeAll(
    [
      item('a', 0, 'Trump cancels Singapore summit with Kim Jong Un'),
      item('b', 20, 'Trump: Singapore summit with Kim Jong Un is back on'),
    ],
    new Placer(scan, wording, sense),
  )
  assert.notEqual(cancelled?.story.id, revived?.story.id)
  assert.match(revived?.because[0] ?? '', /is near, but another event: tells .*resumed, the story .*cancelled/)
})

test('the same place with other people is another story, and says so', () => {
  const [one, other] = placeAll([
    item('a', 0, 'Kim Myong-gil arrives in Stockholm for nuclear talks'),
    item('b', 3, 'Biegun arrives in Stockholm for nuclear talks'),
  ])
  assert.notEqual(other?.story.id, one?.story.id)
  assert.match(other?.because[0] ?? '', /of other people at the same place/)
})

test('other people at the same place meet where both are in one event', () => {
  const [broken, also] = placeAll([
    item('a', 0, 'Kim Myong-gil breaks off nuclear talks in Stockholm'),
    item('b', 3, 'Biegun silent as nuclear talks in Stockholm collapse'),
  ])
  assert.equal(also?.story.id, broken?.story.id)
})

const HOPES =
  'Months of careful work and hope by a Swedish lake for nothing as the long awaited round between old foes falls through'
const OTHER_WORDS: readonly (readonly [fact: string, title: string, joins: boolean])[] = [
  ['the same event and nothing beyond it joins', HOPES, true],
  ['one that names another person does not', `${HOPES}, Biegun silent`, false],
  ['one that gives another number does not', `${HOPES}, 450 minutes in vain`, false],
  ['one that tells another event besides does not', `${HOPES}, army launches drill`, false],
  ['one that tells no event at all does not', HOPES.replace('falls through', 'was in vain'), false],
]
for (const [fact, title, joins] of OTHER_WORDS) {
  test(`told in other words, under the threshold: ${fact}`, () => {
    const [told, other] = placeAll([
      item('a', 0, 'North Korea breaks off Stockholm talks with US', {
        summary:
          'Negotiator Kim Myong-gil spoke for his delegation in front of the embassy, reading a statement of ten sentences, ' +
          'and left the villa on the island in the evening without a word to those who waited in the rain.',
      }),
      item('b', 2, title),
    ])
    if (joins) {
      const [, similarity = '', needed = ''] =
        /similarity ([\d.]+) .* ([\d.]+) needed/.exec(other?.because[0] ?? '') ?? []
      assert.ok(Number(similarity) < Number(needed), other?.because[0])
    }
    assert.equal(other?.story.id === told?.story.id, joins, other?.because.join('\n'))
  })
}

test('a story without a report for the quiet time is closed: the same words open another', () => {
  const again = item('z', 1 + QUIET / HOUR + 1, 'Nuclear talks between US and North Korea in Stockholm collapse')
  const [a, , late] = storyOf(placeAll([...BREAKDOWN.slice(0, 2), again]))
  assert.notEqual(late, a)
})

test('an item that is older than a story by more than the quiet time does not join it', () => {
  const old = item('old', -QUIET / HOUR - 1, 'North Korea breaks off Stockholm talks with US')
  const placer = new Placer(scan, wording)
  const first = placer.place(item('new', 0, 'North Korea breaks off Stockholm talks with US'), new Shelf(), HOUR, QUIET)
  assert.equal(placer.place(old, new Shelf([first.story]), item('', 0, '').at, QUIET).kind, 'opened')
})

test('an item that arrives late does not make its story older', () => {
  const [, late] = placeAll([BREAKDOWN[1] ?? item('', 0, ''), { ...(BREAKDOWN[0] ?? item('', 0, '')), id: 'late' }])
  assert.equal(late?.kind, 'joined')
  assert.equal(late?.story.lastAt, BREAKDOWN[1]?.at)
})

test('a placement that was not kept leaves no trace: the next item sees only the stories it is handed', () => {
  const placer = new Placer(scan, wording)
  const [a, b] = BREAKDOWN
  assert.ok(a !== undefined && b !== undefined)
  const first = placer.place(a, new Shelf(), a.at, QUIET)
  placer.place(
    item('dropped', 1, 'North Korea breaks off Stockholm talks, Seoul watches'),
    new Shelf([first.story]),
    b.at,
    QUIET,
  )
  const next = placer.place(b, new Shelf([first.story]), b.at, QUIET)
  assert.equal(next.kind, 'joined')
  assert.deepEqual(
    next.story.items.map(one => one.id),
    ['a', 'b'],
  )
  assert.equal(placer.place(item('x', 2, 'Stockholm talks collapse'), new Shelf(), b.at, QUIET).kind, 'opened')
})

test('after a restart a story is known by what the store kept of it', () => {
  const [a, b] = BREAKDOWN
  assert.ok(a !== undefined && b !== undefined)
  const stored = JSON.parse(JSON.stringify(new Placer(scan, wording).place(a, new Shelf(), a.at, QUIET).story)) as Story
  assert.equal(new Placer(scan, wording).place(b, new Shelf([stored]), b.at, QUIET).kind, 'joined')
})

const word = fc.constantFrom(
  'Kim',
  'Trump',
  'talks',
  'summit',
  'cancels',
  'missile',
  '결렬',
  '北朝鮮',
  '12',
  '"',
  '…',
  '',
)
const anyItem = fc.record({
  id: fc.uuid(),
  title: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(word, { maxLength: 8 }).map(words => words.join(' ')),
  ),
  summary: fc.string({ unit: 'binary', maxLength: 80 }),
  language: fc.constantFrom('en', 'ko', 'ja', '', 'xx'),
  outlet: fc.string({ maxLength: 8 }),
  url: fc.constant(null),
  at: fc.integer({ min: 0, max: 10 * 86_400_000 }),
})

test('any items are placed without a throw, each in one story, and the same again every time', () => {
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 12 }), items => {
      const once = placeAll(items)
      for (const [index, placed] of once.entries()) {
        assert.equal(placed.story.items.at(-1)?.id, items[index]?.id)
        assert.ok(placed.origins >= 1 && placed.origins <= placed.story.items.length)
        assert.ok(placed.similarity === null || (placed.similarity >= 0 && placed.similarity <= 1.000001))
      }
      assert.deepEqual(storyOf(once), storyOf(placeAll(items)))
    }),
    { numRuns: 60 },
  )
})

test('for a person the stories that share anything stand by how alike they are, and asking teaches nothing', async () => {
  const placer = new Placer(scan, wording, sense)
  const alone = ({ id, at, ...rest }: ReturnType<typeof item>): Story => ({
    id: `story-${id}`,
    openedAt: at,
    lastAt: at,
    items: [{ id, at, ...rest }],
  })
  const stories = ['Floods in Jakarta', 'Stockholm hosts a marathon', 'US and North Korea break off Stockholm talks']
  await placer.warm(new Shelf(stories.map((title, at) => alone(item(`${at}`, at, title)))), async () => {})
  const asked = item('asked', 4, 'North Korea walks out of Stockholm talks with US')
  assert.deepEqual(placer.nearest(asked), ['story-2', 'story-1'])
  assert.deepEqual(placer.nearest(asked), ['story-2', 'story-1'])
})
