import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runExamples } from '../../src/rules/examples.ts'
import { explainVerdict } from '../../src/rules/explain.ts'
import { alerts, decide, judge } from '../../src/rules/judge.ts'
import { setScene } from '../../src/rules/scene.ts'
import type { Judged } from '../../src/rules/verdict.ts'
import { judgedOf, rulesOf } from './compile-text.ts'

const config = join(import.meta.dirname, 'config')
const terms = readFileSync(join(config, 'terms.yaml'), 'utf8')
const RULES_ALONE = { relevance: null, needed: {}, all: false }
const small = rulesOf(terms, readFileSync(join(config, 'rules.yaml'), 'utf8'))

/** Whether one expression holds for an item. */
function matches(when: string, judged: Judged): boolean {
  const rules = rulesOf(terms, JSON.stringify({ rules: [{ name: 'only', when }] }))
  return judge(judged, rules).alert
}

const item = judgedOf('Pyongyang and Washington agree to talks', {
  summary: 'The envoy of the North said on Monday that a summit in spring was likely.',
  language: 'en',
  source: 'Daily Example',
  outlet: 'daily-example',
  outletKind: 'newspaper',
})

const facts: readonly (readonly [string, boolean])[] = [
  ['Pyongyang', true],
  ['pyongyang', true],
  ['"agree to talks"', true],
  ['"talks agree"', false],
  ['title:envoy', false],
  ['summary:envoy', true],
  ['title:(envoy or talks)', true],
  ['envoy and talks', true],
  ['Moscow or Washington and envoy', true],
  ['(Moscow or Washington) and soldier', false],
  ['Washington and not soldier', true],
  ['Washington and not (soldier or envoy)', false],
  ['agre* and summit', true],
  ['@north-korea and @united-states', true],
  ['title:@sport or summary:@diplomacy', true],
  ['Pyongyang near/1 Washington', true],
  ['Washington near/1 Pyongyang', true],
  ['Pyongyang near/2 talks', false],
  ['Pyongyang near/4 talks', true],
  ['talks near/50 envoy', false],
  ['title:(@north-korea near/3 @united-states)', true],
  ['summary:(@north-korea near/3 @united-states)', false],
  ['(Moscow or Washington) near/2 (agree or refuse)', true],
  ['2 of (@north-korea, @sport, @diplomacy)', true],
  ['3 of (@north-korea, @sport, @diplomacy)', false],
  ['3 of (@north-korea, @united-states, @diplomacy) near/4', true],
  ['3 of (@north-korea, @united-states, @diplomacy) near/2', false],
  ['talks and lang:en', true],
  ['talks and lang:(ko or ja)', false],
  ['talks and outlet:daily-example', true],
  ['talks and outlet-kind:(wire or newspaper)', true],
  ['talks and not outlet-kind:state-media', true],
  ['talks and source:"daily example"', true],
  ['talks and source:Pyongyang', false],
]

for (const [when, expected] of facts) {
  test(`${when} ${expected ? 'holds' : 'does not hold'}`, () => {
    assert.equal(matches(when, item), expected)
  })
}

test('two Han or kana characters count as a word of distance', () => {
  const japanese = judgedOf('北朝鮮が二日に声明を発表し米国')
  assert.equal(matches('@north-korea near/6 @united-states', japanese), true)
  assert.equal(matches('@north-korea near/4 @united-states', japanese), false)
})

test('one word that counts for both sides is near itself', () => {
  assert.equal(matches('@north-korea near/1 @united-states', judgedOf('米朝会談')), true)
})

test('a language that nobody told is guessed by script', () => {
  assert.equal(matches('talks and lang:en', judgedOf('talks')), true)
  assert.equal(matches('회담 and lang:ko', judgedOf('북한 회담')), true)
  assert.equal(matches('会談 and lang:ja', judgedOf('会談へ')), true)
  assert.equal(matches('会谈 and lang:zh', judgedOf('会谈')), true)
})

test('a match names rule, words, places, priority, route and type', () => {
  const verdict = judge(item, small)
  assert.deepEqual(
    { ...verdict, because: verdict.because.slice(0, 1) },
    {
      alert: true,
      doubtful: false,
      rules: ['both-sides'],
      type: 'summit',
      priority: 'high',
      route: 'default',
      score: null,
      points: [],
      because: [
        {
          rule: 'both-sides',
          outcome: 'matched',
          text: 'rule "both-sides" matched on "Pyongyang" in the title (@north-korea), "Washington" in the title (@united-states), "talks" in the title (@diplomacy)',
          words: ['Pyongyang', 'Washington', 'talks'],
          places: [
            { field: 'title', start: 0, end: 9 },
            { field: 'title', start: 14, end: 24 },
            { field: 'title', start: 34, end: 39 },
          ],
        },
      ],
    },
  )
})

test('an exclusion is named with the word on which it rests', () => {
  const verdict = judge(judgedOf('North Korea, US hold talks on Olympic team'), small)
  assert.equal(verdict.alert, false)
  assert.equal(verdict.doubtful, false)
  assert.deepEqual(verdict.because[0], {
    rule: 'both-sides',
    outcome: 'excluded',
    text: 'rule "both-sides" matched, but "games" excludes it on "Olympic" in the title (@sport)',
    words: ['Olympic'],
    places: [{ field: 'title', start: 30, end: 37 }],
  })
})

test('a miss says which parts are missing and what is there', () => {
  const verdict = judge(judgedOf('Pyongyang marches'), small)
  assert.deepEqual(
    verdict.because.map(reason => [reason.outcome, reason.text]),
    [
      [
        'missed',
        'rule "both-sides" missing: @united-states in the title; (@diplomacy or "state visit"); there is "Pyongyang" in the title (@north-korea)',
      ],
      ['missed', 'doubtful rule "one-side" missing: @diplomacy; there is "Pyongyang" in the title (@north-korea)'],
    ],
  )
})

test('a doubtful rule does not alert, and does not stand among the rules of an alert', () => {
  const verdict = judge(judgedOf('Pyongyang ready for talks'), small)
  assert.deepEqual([verdict.alert, verdict.doubtful, verdict.rules], [false, true, ['one-side']])
  assert.deepEqual(judge(item, small).rules, ['both-sides'])
})

test('points add up, minus ones too, and a miss says how many there were', () => {
  const rules = rulesOf(
    terms,
    `
rules:
  - name: weighed
    when: '@north-korea'
    points:
      - { when: 'title:@north-korea and title:@united-states', add: 3 }
      - { when: '@diplomacy', add: 2 }
      - { when: '@sport', add: -2 }
    at-least: 4
`,
  )
  assert.equal(judge(judgedOf('DPRK, US in talks'), rules).alert, true)
  assert.equal(judge(judgedOf('DPRK, US in talks on football'), rules).alert, false)
  assert.equal(
    judge(judgedOf('DPRK in talks'), rules).because[0]?.text,
    'rule "weighed" 2 of 4 points; there is "DPRK" in the title (@north-korea), "talks" in the title (@diplomacy)',
  )
})

test('the type is that of the first matched rule that names one, else of the first entry that holds', () => {
  const rules = rulesOf(
    terms,
    `
rules:
  - { name: any, when: '@north-korea' }
  - { name: games, when: '@sport', type: people, priority: low, route: default }
types:
  - { type: summit, when: summit }
  - { type: talks, when: '@diplomacy' }
`,
  )
  const typeOf = (title: string) => judge(judgedOf(title), rules).type
  assert.equal(typeOf('Pyongyang football talks'), 'people')
  assert.equal(typeOf('Pyongyang talks before the summit'), 'summit')
  assert.equal(typeOf('Pyongyang talks'), 'talks')
  assert.equal(typeOf('Pyongyang marches'), 'other')
  assert.equal(judge(judgedOf('Pyongyang football'), rules).priority, 'normal')
})

test('deciding without reasons comes to the same', () => {
  for (const title of ['Pyongyang, US talks', 'Pyongyang talks', 'Pyongyang, US talks at the Olympics', 'weather']) {
    const { because: _, points: __, ...decision } = judge(judgedOf(title), small)
    assert.deepEqual(decide(judgedOf(title), small), decision)
    assert.equal(alerts(setScene(judgedOf(title), small), small), decision.alert)
  }
})

test('examples that do not do as the file says are named with the reason', () => {
  const rules = rulesOf(
    terms,
    `
unless: { games: '@sport' }
rules:
  - name: both
    when: '@north-korea and @united-states'
    unless: games
    matches: ['US and Pyongyang meet', 'Pyongyang alone', 'US and Pyongyang play football']
    rejects: ['Seoul and Tokyo', 'Washington warns Pyongyang']
`,
  )
  assert.deepEqual(runExamples(rules), [
    {
      rule: 0,
      key: 'matches',
      index: 1,
      what: 'rule "both": does not match its example (missing: @united-states; there is "Pyongyang" in the title (@north-korea))',
      todo: 'change the rule, or remove the example',
    },
    {
      rule: 0,
      key: 'matches',
      index: 2,
      what: 'rule "both": does not match its example (matched, but "games" excludes it on "football" in the title (@sport))',
      todo: 'change the rule, or remove the example',
    },
    {
      rule: 0,
      key: 'rejects',
      index: 1,
      what: 'rule "both": matches an example that it should reject (matched on "Pyongyang" in the title (@north-korea), "Washington" in the title (@united-states))',
      todo: 'narrow the rule, or add an exclusion',
    },
  ])
  assert.deepEqual(runExamples(small), [])
})

test('a person sees the answer, the words marked, and the rules that decided', () => {
  const judged = judgedOf('Pyongyang ready for talks', { summary: 'Washington waits' })
  assert.deepEqual(explainVerdict(judged, judge(judged, small), RULES_ALONE), [
    'doubtful, by rule "one-side": not alerted by itself, but it may join a story that was',
    '  title    «Pyongyang» ready for «talks»',
    '  summary  Washington waits',
    '  ✓ doubtful rule "one-side" matched on "Pyongyang" in the title (@north-korea), "talks" in the title (@diplomacy)',
  ])
})

test('with all asked for a person sees what every rule says', () => {
  const judged = judgedOf('Pyongyang ready for talks')
  const lines = explainVerdict(judged, judge(judged, small), { ...RULES_ALONE, all: true })
  assert.equal(
    lines[2],
    '  ✗ rule "both-sides" missing: @united-states in the title; there is "Pyongyang" in the title (@north-korea), "talks" in the title (@diplomacy)',
  )
})
