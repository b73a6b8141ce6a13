import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STORY_TYPES } from '../../src/rules/verdict.ts'
import { learnTypes, type TypedItem } from '../../src/rules/weigh/learn-types.ts'
import { fitSoftmax } from '../../src/rules/weigh/softmax.ts'
import { describeTyping, typeBy } from '../../src/rules/weigh/type-points.ts'

const near = (found: number | undefined, expected: number) =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) < 0.002, `${found} is not ${expected}`)

test('biases alone come to the logarithms of the shares', () => {
  const examples = [0, 0, 0, 1].map(answer => ({ features: [], answer, counts: 1 }))
  const [first, second] = fitSoftmax(examples, { answers: 2, features: 0, l1: 0, l2: 0, steps: 500 })
  near((first?.[0] ?? 0) - (second?.[0] ?? 0), Math.log(3))
})

test('without a penalty the weights of one feature come to the odds of the table', () => {
  // With the feature 3 of 4 are of answer 0, without it 1 of 4: the odds ratio is 9.
  const row = (has: boolean, answer: number) => ({ features: has ? [0] : [], answer, counts: 1 })
  const examples = [true, false].flatMap(has => [0, 0, 0, 1].map(each => row(has, has ? each : 1 - each)))
  const [first, second] = fitSoftmax(examples, { answers: 2, features: 1, l1: 0, l2: 0, steps: 2000 })
  near((first?.[1] ?? 0) - (second?.[1] ?? 0), Math.log(9))
  near((first?.[0] ?? 0) - (second?.[0] ?? 0), Math.log(1 / 3))
})

test('an example that counts twice is the same as two', () => {
  const once = [0, 1].map(answer => ({ features: [answer], answer, counts: answer + 1 }))
  const twice = [0, 1, 1].map(answer => ({ features: [answer], answer, counts: 1 }))
  const fit = { answers: 2, features: 2, l1: 0.01, l2: 0.01, steps: 400 }
  fitSoftmax(once, fit).forEach((row, answer) => {
    row.forEach((weight, at) => {
      near(weight, fitSoftmax(twice, fit)[answer]?.[at] ?? 0)
    })
  })
})

test('a strong penalty leaves only the bias', () => {
  const examples = [0, 1, 0, 1].map(answer => ({ features: [answer], answer, counts: 1 }))
  const weights = fitSoftmax(examples, { answers: 2, features: 2, l1: 1, l2: 0, steps: 50 })
  for (const row of weights) assert.ok([...row].slice(1).every(weight => weight === 0))
})

const item = (type: TypedItem['type'], ...features: string[]): TypedItem => ({ type, features })
const ITEMS = [
  ...Array.from({ length: 6 }, () => item('talks', 'title:@envoys', 'kind:report')),
  ...Array.from({ length: 6 }, () => item('weapons', 'title:@rockets', 'kind:report')),
  item('weapons', 'seen-once', 'kind:report'),
]

test('what tells two types apart has points, what is seen once has none', () => {
  const points = learnTypes(ITEMS)
  assert.ok((points.talks['title:@envoys'] ?? 0) > 0)
  assert.ok((points.weapons['title:@rockets'] ?? 0) > 0)
  for (const type of STORY_TYPES) {
    assert.equal(points[type]['seen-once'], undefined)
    for (const own of Object.values(points[type])) assert.ok(Number.isInteger(own) && own !== 0)
  }
  assert.equal(typeBy(points, ['title:@envoys']).type, 'talks')
  assert.equal(typeBy(points, ['title:@rockets']).type, 'weapons')
})

test('the same items give the same points in any order', () => {
  assert.deepEqual(learnTypes(ITEMS.toReversed()), learnTypes(ITEMS))
})

test('a typing says what spoke for it, the strongest first', () => {
  const none = Object.fromEntries(STORY_TYPES.map(type => [type, {}])) as Record<
    (typeof STORY_TYPES)[number],
    Record<string, number>
  >
  const points = { ...none, talks: { always: 1, 'act:meet': 3, 'title:@envoys': 9 }, summit: { 'act:meet': 5 } }
  const typing = typeBy(points, ['act:meet', 'title:@envoys', 'kind:report'])
  assert.equal(describeTyping(typing), 'talks rather than summit by 8 points: title:@envoys +9, act:meet +3')
})
