import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Placer } from '../../src/stories/place.ts'
import { scan, sense } from '../events/shipped.ts'
import { placeAll, storyOf } from './place-all.ts'
import { HOUR, item } from './terms.ts'
import { wording } from './wording.ts'

test('reports of one event in English, Korean and Japanese meet by shared terms', () => {
  const placed = placeAll([
    item('en', 0, 'North Korea breaks off Stockholm talks with US', {
      summary: 'Kim Myong-gil read a statement outside the embassy.',
    }),
    item('other', 1, 'Biegun flies to Seoul for talks on cost sharing'),
    item('ko', 1, '김명길 "스톡홀름 북미 실무협상 결렬…미국 빈손으로 나왔다"', { language: 'ko' }),
    item('ja', 2, '北朝鮮の金明吉首席代表、ストックホルムでの米国との協議は決裂と表明', { language: 'ja' }),
  ])
  const [en, other, ko, ja] = storyOf(placed)
  assert.equal(ko, en)
  assert.equal(ja, en)
  assert.notEqual(other, en)
  assert.match(placed[2]?.because[1] ?? '', /another language; shared terms: .*kim-myong-gil/)
})

const ACROSS: readonly (readonly [fact: string, english: string, language: string, other: string, meet: boolean])[] = [
  [
    'a cancelling by one person',
    'Trump cancels Singapore summit with Kim Jong-un',
    'ko',
    '트럼프, 6월 12일 싱가포르 정상회담 전격 취소 발표',
    true,
  ],
  [
    'two envoys who meet at one place, though no word of the event is shared',
    'US team led by Biegun crosses to Panmunjom to see Choe Son-hui',
    'ko',
    '비건 대표-최선희 부상, 판문점서 실무회담',
    true,
  ],
  [
    'a readiness told by one person',
    'North Korea says it is willing to talk with US, Choe Son-hui says',
    'ja',
    '北朝鮮の崔善姫第1外務次官「いつでも米国と対話の用意」',
    true,
  ],
  [
    'what undoes it',
    'Trump cancels Singapore summit with Kim Jong-un',
    'ko',
    '트럼프 "싱가포르 정상회담 재개" 김정은에 답변',
    false,
  ],
  [
    'the same person at another event',
    'North Korea says it is willing to talk with US, Choe Son-hui says',
    'ko',
    '최선희 부상, 베이징 도착…중국과 회동',
    false,
  ],
  [
    'one envoy of two, and another place',
    'US team led by Biegun crosses to Panmunjom to see Choe Son-hui',
    'ja',
    'ビーガン特別代表、平壌を訪問へ',
    false,
  ],
]
for (const [fact, english, language, other, meet] of ACROSS) {
  for (const order of ['English first', 'English second']) {
    test(`across languages ${meet ? 'these meet' : 'these do not meet'}: ${fact}, ${order}`, () => {
      const pair = [item('en', 0, english), item('other', 1, other, { language })]
      const [first, second] = order === 'English first' ? pair : [...pair].reverse()
      assert.ok(first !== undefined && second !== undefined)
      const unrelated = item('x', 0, 'US sanctions a shipping company in Dalian')
      // What meets does so by its terms alone already; what must not meet is kept apart by what is read.
      const placer = meet ? undefined : new Placer(scan, wording, sense)
      const placed = placeAll([unrelated, first, { ...second, at: first.at + HOUR }], placer)
      assert.equal(placed[1]?.story.id === placed[2]?.story.id, meet, placed[2]?.because.join('\n'))
    })
  }
}

test('a Korean report of another event does not meet an English one', () => {
  const [en, ko] = storyOf(
    placeAll([
      item('en', 0, 'North Korea breaks off Stockholm talks with US'),
      item('ko', 1, '트럼프 "김정은 친서 받았다"', { language: 'ko' }),
    ]),
  )
  assert.notEqual(ko, en)
})
