import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KnownPerson } from '../../src/briefs/people/people-index.ts'
import { withGenerated } from '../../src/config/files/generated-spellings.ts'
import { romanisations } from '../../src/language/ko/romanisations.ts'
import { hanVariants } from '../../src/text/fold/han-variants.ts'

const ROMANISED: readonly (readonly [hangul: string, latin: readonly string[]])[] = [
  ['김여정', ['Kim Yo Jong', 'Kim Yeo Jong', 'Gim Yeo Jeong']],
  ['최선희', ['Choe Son Hui', 'Choi Sun Hee', 'Choe Seon Hui']],
  ['리용호', ['Ri Yong Ho', 'Lee Yong Ho']],
  ['김영철', ['Kim Yong Chol', 'Kim Young Chul', 'Kim Yeong Cheol']],
  ['김계관', ['Kim Kye Gwan', 'Kim Gye Kwan']],
  ['장성택', ['Jang Song Thaek', 'Jang Sung Taek', 'Chang Song Taek']],
  ['최룡해', ['Choe Ryong Hae']],
  ['정의용', ['Chung Eui Yong', 'Jeong Ui Yong']],
  ['윤석열', ['Yoon Suk Yeol', 'Yun Seok Yeol']],
]
for (const [hangul, latin] of ROMANISED)
  test(`${hangul} is written ${latin.join(', ')}`, () => {
    const written = romanisations(hangul)
    assert.deepEqual(
      latin.filter(one => !written.includes(one)),
      [],
    )
    assert.equal(new Set(written).size, written.length, 'none twice')
  })

test('what is no Korean name of three syllables has no romanisation', () => {
  for (const name of ['트럼프', '김성', '김영철이', 'Kim', '', '김a정']) assert.deepEqual(romanisations(name), [], name)
})

const HAN: readonly (readonly [name: string, forms: readonly string[]])[] = [
  ['金与正', ['金與正']],
  ['金與正', ['金与正']],
  ['崔龙海', ['崔龍海', '崔竜海']],
  ['尹锡悦', ['尹錫悦']],
  ['朴正天', []],
  ['김여정', []],
  ['金', []],
]
for (const [name, forms] of HAN)
  test(`${name} is also written ${forms.join(', ') || 'in no other way'}`, () => {
    assert.deepEqual(hanVariants(name), forms)
  })

const person = (name: string, also: readonly string[]): KnownPerson => ({ name, side: 'DPRK', also })

test('a spelling that two people would have is nobody’s, one that is written down is his', () => {
  const [yon, yong, own] = withGenerated([
    person('Kim Yon Ho', ['김연호']),
    person('Kim Yong Ho', ['김영호']),
    person('Kim Young Ho', ['김용호']),
  ])
  assert.ok(yon?.generated?.includes('Kim Yeon Ho'))
  assert.ok(yong?.generated?.includes('Kim Yeong Ho'))
  for (const one of [yon, yong, own])
    for (const taken of ['Kim Yon Ho', 'Kim Yong Ho', 'Kim Young Ho'])
      assert.ok(one?.generated === undefined || !one.generated.includes(taken), `${one?.name}: ${taken}`)
})

test('letters that could be a Korean name are romanised only where a name in Latin letters bears it out', () => {
  assert.equal(withGenerated([person('Shigeru Ishiba', ['이시바'])])[0]?.generated, undefined)
})

test('a family name that is a word is not parted from the given name', () => {
  const [kim, han] = withGenerated([person('Kim Yon Ho', ['김연호']), person('Han Tae Song', ['한대성'])])
  assert.ok(kim?.generated?.includes('김 연호'))
  assert.ok(!han?.generated?.includes('한 대성'))
})
