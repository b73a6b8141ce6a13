import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countOrigins } from '../../src/stories/origins.ts'
import { item } from './terms.ts'
import { wording } from './wording.ts'

const { origins } = wording

const ORIGINS: readonly (readonly [fact: string, outlet: string, title: string, summary: string, origin: string])[] = [
  ['an outlet that names nobody is its own', 'The Daily', 'Talks end', '', 'the daily'],
  ['"according to Yonhap" is Yonhap', 'The Daily', 'Envoy lands', 'He landed at noon, according to Yonhap.', 'Yonhap'],
  ['"Yonhap reports" is Yonhap', 'The Daily', 'Envoy lands, Yonhap reports', '', 'Yonhap'],
  ['the agency itself is itself', 'Yonhap News Agency', 'Envoy lands', 'State media had said so.', 'Yonhap'],
  ['KCNA is named', 'The Daily', 'North warns, KCNA says', '', 'North Korean state media'],
  [
    'state media without a name',
    'The Daily',
    'North warns of a response, state media say',
    '',
    'North Korean state media',
  ],
  [
    'the state media of another country are not the North',
    'The Daily',
    'Chinese state media hail talks',
    '',
    'the daily',
  ],
  ['a Korean relay', '매일', '북한 "대화 용의"', '조선중앙통신이 25일 보도했다.', 'North Korean state media'],
  [
    'a Japanese relay',
    '毎日便り',
    '北朝鮮が談話',
    '朝鮮中央通信によると、談話を発表した。',
    'North Korean state media',
  ],
  ['a Korean relay of an agency', '매일', '비건 방한', '연합뉴스는 비건이 도착했다고 보도했다.', 'Yonhap'],
  ['an agency that is only mentioned', 'The Daily', 'Reuters photographer honoured', '', 'the daily'],
  ['words that look like an agency', 'The Daily', 'Map of talks apparently leaked', '', 'the daily'],
]

for (const [fact, outlet, title, summary, origin] of ORIGINS) {
  test(`origin: ${fact}`, () => assert.equal(origins.of(item('a', 0, title, { outlet, summary })), origin))
}

test('three relays of one agency and the agency are one origin', () => {
  const relays = ['One', 'Two', 'Three'].map((outlet, at) =>
    item(outlet, at, `Version ${outlet}`, { outlet, summary: 'The envoy will fly on Friday, Yonhap reported.' }),
  )
  assert.equal(
    countOrigins([...relays, item('y', 4, 'Envoy to fly on Friday', { outlet: 'Yonhap' })], origins.keysOf),
    1,
  )
})

test('the same sentence in two outlets is one origin', () => {
  const sentence = 'The two delegations sat down on Friday in a conference centre outside the city.'
  const items = ['One', 'Two'].map((outlet, at) =>
    item(outlet, at, `${outlet} on talks`, { outlet, summary: sentence }),
  )
  assert.equal(countOrigins(items, origins.keysOf), 1)
})

test('two outlets in their own words are two origins, and a second report of one adds none', () => {
  const one = item('1', 0, 'Talks begin', { outlet: 'One', summary: 'Negotiators met in the morning.' })
  const two = item('2', 1, 'Delegations sit down', { outlet: 'Two', summary: 'They came at nine.' })
  assert.equal(countOrigins([one, two], origins.keysOf), 2)
  assert.equal(countOrigins([one, two, { ...one, id: '3', title: 'Talks go on' }], origins.keysOf), 2)
})

test('origins are named by the source that is relayed, else by the first outlet, in order of arrival', () => {
  const items = [
    item('1', 0, 'North names a date', { outlet: 'The Daily', summary: 'KCNA said so on Friday.' }),
    item('2', 1, 'Date named by North', { outlet: 'Example Post', summary: 'State media named the day.' }),
    item('3', 2, 'Envoy to fly', { outlet: 'Example Radio', summary: 'He flies on Friday, Yonhap reported.' }),
    item('4', 3, 'Talks begin', { outlet: 'One', summary: 'Negotiators met in the morning.' }),
  ]
  assert.deepEqual(origins.namesOf(items), ['KCNA', 'Yonhap', 'One'])
  assert.equal(origins.namesOf(items).length, countOrigins(items, origins.keysOf))
  assert.deepEqual(origins.namesOf(items.slice(1, 2)), ['North Korean state media'])
})
