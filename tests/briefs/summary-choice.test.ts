import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../../src/briefs/brief.ts'
import { datelineEnd, isBoilerplate } from '../../src/briefs/places/boilerplate.ts'
import { SUMMARY_LIMITS, summarise } from '../../src/briefs/summary/summary.ts'
import { known } from './known.ts'

const report = (outlet: string, language: string, title: string, text: string): Report => ({
  title,
  text,
  outlet,
  language,
  timeZone: 'UTC',
  publishedAt: 0,
})

const ENGLISH = report(
  'Harbour News',
  'en',
  'Envoys of the two republics agree on inspections in Oslo',
  'Envoys of the two republics agreed in Oslo on Friday to let inspectors visit three harbours from June. ' +
    'The foreign minister of the southern republic said the accord on inspections would hold if the harbours stay open. ' +
    'The accord ends a quarrel over the harbours that began when inspectors were turned away last year.',
)
const KOREAN = report(
  '등대',
  'ko',
  '특사단 오슬로에서 사찰 합의',
  '두 나라 특사단은 금요일 오슬로에서 항구 세 곳의 사찰을 6월부터 시작하기로 합의했다고 외무부가 밝혔다.',
)

test('what happened stands first, what somebody says of it last', () => {
  const said = summarise([ENGLISH], known.places).map(one => one.text)
  assert.match(said[0] ?? '', /^Envoys of the two republics agreed/)
  assert.match(said.at(-1) ?? '', /foreign minister/)
})

test('a summary is of one language: that of those who read, where a report is in it', () => {
  const outlets = (reports: readonly Report[], language: string) =>
    new Set(summarise(reports, known.places, SUMMARY_LIMITS, language).map(one => one.outlet))
  assert.deepEqual(outlets([KOREAN, KOREAN, ENGLISH], 'en'), new Set(['Harbour News']))
  assert.deepEqual(outlets([ENGLISH, KOREAN], 'ko'), new Set(['등대']))
  assert.deepEqual(outlets([KOREAN], 'en'), new Set(['등대']))
  const cut = { ...ENGLISH, text: 'Envoys of the two republics have agreed on...' }
  assert.deepEqual(outlets([cut, KOREAN], 'en'), new Set(['등대']), 'a cut sentence is no summary')
})

test('a whole sentence is told rather than none', () => {
  const texts: readonly (readonly [text: string, told: string])[] = [
    ['He will sign it in June.', 'He will sign it in June.'],
    ['Is the quarrel over?', 'Is the quarrel over?'],
    [
      'Northern republic turns inspectors away for the third time in a year',
      'Northern republic turns inspectors away for the third time in a year',
    ],
    ['Northern republic turns inspectors away for the third time, as the…', ''],
    ['Northern republic turns inspectors away for the third time, because of the', ''],
    ['Harbours: what now', ''],
  ]
  for (const [text, told] of texts)
    assert.equal(
      summarise([report('A', 'en', 'Quarrel over the harbours', text)], known.places)
        .map(one => one.text)
        .join(' '),
      told,
      text,
    )
})

test('a description that only repeats its headline is no summary', () => {
  const title = 'Northern republic turns inspectors away for the third time'
  assert.deepEqual(summarise([report('A', 'en', title, title)], known.places), [])
})

test('datelines of every kind are cut', () => {
  const opened: readonly (readonly [dateline: string, rest: string])[] = [
    ['OSLO, Norway, June 3 (Wire) -- ', 'Envoys met.'],
    ['U.S. NORTHERN COMMAND HEADQUARTERS, Alaska (Wire) - ', 'Envoys met.'],
    ['Ada Berg THE DAILY PAPER OSLO — ', 'Envoys met.'],
    ['Oct 24 (Wire) - ', 'Envoys met.'],
    ['Washington — ', 'Envoys met.'],
    ['Seoul: ', 'Envoys met.'],
    ['(서울=등대) 김기자 특파원 = ', '특사단이 만났다.'],
    ['', 'Envoys: the two republics agreed.'],
    ['', 'Trump - Kim talks went on.'],
  ]
  for (const [dateline, rest] of opened)
    assert.equal(datelineEnd(dateline + rest, known.places), dateline.length, dateline + rest)
})

test('captions are no sentences of a report; what is to come on a day with its year is one', () => {
  for (const caption of [
    'Envoys take positions before a ceremony at the harbour, May 15, 2018.',
    'Supporters of the accord at a rally in the harbour of Oslo, Norway, November 20, 2019.',
  ])
    assert.ok(isBoilerplate(caption), caption)
  for (const sentence of [
    'The envoys will meet on June 1, 2027.',
    'The two republics signed the accord in Oslo on June 12, 2018.',
  ])
    assert.ok(!isBoilerplate(sentence), sentence)
})
