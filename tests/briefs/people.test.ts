import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPeople } from '../../src/briefs/people/people.ts'
import { known } from './known.ts'

const { people } = known
const named = (text: string, year = 2018) => {
  return findPeople(`\n${text}`, people, Date.UTC(year, 5, 15)).map(one => `${one.name}: ${one.side}`)
}

/** Whom a sentence of a year names, in order. */
const NAMED: readonly (readonly [sentence: string, year: number, people: readonly string[]])[] = [
  // A bare family name is the official of the time, unless another first name stands before it.
  ['Bush spoke in Texas.', 2003, ['George W. Bush: US']],
  ['Bush spoke in Texas.', 1991, ['George H.W. Bush: US']],
  ['President Lee spoke.', 2010, ['Lee Myung-bak: ROK']],
  ['President Lee spoke.', 2026, ['Lee Jae Myung: ROK']],
  ['The aide Laura Pompeo spoke.', 2018, ['Laura Pompeo: US']],
  ['Hillary Clinton flew to Beijing and Clinton spoke.', 2010, ['Hillary Clinton: US']],
  ['Abe Lincoln is no minister of ours.', 2018, []],
  ['The guests dined at Trump Tower.', 2018, []],
  ['The surname Rice is common; the rice is not.', 2018, []],
  ['Kim and Moon embraced.', 2018, ['Kim Jong Un: DPRK', 'Moon Jae-in: ROK']],
  ['Senator Charles E. Schumer objected.', 2018, ['Chuck Schumer: US']],
  // Longer names are not the shorter ones within them.
  ['The vice director, Kim Song-nam of North Korea, spoke.', 2018, ['Kim Song-nam: DPRK']],
  // Sides by titles, by apposition, by shape.
  ['Chinese Foreign Minister Bao Renfu arrived.', 2018, ['Bao Renfu: other']],
  ['The envoy, Tomas Ilver, of Sweden, arrived.', 2018, ['Tomas Ilver: other']],
  ['U.S. special envoy for North Korea Dale Whitman arrived.', 2018, ['Dale Whitman: US']],
  ['Japanese Defense Minister Kenta Fujimori said so.', 2018, ['Kenta Fujimori: other']],
  ["North Korea's ambassador to China, Pak Tong Su, said so.", 2018, ['Pak Tong Su: DPRK']],
  ['Hwang Tae-min said so.', 2018, ['Hwang Tae-min: DPRK']],
  ['South Korean lawmaker Bae Min-jun said so.', 2018, ['Bae Min-jun: ROK']],
  ['김정은 위원장과 트럼프 대통령, 문재인 대통령', 2018, ['Kim Jong Un: DPRK', 'Donald Trump: US', 'Moon Jae-in: ROK']],
  // For whom somebody worked does not act himself.
  ['A former Obama adviser, Laura Whitfield, doubted it.', 2018, ['Laura Whitfield: US']],
  ['Obama and a former adviser doubted it.', 2018, ['Barack Obama: US']],
  // A family name before a verb of a headline in capitals, or beside another family name, is no new person's.
  ['Crowds Line the Road as Trump and Kim Depart', 2018, ['Donald Trump: US', 'Kim Jong Un: DPRK']],
  ['Trump Kim dinner: what was on the table', 2018, ['Donald Trump: US', 'Kim Jong Un: DPRK']],
  ['The singer Lee Marwood was there.', 2018, ['Lee Marwood: US']],
  // A text that was cut short ends in half of a name.
  ['Moon waited. The letter was carried by Kim Hyok', 2018, ['Moon Jae-in: ROK']],
  ['金正恩氏と習近平氏、安倍首相', 2018, ['Kim Jong Un: DPRK', 'Xi Jinping: other', 'Shinzo Abe: other']],
]
test('a text names whom it means', () => {
  for (const [sentence, year, expected] of NAMED) assert.deepEqual(named(sentence, year), expected, sentence)
})

/** The office of a person on a day of publication: the one held then. */
const OFFICES: readonly (readonly [name: string, day: string, office: string | null])[] = [
  ['Rubio', '2017-03-01', 'Senator'],
  ['Rubio', '2025-03-01', 'Secretary of State'],
  ['Choe Son Hui', '2019-02-28', 'Vice Foreign Minister'],
  ['Choe Son Hui', '2024-11-01', 'Foreign Minister'],
  ['Barack Obama', '2018-05-01', 'former President'],
  ['Boris Johnson', '2018-06-01', 'Foreign Secretary of Britain'],
  ['John Ratcliffe', '2009-01-01', null],
  ['Bernie Sanders', '2018-06-01', 'Senator'],
]
test('a person is shown with the office of the day', () => {
  assert.ok(people)
  for (const [name, day, office] of OFFICES)
    assert.deepEqual(
      findPeople(`\n${name} spoke.`, people, Date.parse(day)).map(one => one.role),
      [office],
      `${name} ${day}`,
    )
})

test('no two people of the list share a name', () => {
  const names = [...(people?.latin.values() ?? [])].flat().map(one => one.name)
  const keys = new Map([...new Set(names)].map(name => [name.toLowerCase().replace(/[- ]/g, ''), name]))
  assert.equal(keys.size, new Set(names).size)
})

test('a Latin spelling that two share is told apart by years', () => {
  for (const [key, sharers] of people?.latin ?? [])
    if (sharers.length > 1) assert.ok(sharers.filter(one => one.years === undefined).length <= 1, key)
})
