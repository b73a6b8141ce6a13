import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRules } from '../../src/config/files/rules-file.ts'
import { withLearnt } from '../../src/config/write-weights.ts'
import { explainVerdict } from '../../src/rules/explain.ts'
import { FORMS, formsOfText } from '../../src/rules/headline-forms.ts'
import { alerts, decide, judge } from '../../src/rules/judge.ts'
import type { RuleSet } from '../../src/rules/rule-set.ts'
import { setScene } from '../../src/rules/scene.ts'
import { renderProblem } from '../../src/text/show/problem.ts'
import { judgedOf, termsOf } from './compile-text.ts'

const terms = termsOf(`
lists:
  north: { about: The North., terms: [Pyongyang] }
  us: { about: The US., terms: [Washington] }
  talks: { about: Talks., terms: [talks] }
  sport: { about: Sport., terms: [football] }
`)
const RULES = `
rules:
  - name: both
    when: "title:@north and title:@us"
  - name: elsewhere
    when: "title:@north and title:@sport"
    route: games
  - name: always
    when: "title:@us and title:@sport"
    weigh: false
`
const WEIGHTS = `
base: 20
levels: { strict: 70, normal: 40, wide: 20 }
weights:
  - { name: talks, when: "title:@talks", of: dealings, points: 35, why: They talk }
  - { name: sport, when: "title:@sport", of: asides, points: -30, why: Sport is no dealing }
  - { name: a question, when: "form:question", of: form, points: -5, why: Essays ask }
  - { name: between, when: "event:between", of: event, points: 10, why: Both are read }
`

function rulesWith(weights: string | null, alert: Record<string, 'strict' | 'normal' | 'wide' | number> = {}): RuleSet {
  const known = {
    routes: null,
    alert,
    events: ['between'],
    readFacts: ({ title }: { readonly title: string }) => (title.includes('with Washington') ? ['between'] : []),
  }
  const file = weights === null ? null : { file: 'weights.yaml', text: weights }
  const { ruleSet, problems } = readRules([{ file: 'rules.yaml', text: RULES }], terms, known, file)
  assert.deepEqual(problems.map(renderProblem), [])
  return ruleSet ?? assert.fail('no rules')
}

const FACTS: readonly (readonly [title: string, score: number | null, told: string])[] = [
  ['Pyongyang and Washington hold talks', 55, 'normal wide'],
  ['Pyongyang in talks with Washington', 65, 'normal wide'],
  ['Pyongyang, Washington: talks?', 50, 'normal wide'],
  ['Pyongyang and Washington hold a question', 20, 'wide'],
  ['Pyongyang and Washington', 20, 'wide'],
  ['Washington holds talks', null, ''],
]
for (const [title, score, told] of FACTS)
  test(`"${title}" scores ${score} and is told by: ${told === '' ? 'no level' : told}`, () => {
    const by = (['strict', 'normal', 'wide'] as const).filter(
      level => decide(judgedOf(title), rulesWith(WEIGHTS, { default: level })).alert,
    )
    assert.deepEqual([decide(judgedOf(title), rulesWith(WEIGHTS)).score, by.join(' ')], [score, told])
  })

test('a number is a level of its own, and a route has its own', () => {
  const title = 'Pyongyang and Washington hold talks'
  assert.equal(decide(judgedOf(title), rulesWith(WEIGHTS, { default: 56 })).alert, false)
  assert.equal(decide(judgedOf(title), rulesWith(WEIGHTS, { default: 55 })).alert, true)
  const game = decide(judgedOf('Pyongyang football'), rulesWith(WEIGHTS, { default: 'strict', games: 0 }))
  assert.deepEqual([game.alert, game.route, game.score], [true, 'games', 0])
})

test('what is nearly relevant enough is doubtful, what is far below is nothing', () => {
  const doubtful = (title: string) => decide(judgedOf(title), rulesWith(WEIGHTS)).doubtful
  assert.equal(doubtful('Pyongyang and Washington'), true)
  assert.equal(doubtful('Pyongyang football'), false)
})

test('what a rule matches that does not weigh is told whatever its score, at the rule’s own priority', () => {
  const { alert, score, priority } = decide(judgedOf('Washington holds football match'), rulesWith(WEIGHTS))
  assert.deepEqual([alert, score, priority], [true, 0, 'normal'])
  const ruleSet = rulesWith(WEIGHTS)
  for (const title of ['Washington holds football match', 'Pyongyang and Washington watch football'])
    assert.equal(alerts(setScene(judgedOf(title), ruleSet), ruleSet), true, title)
})

test('without weights the rules alone decide', () => {
  const verdict = decide(judgedOf('Pyongyang and Washington watch football'), rulesWith(null))
  assert.deepEqual([verdict.alert, verdict.score], [true, null])
})

test('deciding, judging and the quick answer of a backtest agree', () => {
  for (const level of ['strict', 'normal', 'wide'] as const) {
    const ruleSet = rulesWith(WEIGHTS, { default: level })
    for (const [title] of FACTS) {
      const { because: _, points: __, ...judged } = judge(judgedOf(title), ruleSet)
      assert.deepEqual(judged, decide(judgedOf(title), ruleSet))
      assert.equal(alerts(setScene(judgedOf(title), ruleSet), ruleSet), judged.alert)
    }
  }
})

test('an explanation names the score, what it needed, and the points by what they are of', () => {
  const ruleSet = rulesWith(WEIGHTS)
  const judged = judgedOf('Pyongyang in talks with Washington?')
  const { relevance, needed } = ruleSet
  assert.deepEqual(explainVerdict(judged, judge(judged, ruleSet), { relevance, needed, all: false }), [
    'alerted as other, relevance 60 of 100 (40 is told), priority normal, route default, by rule "both"',
    '  title    «Pyongyang» in talks with «Washington»?',
    '  ✓ rule "both" matched on "Pyongyang" in the title (@north), "Washington" in the title (@us)',
    '   +20  to begin with',
    '   +35  dealings: talks +35',
    '   +10  event: between +10',
    '    −5  form: a question −5',
  ])
  assert.deepEqual(explainVerdict(judged, judge(judged, ruleSet), { relevance, needed, all: true }).slice(-3), [
    '   +35  talks – They talk',
    '   +10  between – Both are read',
    '    −5  a question – Essays ask',
  ])
})

test('mistakes in weights are named where they stand', () => {
  const wrong = WEIGHTS.replace('@talks', '@tallks')
    .replace('form:question', 'form:questoin')
    .replace('name: sport', 'name: talks')
  const known = { routes: null, events: ['between'] }
  const { problems } = readRules([{ file: 'rules.yaml', text: RULES }], terms, known, {
    file: 'weights.yaml',
    text: wrong,
  })
  assert.deepEqual(problems.map(renderProblem), [
    'weights.yaml:5:33 weight "talks": no list "@tallks" in terms.yaml – did you mean "@talks"?',
    'weights.yaml:6:13 weight "talks" occurs twice – rename or remove one',
    `weights.yaml:7:37 weight "a question": no "questoin" for form: – did you mean "question"? One of: ${FORMS.join(', ')}`,
  ])
})

test('learnt points and levels are written into the file, and everything else in it stays', () => {
  const levels = { strict: 71, normal: 41, wide: 21 }
  const text = withLearnt(`# by hand\n${WEIGHTS.trim()}\n`, { base: 3, points: [1, -2, 3, 4] }, levels, null)
  assert.equal(
    text,
    `# by hand\n${WEIGHTS.trim()}\n`
      .replace('base: 20', 'base: 3')
      .replace('strict: 70, normal: 40, wide: 20', 'strict: 71, normal: 41, wide: 21')
      .replace('points: 35', 'points: 1')
      .replace('points: -30', 'points: -2')
      .replace('points: -5', 'points: 3')
      .replace('points: 10', 'points: 4'),
  )
})

const WRITTEN: readonly (readonly [title: string, forms: string])[] = [
  ['What would a summit bring?', 'question opener no-summary short'],
  ['“We are ready”, Pyongyang says', 'quote no-summary short'],
  ['Analysis: the talks that were not held', 'colon opener no-summary short'],
  ['pyongyang answers', 'lower-case no-summary short'],
  ['Back in 1994 two envoys met beside a lake for the first time', 'past-year no-summary'],
]
for (const [title, forms] of WRITTEN)
  test(`"${title}" is written as: ${forms}`, () => {
    assert.equal(formsOfText(title, '').join(' '), forms)
  })
