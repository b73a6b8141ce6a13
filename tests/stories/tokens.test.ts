import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanTitle } from '../../src/stories/alike/fingerprint.ts'
import { tokens } from '../../src/stories/alike/tokens.ts'
import { wording } from './wording.ts'

const features = (text: string) => tokens(text, wording.classes).map(token => token.feature)

const SAME: readonly (readonly [string, string])[] = [
  ['Trump cancels summit', 'Trump calls off summit'],
  ['Trump cancelled the summit', 'Trump scraps summit'],
  ['Tunnels destroyed', 'Tunnels blown up'],
  ['Talks collapse', 'Talks break down'],
  ['Envoy negotiates', 'Envoys negotiated'],
  ['U.S. policy', 'US policies'],
]

for (const [one, other] of SAME) {
  test(`"${one}" and "${other}" are read alike`, () => assert.deepEqual(features(one), features(other)))
}

const READ: readonly (readonly [fact: string, text: string, expected: readonly string[]])[] = [
  ['words that every text has are left out', 'the president of the', ['president']],
  ['numbers are marked, without separators', '1,500 lorries', ['#1500', 'lorry']],
  ['a Korean day is its number', '4일 예비접촉', ['#4', '예비접촉']],
  ['Korean particles are taken off', '북한이 미국과', ['북한', '미국']],
  ['Han is read in pairs', '首脳会談', ['首脳', '脳会', '会談']],
  ['no words, no features', '…!?', []],
]

for (const [fact, text, expected] of READ) test(`tokens: ${fact}`, () => assert.deepEqual(features(text), expected))

test('a clause on what came before is marked, up to the end of its sentence', () => {
  const marked = tokens('North willing to talk after Trump cancels summit. Seoul relieved', wording.classes).map(
    token => [token.feature, token.background] as const,
  )
  assert.ok(marked.some(([feature, background]) => feature === '=cancel' && background))
  assert.ok(marked.some(([feature, background]) => feature === '=willing' && !background))
  assert.ok(marked.some(([feature, background]) => feature === 'seoul' && !background))
})

test('a headline is read without its outlet and its shouted label', () => {
  assert.equal(cleanTitle('UPDATE 2-Talks end early | The Daily'), 'Talks end early')
  assert.equal(cleanTitle('Talks end early - The Daily'), 'Talks end early')
  assert.equal(cleanTitle('Talks end early - and what now'), 'Talks end early - and what now')
  assert.equal(cleanTitle('Kim-Trump talks'), 'Kim-Trump talks')
})
