import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRules } from '../../src/config/files/rules-file.ts'
import { holds, setScene, woken } from '../../src/rules/scene.ts'
import { judgedOf, rulesOf, termsOf } from './compile-text.ts'

const terms = readFileSync(join(import.meta.dirname, 'config/terms.yaml'), 'utf8')

/** Names of the rules that an item wakes. */
function wokenBy(title: string, rules: readonly object[], summary = ''): readonly string[] {
  const ruleSet = rulesOf(terms, JSON.stringify({ rules }))
  return woken(setScene(judgedOf(title, { summary }), ruleSet), ruleSet)
    .map(place => ruleSet.rules[place]?.name ?? '')
    .sort()
}

const RULES = [
  { name: 'both', when: 'ember and lantern' },
  { name: 'either', when: 'ember or lantern' },
  { name: 'near', when: 'ember near/3 lantern' },
  { name: 'not', when: 'ember and not lantern' },
  { name: 'language', when: 'lang:en and ember' },
  { name: 'some', when: '2 of (ember, lantern, harbour)' },
  {
    name: 'points',
    points: [
      { when: 'harbour', add: 2 },
      { when: 'not ember', add: -1 },
    ],
    'at-least': 1,
  },
]

test('an item without a word of any rule wakes none', () => {
  assert.deepEqual(wokenBy('Rain is likely', RULES), [])
})

test('a word wakes the rules that may match on it, and of "and" one side is enough to ask for', () => {
  assert.deepEqual(wokenBy('A harbour', RULES), ['points', 'some'])
  assert.deepEqual(wokenBy('A lantern', RULES), ['either', 'some'])
  assert.deepEqual(wokenBy('An ember', RULES), ['both', 'either', 'language', 'near', 'not', 'some'])
})

test('words of the summary wake as well', () => {
  assert.deepEqual(wokenBy('Rain', RULES, 'a lantern'), ['either', 'some'])
})

test('a rule that holds is always awake', () => {
  const word = fc.constantFrom('ember', 'lantern', 'harbour', 'willow')
  const leaf = fc.oneof(
    word,
    word.map(each => `title:${each}`),
    fc.tuple(word, word).map(([a, b]) => `(${a} near/2 ${b})`),
    fc.constant('lang:en'),
  )
  const { expression } = fc.letrec<{ expression: string }>(tie => ({
    expression: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} and ${b})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} or ${b})`),
      tie('expression').map(each => `(not ${each})`),
      fc.tuple(tie('expression'), tie('expression'), word).map(all => `2 of (${all.join(', ')})`),
    ),
  }))
  // A small index, since it is compiled anew with every rule set.
  const index = termsOf('lists:\n  none:\n    about: none\n    terms: [zenith]\n')
  const texts = fc.array(word, { maxLength: 5 }).map(words => words.join(' '))
  fc.assert(
    fc.property(fc.array(expression, { minLength: 1, maxLength: 4 }), texts, texts, (expressions, title, summary) => {
      // As points, since a rule's own condition may not hold without a word.
      const rules = expressions.map((when, index) => ({
        name: `rule-${index}`,
        points: [{ when, add: 1 }],
        'at-least': 1,
      }))
      const { ruleSet } = readRules([{ file: 'rules.yaml', text: JSON.stringify({ rules }) }], index)
      if (ruleSet === null) assert.fail('no rules')
      const scene = setScene(judgedOf(title, { summary, language: 'en' }), ruleSet)
      const awake = woken(scene, ruleSet)
      ruleSet.rules.forEach((rule, place) => {
        const when = rule.points[0]?.when
        if (when !== undefined && holds(when, scene, ruleSet)) assert.ok(awake.includes(place), when.said)
      })
    }),
    { numRuns: 200 },
  )
})
