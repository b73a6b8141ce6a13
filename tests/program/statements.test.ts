import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Row, replayed, shippedConfig } from './shared-sets.ts'

const REPORTS: Readonly<Record<string, Omit<Row, 'id' | 'date'>>> = {
  KCNA: {
    source: 'KCNA',
    lang: 'en',
    title: 'Kim Yo Jong Makes Public Press Statement on U.S. Offer of Dialogue',
    summary:
      'Kim Yo Jong, vice department director, issued a press statement. She said that the United States must first end its drills.',
  },
  'an English wire': {
    source: 'Example Wire',
    lang: 'en',
    title: 'Kim Jong Un’s sister tells US to end drills before any talks',
    summary: 'Kim Yo Jong said in a statement carried by state media that Washington must end its drills first.',
  },
  'a Korean agency': {
    source: 'Example Agency',
    lang: 'ko',
    title: '김여정 "미국, 훈련부터 끝내야 대화" 담화',
    summary: '김여정 부부장이 미국에 담화를 냈다.',
  },
}

/** Every order of so many names. */
function orders(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length < 2) return [names]
  return names.flatMap(first => orders(names.filter(name => name !== first)).map(rest => [first, ...rest]))
}

for (const order of orders(Object.keys(REPORTS))) {
  test(`one statement is one message: ${order.join(', then ')}`, async () => {
    const rows = order.flatMap((name, index): Row[] => {
      const report = REPORTS[name]
      return report === undefined ? [] : [{ ...report, id: name, date: `2027-02-01T1${index}:30:00Z` }]
    })
    const played = await replayed(rows, await shippedConfig())
    assert.deepEqual(
      played.map(one => one.message),
      ['post', 'edit', 'edit'],
      JSON.stringify(played.map(one => one.because)),
    )
    assert.equal(new Set(played.map(one => one.story)).size, 1)
  })
}
