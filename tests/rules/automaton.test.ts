import assert from 'node:assert/strict'
import { test } from 'node:test'
import { automatonOf, automatonTables } from '../../src/rules/terms/automaton.ts'
import { fold } from '../../src/text/fold/fold.ts'

/** So many words that no two begin alike, each with some ten states of its own. */
function wordsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${index.toString(36)}xyzxyzxyz`)
}

for (const count of [100, 6000, 12_000]) {
  test(`each of ${count} words is found, where it stands and nowhere else`, () => {
    const words = wordsOf(count)
    const { units, length } = fold(words.join(' , '))
    const found: string[] = []
    automatonOf(automatonTables(words)).scan(units, length, (word, end) => {
      const name = words[word] ?? ''
      assert.equal(String.fromCharCode(...units.subarray(end - name.length, end)), name)
      found.push(name)
    })
    assert.deepEqual(found, words)
  })
}
