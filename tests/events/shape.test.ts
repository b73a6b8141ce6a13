import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { KINDS, type Kind } from '../../src/events/event.ts'
import { kindOf } from '../../src/events/kinds.ts'
import { daysOf } from '../../src/events/reading/days.ts'
import { inflect } from '../../src/language/en/inflect.ts'
import { file, readingOf } from './shipped.ts'

const PIECES: readonly (readonly [headline: string, kind: Kind])[] = [
  ['North Korea fires missile', 'report'],
  ['Why North Korea fires missiles', 'analysis'],
  ['What to know about the Oslo talks', 'analysis'],
  ['Will Kim come to Oslo?', 'analysis'],
  ['Talks need patience | Opinion', 'analysis'],
  ['[사설] 대화가 필요하다', 'analysis'],
  ['社説：対話を続けよ', 'analysis'],
  ['LIVE: Trump and Kim meet in Oslo', 'live'],
  ['Oslo summit live updates', 'live'],
  ['In pictures: Oslo summit', 'pictures'],
  ['[포토] 오슬로의 두 정상', 'pictures'],
  ['Full text of the joint statement', 'text'],
  ['[전문] 공동성명', 'text'],
  ['Whyte says talks go on', 'report'],
  ['Lively talks in Oslo', 'report'],
  ['Somehow talks go on', 'report'],
]
for (const [headline, kind] of PIECES) {
  test(`a piece by its headline: ${headline} – ${kind}`, () => assert.equal(kindOf(headline, file.kinds), kind))
}

const DAYS: readonly (readonly [headline: string, days: readonly string[]])[] = [
  ['Trump to meet Kim on June 12', ['06-12']],
  ['Trump to meet Kim on 12 June', ['06-12']],
  ['Summit set for Feb. 27-28', ['02-27']],
  ['트럼프·김정은 6월 12일 회담', ['06-12']],
  ['首脳会談は2月27日', ['02-27']],
  ['Summit in June', []],
  ['February 30th is no month, 31 April is none either', ['02-30', '04-31']],
  ['Talks of May 2018', []],
  ['Talks failed in June 2019', []],
  ['A deal by May 45', []],
]
for (const [headline, days] of DAYS) {
  test(`days of a headline: ${headline} – ${days.join(', ') || 'none'}`, () => assert.deepEqual(daysOf(headline), days))
}

const PLACES: readonly (readonly [
  headline: string,
  language: string,
  places: readonly string[],
  lands: readonly string[],
])[] = [
  ['Trump and Kim to meet in Singapore', 'en', ['Singapore'], ['Singapore']],
  ['Envoys meet in Hanoi', 'en', ['Hanoi'], ['Vietnam']],
  ['Envoys meet in Vietnam', 'en', [], ['Vietnam']],
  ['US envoy arrives in Seoul', 'en', ['Seoul'], ['South Korea']],
  ['Seoul says talks go on', 'en', [], []],
  ['Pyongyang rejects talks', 'en', [], []],
  ['북미, 스톡홀름서 실무협상', 'ko', ['Stockholm'], ['Sweden']],
  ['비건, 평양 방문', 'ko', ['Pyongyang'], ['North Korea']],
  ['ハノイで首脳会談', 'ja', ['Hanoi'], ['Vietnam']],
  ['特朗普与金正恩在新加坡会晤', 'zh', ['Singapore'], ['Singapore']],
]
for (const [headline, language, places, lands] of PLACES) {
  test(`places of a headline: ${headline} – ${places.join(', ') || lands.join(', ') || 'none'}`, () => {
    const reading = readingOf(headline, language)
    assert.deepEqual(reading.places, places)
    assert.deepEqual(reading.lands, lands)
  })
}

const SIDES: readonly (readonly [headline: string, language: string, sides: readonly string[]])[] = [
  ['White House calls off talks with Pyongyang', 'en', ['US', 'DPRK']],
  ['Trump to meet Kim Jong Un', 'en', ['US', 'DPRK']],
  ['북미 실무협상 결렬', 'ko', ['DPRK', 'US']],
  ['米国と北朝鮮が協議', 'ja', ['US', 'DPRK']],
  ['Flowers bloom in the park', 'en', []],
]
for (const [headline, language, sides] of SIDES) {
  test(`sides of a headline: ${headline} – ${sides.join(', ') || 'none'}`, () => {
    assert.deepEqual([...readingOf(headline, language).sides].sort(), [...sides].sort())
  })
}

const CLAUSES: readonly (readonly [headline: string, told: string | null, named: string])[] = [
  ['After missile launch, US resumes talks', 'resumed', 'launched'],
  ['US resumes talks despite missile launch', 'resumed', 'launched'],
  ['Kim Jong Un visits Beijing ahead of summit with Trump', 'arrived', ''],
]
for (const [headline, told, named] of CLAUSES) {
  test(`what is told and what is only named: ${headline}`, () => {
    const { claims } = readingOf(headline)
    assert.ok(told === null || claims.some(claim => !claim.named && claim.phase === told))
    assert.ok(named === '' || claims.every(claim => claim.phase !== named || claim.named))
  })
}

const FORMS: readonly (readonly [verb: string, form: string])[] = [
  ['cancel', 'cancels'],
  ['cancel', 'cancelled'],
  ['cancel', 'canceled'],
  ['cancel', 'cancelling'],
  ['call off', 'called off'],
  ['call off', 'calling off'],
  ['deny', 'denies'],
  ['deny', 'denied'],
  ['die', 'dying'],
  ['ban', 'banned'],
  ['pledge', 'pledging'],
  ['hold', 'held'],
  ['meet', 'met'],
  ['withdraw from', 'withdrew from'],
  ['free', 'freed'],
]
for (const [verb, form] of FORMS) {
  test(`forms of a verb: ${verb} – ${form}`, () => assert.ok(inflect(verb, file.irregular).includes(form)))
}
test('an irregular verb has no regular past: no "holded"', () => {
  assert.ok(!inflect('hold', file.irregular).includes('holded'))
})

const piece = fc.constantFrom(
  'Trump',
  'Kim Jong Un',
  'Kim Yo Jong',
  'North Korea',
  'cancels',
  'summit',
  'talks',
  'may',
  'after',
  'to',
  'not',
  'by',
  ',',
  ': ',
  '…',
  '"',
  '“',
  '회담',
  '취소',
  '이후',
  '北朝鮮',
  '中止',
  '取消',
  'June 12',
  '6월 12일',
  ' ',
  '\u202e',
  '\ud800',
  '🙂',
  '.',
  'e\u0301',
)
const headline = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(piece, { maxLength: 20 }).map(pieces => pieces.join(' ')),
  fc.array(piece, { maxLength: 20 }).map(pieces => pieces.join('')),
)
const language = fc.constantFrom('en', 'ko', 'ja', 'zh', '', 'fr', 'ko-KR')

test('any headline in any language is read without a throw, the same each time, and its spans lie in the text', () => {
  fc.assert(
    fc.property(headline, headline, language, (title, summary, tag) => {
      const reading = readingOf(title, tag, summary)
      assert.deepEqual(readingOf(title, tag, summary), reading)
      assert.ok(KINDS.includes(reading.kind))
      const longest = Math.max(title.length, summary.length)
      for (const { span, phase } of reading.claims) {
        assert.ok(span.start >= 0 && span.start < span.end && span.end <= longest, JSON.stringify(span))
        assert.ok(phase.length > 0)
      }
      for (const day of [...reading.days, ...reading.moreDays]) assert.match(day, /^\d\d-\d\d$/)
    }),
    { numRuns: 300 },
  )
})

const LONG: readonly (readonly [what: string, text: string])[] = [
  ['one word again and again', 'summit '.repeat(40_000)],
  ['acts again and again', 'cancels talks, '.repeat(20_000)],
  ['colons', ':'.repeat(200_000)],
  ['words of the past', 'after '.repeat(40_000)],
  ['brackets of wire marks', '(URGENT) '.repeat(20_000)],
  ['spaces', ' '.repeat(200_000)],
  ['one Korean syllable', '회'.repeat(200_000)],
  ['capitals without a space', 'A'.repeat(200_000)],
]
for (const [what, text] of LONG) {
  test(`a headline and summary without end are read: ${what}`, () => {
    for (const tag of ['en', 'ko', 'zh']) assert.ok(Array.isArray(readingOf(text, tag, text).claims))
  })
}
