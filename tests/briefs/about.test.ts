import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { brief } from '../../src/briefs/about.ts'
import { findTimes } from '../../src/briefs/when/times.ts'
import { findComing } from '../../src/briefs/when/when.ts'
import { known } from './known.ts'

const report = (text: string, publishedAt = Date.UTC(2026, 4, 20), timeZone = 'Asia/Seoul') => ({
  title: '',
  text,
  outlet: '',
  language: 'en',
  timeZone,
  publishedAt,
})
const read = (text: string) => {
  return brief([report(text)], known, [])
}

test('a known person is found in every spelling', () => {
  for (const text of ['Choe Son-hui spoke.', 'CHOE met Choi Son Hui.', '최선희 외무상은', '崔善姫外相は'])
    assert.deepEqual(
      read(text).people.map(one => [one.name, one.side]),
      [['Choe Son Hui', 'DPRK']],
      text,
    )
})

test('a person no list knows takes the side of the words beside the name', () => {
  const found = read("South Korea's Vice Minister Hwang Tae-min met U.S. envoy Walter Brandt in Geneva.").people
  assert.deepEqual(
    found.map(one => [one.name, one.side, one.known]),
    [
      ['Hwang Tae-min', 'ROK', false],
      ['Walter Brandt', 'US', false],
    ],
  )
})

/** Published on Wednesday 20 May 2026, 09:00 in Seoul. */
const TIMES: readonly (readonly [sentence: string, date: string])[] = [
  ['The envoys are slated to meet on Friday.', '2026-05-22'],
  ['The envoys will meet as early as Thursday.', '2026-05-21'],
  ['The forum will open today.', '2026-05-20'],
  ['The forum is due to open tomorrow.', '2026-05-21'],
  ['The envoys will meet next Tuesday.', '2026-05-26'],
  ['Nuclear talks are set for June 12.', '2026-06-12'],
  ['Nuclear talks are set for 12 June.', '2026-06-12'],
  ['The envoys will meet on Jan. 3.', '2027-01-03'],
  ['The envoys will meet on June 1, 2027.', '2027-06-01'],
  ['The envoys are expected to meet next month.', '2026-06'],
  ['The envoys plan to meet in August.', '2026-08'],
  ['The envoys plan to meet later this month.', '2026-05'],
  ['양측은 25일 만날 예정이다.', '2026-05-25'],
  ['양측은 4월 30일이 아니라 6월 4일 만날 예정이다.', '2026-06-04'],
  ['회담은 내일 열릴 예정이다.', '2026-05-21'],
  ['회담은 모레 열릴 예정이다.', '2026-05-22'],
  ['회담은 다음 주 화요일 열릴 예정이다.', '2026-05-26'],
  ['회담은 금요일 열릴 예정이다.', '2026-05-22'],
  ['회담은 다음 달 열릴 예정이다.', '2026-06'],
  ['会談は22日に開く予定だ。', '2026-05-22'],
  ['会談は6月3日に開く予定だ。', '2026-06-03'],
  ['会談は明日開く予定だ。', '2026-05-21'],
  ['会談は来週火曜に開く予定だ。', '2026-05-26'],
  ['会談は来月開く予定だ。', '2026-06'],
  ['会談は金曜日に開く予定だ。', '2026-05-22'],
  ['The envoys will meet on June 3rd.', '2026-06-03'],
  ['The summit in Oslo is scheduled for 2026-07-01.', '2026-07-01'],
  ['The envoys will meet in three days.', '2026-05-23'],
  ['The envoys will meet in two weeks.', '2026-06-03'],
  ['The envoys will meet on Sunday.', '2026-05-24'],
  ['On Monday, the envoys will meet again.', '2026-05-25'],
  ['The envoy is expected to visit on Saturday.', '2026-05-23'],
  ['The envoys were expected to sit down tonight.', '2026-05-20'],
  ['양측은 2026년 7월 1일 만날 예정이다.', '2026-07-01'],
  ['회담은 오늘 열릴 예정이다.', '2026-05-20'],
  ['양측은 토요일 만날 예정이다.', '2026-05-23'],
  ['회담은 다음주 금요일 열릴 예정이다.', '2026-05-29'],
  ['양측은 이달 말 만날 예정이다.', '2026-05'],
  ['양측은 4일 만날 예정이다.', '2026-06-04'],
  ['会談は今日開く予定だ。', '2026-05-20'],
  ['会談は明後日に開く予定だ。', '2026-05-22'],
  ['会談は2026年7月1日に開く予定だ。', '2026-07-01'],
  ['会談は来週の金曜日に開く予定だ。', '2026-05-29'],
  ['会談は今月末に開く予定だ。', '2026-05'],
]
test('a time of a coming event is right to the day', () => {
  for (const [sentence, date] of TIMES)
    assert.deepEqual(
      findComing('', sentence, Date.UTC(2026, 4, 20), 'Asia/Seoul', known.places).map(one => one.date),
      [date],
      sentence,
    )
})

test('the day is that of the zone of the outlet', () => {
  const late = Date.UTC(2026, 4, 20, 22)
  assert.equal(findTimes('today', late, 'Asia/Seoul')[0]?.date, '2026-05-21')
  assert.equal(findTimes('today', late, 'America/New_York')[0]?.date, '2026-05-20')
  assert.equal(
    findComing('', 'The envoys will meet today.', late, 'Asia/Seoul', known.places)[0]?.at,
    Date.UTC(2026, 4, 20, 15),
  )
})

test('what has happened is not coming', () => {
  for (const text of ['They met on Tuesday.', 'The North fired a missile on Friday.', '양측은 4일 만났다고 밝혔다.'])
    assert.deepEqual(read(text).coming, [], text)
})

test('what is past by the time of posting is not coming', () => {
  const one = report('The envoys will meet Ada Berg on Friday. The forum will open in Oslo on Sunday.')
  const dates = (now: number) => brief([one], known, [], now).coming.map(({ date }) => date)
  assert.deepEqual(dates(Date.UTC(2026, 4, 20)), ['2026-05-22', '2026-05-24'])
  assert.deepEqual(dates(Date.UTC(2026, 4, 22, 12)), ['2026-05-22', '2026-05-24'], 'a day is to come until it is over')
  assert.deepEqual(dates(Date.UTC(2026, 4, 23)), ['2026-05-24'])
  assert.deepEqual(dates(Date.UTC(2026, 5, 1)), [])
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => void read(text)),
    { numRuns: 200 },
  )
})

test('twice the text takes about twice the time', () => {
  const passage =
    'South Korean Foreign Minister Kang Kyung-wha told Mr. Hayes in Vienna that talks may open on Friday at Camp Ferris. '
  const took = (times: number) => {
    const [text, start] = [passage.repeat(times), performance.now()]
    read(text)
    return performance.now() - start
  }
  took(200)
  const [small, large] = [Math.min(took(200), took(200), took(200)), Math.min(took(800), took(800))]
  assert.ok(large < 12 * small + 20, `4 times the text: ${small.toFixed(1)} ms, then ${large.toFixed(1)} ms`)
})

const SEEDS = '../shared/seeds'
const skip = existsSync(SEEDS) ? false : 'no ../shared'
test('Stockholm 2019: who, where and when', { skip }, () => {
  const text = readFileSync(`${SEEDS}/stockholm-2019.txt`, 'utf8')
  const said = brief([report(text, Date.UTC(2019, 9, 4, 3))], known, [])
  assert.deepEqual(
    said?.people.map(one => `${one.name} ${one.side}`),
    [
      'Donald Trump US',
      'Kim Jong Un DPRK',
      'Mark Lambert US',
      'Kwon Jong Gun DPRK',
      'Stephen Biegun US',
      'Kim Myong Gil DPRK',
      'Choe Son Hui DPRK',
    ],
  )
  assert.deepEqual(said?.where, ['Stockholm'])
  assert.deepEqual(
    said?.coming.map(one => one.date),
    ['2019-10-04', '2019-10-05'],
  )
})
test('Panmunjom 2018: who, where and when', { skip }, () => {
  const text = readFileSync(`${SEEDS}/panmunjom-2018.txt`, 'utf8')
  const said = brief([report(text, Date.UTC(2018, 4, 29, 6, 2))], known, [])
  assert.deepEqual(
    said?.people.map(one => `${one.name} ${one.side}`),
    ['Sung Kim US', 'Choe Son Hui DPRK', 'Donald Trump US', 'Mike Pompeo US'],
  )
  assert.deepEqual(said?.where, ['Panmunjom'])
  assert.deepEqual(
    said?.coming.map(one => one.date),
    ['2018-05-29'],
  )
})
