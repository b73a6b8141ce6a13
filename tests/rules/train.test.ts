import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldsOf } from '../../src/rules/weigh/folds.ts'
import { type Example, fitLogistic, logOdds } from '../../src/rules/weigh/logistic.ts'
import {
  chooseLevels,
  crossValidate,
  type Graded,
  learnPoints,
  scoreBy,
  scoresApart,
  TRAINING,
} from '../../src/rules/weigh/train.ts'

const ROWS: readonly (readonly [on: readonly number[], yes: boolean])[] = [
  [[0], true],
  [[0, 1], true],
  [[1], false],
  [[], false],
  [[0, 2], true],
  [[2], false],
  [[1, 2], false],
  [[0, 1, 2], false],
  [[0], false],
  [[2], true],
]
const EXAMPLES: readonly Example[] = ROWS.map(([on, yes]) => ({ on, yes, counts: yes ? 1 : 1.5 }))

test('the fit is that of another program on the same examples (scikit-learn 1.9, C = 0.5)', () => {
  const { intercept, coefficients } = fitLogistic(EXAMPLES, 3, 2)
  const known = [-0.923075, 0.429706, -0.259232, 0.02323]
  for (const [place, value] of [intercept, ...coefficients].entries())
    assert.ok(Math.abs(value - (known[place] ?? 0)) < 1e-4, `${place}: ${value} for ${known[place]}`)
})

test('a feature that always says yes weighs most, and less under a stronger penalty', () => {
  const weak = fitLogistic(EXAMPLES, 3, 0.1)
  const strong = fitLogistic(EXAMPLES, 3, 10)
  assert.equal(weak.coefficients.indexOf(Math.max(...weak.coefficients)), 0)
  assert.ok(Math.abs(strong.coefficients[0] ?? 0) < Math.abs(weak.coefficients[0] ?? 0))
  assert.ok(logOdds(weak, [0]) > logOdds(weak, [1]))
})

test('examples of one kind alone, or none, still have a fit', () => {
  for (const examples of [[], EXAMPLES.filter(one => one.yes)]) {
    const { intercept, coefficients } = fitLogistic(examples, 3, 1)
    for (const value of [intercept, ...coefficients]) assert.ok(Number.isFinite(value))
  }
})

/** Items on which weight 0 means core and weight 1 means no; group g has every fifth. */
const ITEMS: readonly Graded[] = Array.from({ length: 100 }, (_, index) => {
  const grade = index % 3 === 0 ? 'core' : index % 3 === 1 ? 'related' : 'no'
  const on = grade === 'core' ? [0, 2] : grade === 'related' ? [2] : [1]
  return { grade, woken: true, on, group: `g${index % 5}`, counts: 1 }
})

test('core items score above related ones and these above others', () => {
  const learnt = learnPoints(ITEMS, 3, TRAINING)
  const [core, related, no] = [[0, 2], [2], [1]].map(on => scoreBy(learnt, { woken: true, on }) ?? 0)
  assert.ok((core ?? 0) > (related ?? 0) && (related ?? 0) >= (no ?? 0))
  assert.equal(scoreBy(learnt, { woken: false, on: [0] }), null)
})

test('the order of the items makes no difference', () => {
  assert.deepEqual(learnPoints(ITEMS.toReversed(), 3, TRAINING), learnPoints(ITEMS, 3, TRAINING))
})

test('scores stay between 0 and 100, points are whole', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ on: fc.uniqueArray(fc.nat(4)), yes: fc.boolean() }), { maxLength: 30 }), rows => {
      const items = rows.map(
        ({ on, yes }): Graded => ({ on, grade: yes ? 'core' : 'no', woken: true, group: '', counts: 1 }),
      )
      const learnt = learnPoints(items, 5, TRAINING)
      for (const each of [learnt.base, ...learnt.points]) assert.ok(Number.isInteger(each))
      for (const item of items) {
        const score = scoreBy(learnt, item) ?? -1
        assert.ok(score >= 0 && score <= 100)
      }
    }),
    { numRuns: 50 },
  )
})

test('wide tells at least what normal does, and normal what strict does', () => {
  const scored = ITEMS.map((item, index) => ({
    grade: item.grade,
    score: item.grade === 'core' ? 40 + (index % 60) : index % 55,
  }))
  const { strict, normal, wide } = chooseLevels(scored)
  assert.ok(strict >= normal && normal >= wide)
})

test('a group is never in two folds, and folds are about equally large', () => {
  const groups = ITEMS.map(item => item.group)
  const folds = foldsOf(groups, 2)
  const home = new Map<string, number>()
  for (const [index, group] of groups.entries()) {
    assert.equal(home.get(group) ?? folds[index], folds[index])
    home.set(group, folds[index] ?? -1)
  }
  assert.ok(Math.abs(folds.filter(fold => fold === 0).length - 50) <= 20)
})

test('an item is scored by weights that never saw its group: what only its group would teach is not known', () => {
  const odd = ITEMS.map((item, index) => ({
    ...item,
    group: index === 0 ? 'alone' : item.group,
    on: index === 0 ? [3] : item.on,
  }))
  const [first] = crossValidate(odd, 4, TRAINING, 3)
  const seen = scoreBy(learnPoints(odd, 4, TRAINING), { woken: true, on: [3] })
  assert.notEqual(first?.score, seen)
})

test('what only teaches is scored where it is all there is, and is left out beside items that count fully', () => {
  const teaching = ITEMS.map((item, index) => ({ ...item, counts: index === 0 ? 1 : 0.5 }))
  assert.equal(scoresApart(teaching, 3, TRAINING, 3).length, 1)
  assert.equal(scoresApart(teaching, 3, { ...TRAINING, scoreAll: true }, 3).length, ITEMS.length)
})
