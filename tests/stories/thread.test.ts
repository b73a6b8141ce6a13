import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turnOf } from '../../src/events/compare/turn.ts'
import { followed, type Member } from '../../src/stories/thread.ts'
import { readingOf, sense } from '../events/shipped.ts'

const DAY = 86_400_000

function member(title: string, days = 0, alike = 0): Member {
  return { storyId: title, lastAt: days * DAY, readings: [readingOf(title)], alike }
}

/** The headline of the story that an event goes on from; null: it begins a thread. */
function before(title: string, members: readonly Member[], days = 1): string | null {
  const reading = readingOf(title, /[가-힣]/.test(title) ? 'ko' : 'en')
  const over = turnOf(reading, sense.turns)?.over ?? []
  return followed(reading, days * DAY, members, over, sense.rules)?.storyId ?? null
}

const SUMMIT = 'Trump to meet Kim Jong Un in Oslo'
const DETAINED = 'North Korea detains American tourist'
const SANCTIONS = 'US imposes sanctions on North Korea over missile test'
const SEOUL = 'South Korea proposes talks with North Korea at Panmunjom'
const ALL = [member(SUMMIT), member(DETAINED), member(SANCTIONS), member(SEOUL)]

const FACTS: readonly (readonly [fact: string, title: string, follows: string | null])[] = [
  [
    'a summit that is called off goes on from the one that was planned',
    'Trump cancels Oslo summit with Kim Jong Un',
    SUMMIT,
  ],
  ['so it does in Korean', '트럼프, 오슬로 북미정상회담 취소', SUMMIT],
  ['who is freed was detained', 'North Korea frees American tourist', DETAINED],
  ['sanctions that are lifted were imposed', 'US lifts sanctions on North Korea', SANCTIONS],
  [
    'talks with Seoul go on from the offer of Seoul',
    'North Korea rejects South Korean offer of talks at Panmunjom',
    SEOUL,
  ],
  ['what is of another saga begins a thread', 'North Korea returns fishing boat to Japan', null],
]
for (const [fact, title, follows] of FACTS) {
  test(`threads: ${fact}`, () => assert.equal(before(title, ALL), follows))
}

test('threads: of stories that bind alike it goes on from the newest', () => {
  const older = member(SUMMIT, 0)
  const newer = { ...member(SUMMIT, 2), storyId: 'newer' }
  for (const members of [
    [older, newer],
    [newer, older],
  ])
    assert.equal(before('Trump cancels Oslo summit with Kim Jong Un', members, 3), 'newer')
})

test('threads: after two weeks without a report a thread is over', () => {
  assert.equal(before('Trump cancels Oslo summit with Kim Jong Un', [member(SUMMIT)], 13), SUMMIT)
  assert.equal(before('Trump cancels Oslo summit with Kim Jong Un', [member(SUMMIT)], 15), null)
})

test('threads: without a story there is none', () => {
  assert.equal(before(SUMMIT, []), null)
})
