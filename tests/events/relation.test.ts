import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Relation, relate } from '../../src/events/compare/relation.ts'
import { mayLapse, overtakes, turnOf } from '../../src/events/compare/turn.ts'
import { PHASES } from '../../src/events/event.ts'
import { readingOf, sense } from './shipped.ts'

const HOUR = 3_600_000

/** Some relations are named apart for the reason by which two reports are one event. */
const ONE: ReadonlySet<string> = new Set(['same', 'about', 'statement'])
const kindOf = (relation: string) => (ONE.has(relation) ? 'same' : relation)

/** How a later report stands to one story. */
function relationOf(told: string, later: string, options: { readonly hours?: number; readonly lang?: string } = {}) {
  const story = [{ reading: readingOf(told), at: 0 }]
  const item = { reading: readingOf(later, options.lang), at: (options.hours ?? 1) * HOUR }
  return relate(item, story, sense.rules)
}

type Row = readonly [
  fact: string,
  told: string,
  later: string,
  relation: Relation,
  more?: { hours?: number; lang?: string },
]

const PLANNED = 'Trump to meet Kim Jong Un in Oslo'
const CANCELLED = 'Trump cancels Oslo summit with Kim Jong Un'
const FACTS: readonly Row[] = [
  ['one event in other words is one', CANCELLED, 'White House calls off Oslo summit with Kim', 'same'],
  ['one event in Korean is one', CANCELLED, '트럼프, 오슬로 북미정상회담 취소', 'same', { lang: 'ko' }],
  ['one event in Japanese is one', CANCELLED, 'トランプ氏、米朝首脳会談を中止', 'same', { lang: 'ja' }],
  ['one event in Chinese is one', CANCELLED, '特朗普取消与金正恩的峰会', 'same', { lang: 'zh' }],
  ['what was planned and is called off are two', PLANNED, CANCELLED, 'other'],
  ['what was called off and is back on are two', CANCELLED, 'Oslo summit of Trump and Kim back on', 'other'],
  ['an offer and its refusal are two', 'US offers North Korea talks', 'North Korea rejects US offer of talks', 'other'],
  ['detained and freed are two', 'North Korea detains American tourist', 'North Korea frees American tourist', 'other'],
  [
    'prepared and imposed are two',
    'US prepares sanctions on North Korea',
    'US imposes sanctions on North Korea',
    'other',
  ],
  ['what may be done and what is done are two', 'Trump may cancel Oslo summit with Kim Jong Un', CANCELLED, 'other'],
  [
    'one act about another thing is another event',
    'US lifts sanctions on North Korea',
    'US lifts travel ban on North Korea',
    'other',
  ],
  ['one act by the other side is another event', CANCELLED, 'North Korea cancels Oslo summit with Trump', 'other'],
  [
    'leaders and their envoys meet at two events',
    'Trump and Kim hold summit in Oslo',
    'US and North Korea hold working-level talks in Oslo',
    'other',
  ],
  [
    'one act at another place is another event',
    'Trump meets Kim Jong Un in Oslo',
    'Trump meets Kim Jong Un in Hanoi',
    'other',
  ],
  [
    'the land for its town is the same place',
    'Trump cancels Oslo summit with Kim Jong Un',
    'Trump cancels summit with Kim Jong Un in Norway',
    'same',
  ],
  [
    'one act on another day is another event',
    'North Korea cancels talks of June 12 with US',
    'North Korea cancels talks of July 3 with US',
    'other',
  ],
  ['the same act days later may be another: the words decide', CANCELLED, CANCELLED, 'near', { hours: 60 }],
  [
    'a place that becomes known is news',
    'Trump says he will meet Kim Jong Un',
    'Trump to meet Kim Jong Un in Oslo',
    'other',
  ],
  [
    'reports of one event that give near phases: the words decide',
    'Kim Jong Un travels to Vladivostok',
    'Kim Jong Un arrives in Vladivostok',
    'near',
  ],
  ['a piece about the event belongs to it', CANCELLED, 'Why Trump cancelled the Oslo summit with Kim', 'same'],
  [
    'pictures of the event belong to it',
    'Trump and Kim Jong Un hold summit in Oslo',
    'In pictures: Trump and Kim hold summit in Oslo',
    'same',
  ],
  [
    'news of other sides is not compared',
    'France cancels summit with Italy',
    'Italy cancels summit with France',
    'outside',
  ],
  [
    'a cruise missile is no ballistic one',
    'North Korea fires cruise missile',
    'North Korea fires ballistic missile',
    'other',
  ],
  ['a meeting to come by either word', 'Trump to meet Kim in Oslo', 'Trump, Kim to hold summit in Oslo', 'same'],
  ['where nothing is read the words decide', CANCELLED, 'Oslo waits for the two leaders, Kim and Trump', 'unknown'],
]
for (const [fact, told, later, relation, more] of FACTS) {
  test(`two reports: ${fact}`, () => {
    const found = relationOf(told, later, more)
    assert.equal(kindOf(found.relation), relation, found.why)
    assert.notEqual(found.why, '', 'it says why')
  })
}

test('what others say of an event is no event of its own', () => {
  for (const side of ['South Korea', 'China', 'Russia']) {
    const found = relationOf(CANCELLED, `${side} regrets cancellation of Oslo summit between Trump and Kim`)
    assert.notEqual(found.relation, 'other', found.why)
  }
})

const STATEMENTS: readonly (readonly [title: string, language: string])[] = [
  ['Press Statement of Kim Yo Jong, Department Head', 'en'],
  ['Kim Yo Jong says drills must end before any talks with US', 'en'],
  ['김여정 "미국, 훈련부터 멈춰야" 담화', 'ko'],
]
for (const [title, language] of STATEMENTS) {
  for (const [later, other] of STATEMENTS) {
    test(`a statement of one day is one event: "${title}", then "${later}"`, () => {
      const item = { reading: readingOf(later, other), at: 5 * HOUR }
      const found = relate(item, [{ reading: readingOf(title, language), at: 0 }], sense.rules)
      assert.equal(kindOf(found.relation), 'same', found.why)
    })
  }
}
test('what one person says two days later is not the statement of before', () => {
  const [[title = ''] = []] = STATEMENTS
  const found = relationOf(title, 'Kim Yo Jong mocks new South Korean president', { hours: 50 })
  assert.doesNotMatch(found.why, /on one day/)
})

const TURNS: readonly (readonly [later: string, earlier: string, overtaken: boolean])[] = [
  [CANCELLED, PLANNED, true],
  ['Oslo summit of Trump and Kim postponed', PLANNED, true],
  ['Oslo summit of Trump and Kim back on', CANCELLED, true],
  ['North Korea rejects US offer of talks', 'US offers North Korea talks', true],
  ['US imposes sanctions on North Korea', 'US prepares sanctions on North Korea', true],
  ['US lifts sanctions on North Korea', 'US imposes sanctions on North Korea', true],
  ['North Korea frees American tourist', 'North Korea detains American tourist', true],
  ['Oslo talks of US and North Korea collapse', 'US and North Korea hold talks in Oslo', true],
  ['트럼프, 북미정상회담 취소', PLANNED, true],
  ['Oslo talks of US and North Korea collapse', 'US and North Korea hold preliminary contact in Oslo', false],
  ['Working-level talks of US and North Korea end in Oslo', 'Trump and Kim hold summit in Oslo', false],
  ['Trump-Kim summit postponed to June 15', 'US and North Korea to hold working-level talks in Oslo on June 3', false],
  ['US calls off working-level talks with North Korea', 'Trump and Kim to hold summit in Oslo', false],
  ['US and North Korea to hold talks in Stockholm', 'Trump proposes meeting Kim in Geneva', false],
  ['US and North Korea to hold talks in Geneva', 'Trump proposes meeting Kim in Geneva', true],
  ['North Korea agrees to meet Trump in Geneva', 'Trump proposes meeting Kim in Geneva', true],
  ['North Korea agrees to meet Trump', 'Trump proposes meeting Kim in Geneva', false],
  [CANCELLED, 'US imposes sanctions on North Korea', false],
  ['US lifts sanctions on North Korea', 'US extends travel ban on North Korea', false],
  [PLANNED, PLANNED, false],
  ['Trump may cancel Oslo summit with Kim Jong Un', PLANNED, false],
  ['North Korea threatens to cancel Oslo summit', PLANNED, false],
  ['Why Trump cancelled the Oslo summit', PLANNED, false],
  ['After cancelling summit, Trump writes to Kim', PLANNED, false],
]
for (const [later, earlier, overtaken] of TURNS) {
  test(`"${later}" ${overtaken ? 'overtakes' : 'overtakes nothing of'} "${earlier}"`, () => {
    const turn = turnOf(readingOf(later, /[가-힣]/.test(later) ? 'ko' : 'en'), sense.turns)
    assert.equal(turn !== null && overtakes(turn, readingOf(earlier)), overtaken)
    if (overtaken) assert.match(turn?.says ?? '', /^since /)
  })
}

const headline = fc
  .array(
    fc.constantFrom(
      'Trump',
      'Kim Jong Un',
      'Kim Yo Jong',
      'North Korea',
      'US',
      'cancels',
      'may',
      'hold',
      'rejects',
      'frees',
      'summit',
      'talks',
      'sanctions',
      'tourist',
      'in Oslo',
      'in Hanoi',
      'after',
      'June 12',
      'says',
      'Why',
      ',',
      '회담 취소',
      '?',
    ),
    { maxLength: 9 },
  )
  .map(words => words.join(' '))
const timed = fc.record({ title: headline, at: fc.integer({ min: 0, max: 90 }) })

test('any reports compare with a relation and a reason, whatever the order of the story’s reports', () => {
  fc.assert(
    fc.property(timed, fc.array(timed, { minLength: 1, maxLength: 4 }), (later, told) => {
      const item = { reading: readingOf(later.title), at: later.at * HOUR }
      const story = told.map(one => ({ reading: readingOf(one.title), at: one.at * HOUR }))
      const { relation, why } = relate(item, story, sense.rules)
      assert.ok(why.length > 0)
      assert.equal(relate(item, [...story].reverse(), sense.rules).relation, relation)
    }),
    { numRuns: 200 },
  )
})

test('the days of what is of another level stand, whatever becomes of the summit', () => {
  const turn = turnOf(readingOf('Trump-Kim summit postponed to June 15'), sense.turns)
  assert.ok(turn !== null)
  assert.equal(mayLapse(turn, readingOf('US and North Korea to hold working-level talks in Oslo on June 3')), false)
  assert.equal(mayLapse(turn, readingOf('Trump and Kim to hold summit in Oslo on June 12')), true)
  assert.equal(mayLapse(turn, readingOf('Trump-Kim meeting to be on June 12')), true)
  assert.equal(mayLapse(turn, readingOf('Kim Jong Un praises Trump')), true)
})

test('a turn is told by a phase of the file, and never overtakes itself', () => {
  for (const [phase, turn] of Object.entries(sense.turns)) {
    assert.ok(PHASES.some(one => one === phase))
    assert.ok(!turn?.over.some(one => one === phase), phase)
  }
})
