import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFeeds } from '../../src/config/files/feeds-file.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

/** A file with very many problems → how many are named, and what the last line says. */
const FACTS: readonly (readonly [fact: string, text: string, named: number, last: RegExp])[] = [
  [
    '120,000 wrong entries',
    `feeds:\n${'  - x\n'.repeat(120_000)}`,
    201,
    /^feeds.yaml:201:\d+ and 119800 more problems – fix those above first$/,
  ],
  [
    '30,000 unknown keys in one block',
    `feeds: []\n${Array.from({ length: 30_000 }, (_, index) => `key${index}: 1`).join('\n')}\n`,
    201,
    /^feeds.yaml:200:1 and 29801 more problems/,
  ],
  [
    '5,000 keys that stand twice',
    `feeds:\n${'  - { a: 1, a: 2 }\n'.repeat(5000)}`,
    201,
    /^feeds.yaml:201:\d+ and 4800 more problems/,
  ],
]
for (const [fact, text, named, last] of FACTS) {
  test(`of ${fact} the first 200 are named and the rest are counted`, () => {
    const { problems } = readFeeds('feeds.yaml', text)
    assert.equal(problems.length, named)
    assert.match(problems.map(renderProblem).at(-1) ?? '', last)
  })
}

test('what is no YAML is one mistake: what the reader meets after it is a follow-up', () => {
  assert.equal(readFeeds('feeds.yaml', `feeds:\n${'  - "\n'.repeat(5001)}`).problems.length, 1)
})

test('of a few problems each is named', () => {
  const { problems } = readFeeds('feeds.yaml', `feeds:\n${'  - x\n'.repeat(200)}`)
  assert.equal(problems.length, 200)
})
