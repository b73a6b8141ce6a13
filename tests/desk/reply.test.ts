import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeBlock } from '../../src/desk/answers/code-block.ts'
import { choicesFor, fitLines } from '../../src/desk/answers/reply.ts'

test('lines fit as many as there is room for, and the rest is counted', () => {
  assert.equal(fitLines(['one', 'two', 'three'], 3 + 4 + 6), 'one\ntwo\nthree')
  assert.equal(fitLines(Array(10).fill('12345'), 40), `${Array(4).fill('12345').join('\n')}\n… and 6 more`)
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 80 }), { maxLength: 40 }),
      fc.integer({ min: 30, max: 200 }),
      (lines, max) => assert.ok(fitLines(lines, max).length <= max),
    ),
  )
})

test('nothing in a block of code ends it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 40 }), lines => {
      const text = codeBlock([...lines, '```']).embeds?.[0]?.description ?? ''
      assert.ok(text.length <= 4096)
      assert.deepEqual([text.indexOf('```'), text.lastIndexOf('```')], [0, text.length - 3])
      assert.equal(text.slice(3, -3).includes('`'), false)
    }),
  )
})

test('words that begin with what is typed stand first, each once, at most 25', () => {
  const words = ['North Korea', 'Korea Herald', 'korea times', 'Korea Herald', 'Japan'].map(name => ({
    name,
    value: name,
  }))
  assert.deepEqual(
    choicesFor('KOREA', words).map(one => one.value),
    ['Korea Herald', 'korea times', 'North Korea'],
  )
  assert.equal(
    choicesFor(
      '',
      Array.from({ length: 60 }, (_, at) => ({ name: `a${at}`, value: `a${at}` })),
    ).length,
    25,
  )
  assert.deepEqual(choicesFor('', [{ name: 'x', value: 'y'.repeat(101) }]), [])
})
