import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRuleSet } from '../../src/config/files/rules-file.ts'
import { explainVerdict } from '../../src/rules/explain.ts'
import { lex } from '../../src/rules/expression/lex.ts'
import { parse } from '../../src/rules/expression/parse.ts'
import { judge } from '../../src/rules/judge.ts'
import { automatonOf, automatonTables } from '../../src/rules/terms/automaton.ts'
import { fold, foldText } from '../../src/text/fold/fold.ts'
import { judgedOf, rulesOf } from './compile-text.ts'

const config = join(import.meta.dirname, 'config')
const terms = readFileSync(join(config, 'terms.yaml'), 'utf8')
const small = rulesOf(
  terms,
  `
unless: { games: 'title:(@sport near/9 "Olympics")' }
rules:
  - { name: near, when: '@north-korea near/5 (@united-states or "Washington")', unless: games }
  - { name: some, when: '3 of (@north-korea, @united-states, @diplomacy) near/9 or source:@north-korea' }
  - { name: one, when: 'title:@north-korea and not @sport', doubtful: true }
`,
)

const words = [
  'North Korea',
  'north',
  ' ',
  '\n',
  'U.S.',
  'US',
  'us',
  '.',
  '-',
  '—',
  "'s",
  's',
  'talks',
  '북미',
  '북한',
  '회담',
  '米朝',
  '会談',
  '<b>',
  '</b>',
  '<',
  '>',
  'é',
  '́',
  'NK cells',
  '북미 시장',
  '\u200b',
  '\ud83d',
  '\udc00',
  'ﷺ',
  'Ｕ',
  'Olympics',
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...words), { maxLength: 60 }).map(parts => parts.join('')),
)
const pieces = [
  'and',
  'or',
  'not',
  'of',
  '(',
  ')',
  ',',
  '"',
  '“',
  '@north-korea',
  '@',
  'title:',
  'summary:',
  'lang:',
  'near/8',
  'near',
  '2',
  'nego*',
  '*',
  '/x/',
  '!',
  '북',
  'ko',
]
const expression = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map(parts => parts.join(' ')),
)

test('no text makes the judge throw, and its words stand in the text at their places', () => {
  fc.assert(
    fc.property(text, text, text, (title, summary, source) => {
      const judged = judgedOf(title, { summary, source })
      const verdict = judge(judged, small)
      assert.equal(verdict.because.length, 3)
      for (const { words, places = [] } of verdict.because) {
        assert.deepEqual(
          places.map(({ field, start, end }) => judged[field].slice(start, end)),
          words,
        )
        for (const word of words) assert.notEqual(word.trim(), '')
      }
      const said = explainVerdict(judged, verdict, { relevance: null, needed: {}, all: true }).join('\n')
      assert.ok(said.length > 0)
    }),
  )
})

test('the way back from folded text never runs backwards and never leaves the text', () => {
  fc.assert(
    fc.property(text, sample => {
      const { from, to, length } = fold(sample)
      let before = 0
      for (let at = 0; at < length; at += 1) {
        const start = from[at] ?? -1
        assert.ok(start >= before && (to[at] ?? 0) > start && (to[at] ?? 0) <= sample.length)
        before = start
      }
    }),
  )
})

test('what is folded stays as it is when it is folded again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), sample => {
      const once = foldText(sample)
      fc.pre(!/[<.\u0300-\u036f]/.test(once))
      assert.equal(foldText(once), once)
    }),
  )
})

test('nor does any character change once it is folded, alone or beside others', () => {
  const changed: string[] = []
  for (let code = 0; code < 0x20000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue
    const character = String.fromCodePoint(code)
    for (const sample of [character, `a${character}b`, `가${character}`, `漢${character}漢`, `1${character}2`]) {
      const once = foldText(sample)
      if (!/[<.\u0300-\u036f]/.test(once) && foldText(once) !== once) changed.push(`${code.toString(16)} in ${sample}`)
    }
  }
  assert.deepEqual(changed, [])
})

test('no expression makes lexer or parser throw, and each mistake has a place in it', () => {
  fc.assert(
    fc.property(expression, source => {
      lex(source)
      const parsed = parse(source)
      if (parsed.kind === 'parsed') return
      assert.ok(parsed.mistakes.length > 0)
      for (const { at, what, todo } of parsed.mistakes) {
        assert.ok(at >= 0 && at <= source.length)
        assert.ok(what !== '' && todo !== '')
      }
    }),
    { numRuns: 500 },
  )
})

test('no file of rules or terms makes reading throw: rules, or problems with a place in the file', () => {
  const file = fc.oneof(
    expression.map(when => JSON.stringify({ rules: [{ name: 'r', when, unless: ['x'] }], unless: { x: when } })),
    expression,
    fc.json(),
    fc
      .constantFrom(...words, 'rules:', 'lists: {a: {about: b, terms: [')
      .map(part => `rules:\n  - name: ${part}\n    when: ${part}`),
  )
  fc.assert(
    fc.property(file, file, (first, second) => {
      for (const [termsText, rulesText] of [
        [terms, first],
        [second, first],
      ] as const) {
        const { ruleSet, problems } = readRuleSet({ file: 't', text: termsText }, [{ file: 'r', text: rulesText }])
        assert.equal(ruleSet === null, problems.length > 0)
        for (const { file, line, column } of problems) {
          const lines = (file === 't' ? termsText : rulesText).split('\n')
          assert.ok(line >= 1 && line <= lines.length + 1, `line ${line}`)
          assert.ok(column >= 1, `column ${column}`)
        }
      }
    }),
    { numRuns: 200 },
  )
})

/** Whether a word that begins at a place does so at a border; only those of Latin letters need one. */
function begins(sample: string, at: number): boolean {
  return !/[ab]/.test(sample[at] ?? '') || !/[ab]/.test(sample[at - 1] ?? '')
}

test('the automaton finds exactly what a search for each word at the beginning of words finds', () => {
  const alphabet = fc.string({ unit: fc.constantFrom('a', 'b', '북', ' '), minLength: 1, maxLength: 4 })
  const long = fc.string({ unit: fc.constantFrom('a', 'b', '북', ' '), maxLength: 60 })
  fc.assert(
    fc.property(fc.uniqueArray(alphabet, { maxLength: 12 }), long, (dictionary, sample) => {
      const found: string[] = []
      const units = Uint16Array.from(sample, unit => unit.charCodeAt(0))
      automatonOf(automatonTables(dictionary)).scan(units, units.length, (word, end) =>
        found.push(`${end}:${dictionary[word]}`),
      )
      const expected: string[] = []
      for (let end = 1; end <= sample.length; end += 1) {
        for (const word of dictionary)
          if (begins(sample, end - word.length) && sample.slice(0, end).endsWith(word)) expected.push(`${end}:${word}`)
      }
      assert.deepEqual(found.toSorted(), expected.toSorted())
    }),
  )
})

/** A megabyte of what is worst for each part; a quadratic step would take minutes. */
const worst: Readonly<Record<string, string>> = {
  'one term again and again': 'US '.repeat(350_000),
  'acronyms without end': 'U.S.A.'.repeat(170_000),
  'terms without a border': '북미'.repeat(350_000),
  'exceptions without end': 'NK cells '.repeat(110_000),
  'combining marks': '\u0301'.repeat(1_000_000),
  'open tags': '<b'.repeat(500_000),
  'white space': ' \n'.repeat(500_000),
  'the beginning of a term': 'north korenorth kore'.repeat(50_000),
  'both sides': 'North Korea US talks Olympics '.repeat(33_000),
}

for (const [name, sample] of Object.entries(worst)) {
  test(`a megabyte of ${name} is judged in linear time`, () => {
    const time = (judged: string) => {
      const before = process.cpuUsage()
      judge(judgedOf(judged, { summary: judged, language: 'en' }), small)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }
    time(sample.slice(0, 50_000))
    // Ten times the text may take ten times as long; a hundred times would be quadratic. The margin is for a busy machine.
    const part = Math.max(20, time(sample.slice(0, sample.length / 10)))
    assert.ok(time(sample) < part * 50)
  })
}
