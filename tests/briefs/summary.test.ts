import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Report } from '../../src/briefs/brief.ts'
import { datelineEnd, isBoilerplate } from '../../src/briefs/places/boilerplate.ts'
import { needsAntecedent } from '../../src/briefs/summary/antecedent.ts'
import { fitSummary } from '../../src/briefs/summary/fit-summary.ts'
import { summarise } from '../../src/briefs/summary/summary.ts'
import { known } from './known.ts'

const report = (outlet: string, title: string, text: string, language = 'en'): Report => ({
  title,
  text,
  outlet,
  language,
  timeZone: 'UTC',
  publishedAt: 0,
})

const story = [
  report(
    'Harbour News',
    'Envoys agree on inspections in Oslo',
    'OSLO (HN) -- Envoys of the two republics agreed on Friday to let inspectors visit three harbours from June.\n\nHe said the work would begin soon.\n\nSubscribe to our newsletter for more.\n\nThe weather in the city was mild and the streets near the hotel were quiet all day.',
  ),
  report(
    'The Lantern',
    'Inspectors to visit harbours',
    'Inspectors will visit three harbours of the two republics from June, envoys agreed in Oslo on Friday after a week of talks.\n\nHowever, no list of the harbours was published by the envoys.\n\nThe northern of the two republics said that prisoners were to be exchanged in July, as the envoys agreed.',
  ),
]

test('a summary has two or three sentences, word for word, each with its outlet', () => {
  const summary = summarise(story, known.places)
  assert.ok(summary.length === 2 || summary.length === 3)
  for (const { text, outlet } of summary) {
    const source = story.find(one => one.outlet === outlet)
    assert.ok(source?.text.includes(text), text)
  }
})

test('it tells the event and what is new, not the weather, the newsletter or what needs the sentence before', () => {
  const text = summarise(story, known.places)
    .map(one => one.text)
    .join(' ')
  assert.match(text, /harbours/)
  assert.match(text, /prisoners/)
  assert.doesNotMatch(text, /weather|newsletter|He said|However|OSLO \(HN\)/)
})

test('nothing that can stand alone makes no summary', () => {
  assert.deepEqual(summarise([], known.places), [])
  assert.deepEqual(
    summarise([report('A', 'Envoys', 'He said so. They did, too. Read more: all of it.')], known.places),
    [],
  )
})

test('Korean reports are summarised in Korean, beside English ones in English', () => {
  const korean = report(
    '등대',
    '특사단 오슬로에서 사찰 합의',
    '두 나라 특사단은 금요일 오슬로에서 항구 세 곳의 사찰을 6월부터 시작하기로 합의했다고 외무부가 밝혔다.\n\n그는 곧 시작된다고 말했다.',
    'ko',
  )
  assert.match(summarise([korean], known.places)[0]?.text ?? '', /^두 나라 특사단은.*밝혔다\.$/)
  assert.ok(summarise([korean, ...story], known.places).every(one => one.outlet !== '등대'))
})

test('a summary keeps to its words whatever the reports are', () => {
  const word = fc.constantFrom(
    'The',
    'envoys',
    'met',
    'Oslo',
    'on',
    'Friday',
    'three',
    'harbours',
    'and',
    'left.',
    'He',
    '“so',
    '회담은',
    '特使は。',
  )
  const body = fc.array(word, { maxLength: 120 }).map(words => words.join(' '))
  fc.assert(
    fc.property(fc.array(body, { maxLength: 4 }), bodies => {
      const reports = bodies.map((text, index) => report(`outlet ${index}`, 'Envoys meet', text, ''))
      const summary = summarise(reports, known.places)
      assert.ok(summary.length <= 3)
      assert.ok(
        summary
          .map(one => one.text)
          .join(' ')
          .split(/\s+/).length <= 92,
      )
      for (const { text } of summary) assert.ok(reports.some(one => one.text.includes(text)))
    }),
    { numRuns: 60 },
  )
})

const alone: readonly (readonly [string, boolean])[] = [
  ['He said the talks were over.', true],
  ['However, the talks went on.', true],
  ['The move came hours after the launch.', true],
  ['On Friday, he left for Oslo.', true],
  ['The talks, however, went on.', true],
  ['그는 회담이 끝났다고 말했다.', true],
  ['しかし会談は続いた。', true],
  ['不过，会谈仍在继续。', true],
  ['Minister Ada Berg said that she would leave for Oslo.', false],
  ['After Ada Berg left, her deputy Tom Lind spoke for an hour.', false],
  ['The envoys agreed to meet again in June.', false],
  ['Someone left Heathrow for Thessaloniki on Friday.', false],
  ['외무성은 회담이 끝났다고 밝혔다.', false],
]
for (const [sentence, needs] of alone) {
  test(`${needs ? 'needs what stood before' : 'stands alone'}: ${sentence}`, () =>
    assert.equal(needsAntecedent(sentence), needs))
}

const furniture: readonly (readonly [string, boolean])[] = [
  ['ADVERTISEMENT', true],
  ['Sign up for our morning newsletter.', true],
  ['Read more: What the envoys want', true],
  ['By Ada Berg, Harbour News', true],
  ['Tom Lind/Reuters', true],
  ['Reporting by Ada Berg; editing by Tom Lind', true],
  ['Envoy Ada Berg speaks to the press in Oslo, May 4, 2012.', true],
  ['무단 전재 및 재배포 금지', true],
  ['By Friday the envoys had agreed on every point but one.', false],
  ['The envoys watched the launch from a hill near the harbour.', false],
]
for (const [text, is] of furniture) {
  test(`${is ? 'furniture' : 'text'}: ${text}`, () => assert.equal(isBoilerplate(text), is))
}

test('a dateline is cut, a name is not', () => {
  const rest = (text: string) => text.slice(datelineEnd(text, known.places))
  assert.equal(rest('OSLO, May 4 (HN) -- The envoys met.'), 'The envoys met.')
  assert.equal(rest('WASHINGTON — The envoys met.'), 'The envoys met.')
  assert.equal(rest('Washington (HNN) The envoys met.'), 'The envoys met.')
  assert.equal(rest('The Harbour Union (HU) said it would wait.'), 'The Harbour Union (HU) said it would wait.')
  assert.equal(rest('Ada Berg met Tom Lind.'), 'Ada Berg met Tom Lind.')
})

test('a summary is cut on the borders of sentences', () => {
  const summary = ['One two.', 'Three four five.', 'Six.'].map(text => ({ text, outlet: 'A' }))
  assert.equal(fitSummary(summary, 30).length, 3)
  assert.equal(fitSummary(summary, 29).length, 2)
  assert.equal(fitSummary(summary, 25).length, 2)
  assert.equal(fitSummary(summary, 24).length, 1)
  assert.equal(fitSummary(summary, 3).length, 0)
})
