import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRuleSet } from '../../src/config/files/rules-file.ts'
import { excerptOf } from '../../src/config/yaml/excerpt.ts'
import { foldProblems } from '../../src/config/yaml/fold-problems.ts'
import type { Problem } from '../../src/text/show/problem.ts'
import { viewProblem } from '../../src/text/show/problem-view.ts'

const base = (name: string) => readFileSync(join(import.meta.dirname, 'golden/base', name), 'utf8')

/** The problem at a word of a line. */
function at(line: string, word: string): Problem {
  const offset = line.indexOf(word)
  const excerpt = excerptOf(line, offset, word.length)
  assert.ok(excerpt)
  return { file: 'f.yaml', line: 1, column: offset + 1, what: 'wrong', todo: 'mend it', excerpt }
}

const COLUMNS: readonly (readonly [fact: string, line: string, word: string, caret: string])[] = [
  ['Latin letters take one column', 'also: [peace, war]', 'war', '              ^^^'],
  ['Hangul takes two', 'also: [평양, 워싱턴]', '워싱턴', '             ^^^^^^'],
  ['so do Han and kana', '金正恩、ポンペオ x', 'x', '                 ^'],
  ['a combining accent takes none', 'cafe\u0301 x', 'x', '     ^'],
  ['a tab takes one', '\tx', 'x', ' ^'],
]
for (const [fact, line, word, caret] of COLUMNS) {
  test(`the caret stands under what is meant: ${fact}`, () => {
    assert.equal(viewProblem(at(line, word), 'problem', false).split('\n')[2], `     | ${caret}`)
  })
}

test('a long line is shown by the part that matters', () => {
  const line = `when: "${'peace or '.repeat(200)}wrong${' or peace'.repeat(200)}"`
  const [, shown = '', mark = ''] = viewProblem(at(line, 'wrong'), 'problem', false).split('\n')
  assert.ok(shown.length < 140, shown)
  assert.equal(shown.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1), 'wrong')
})

test('colours change nothing but the colours, and a warning says that it is one', () => {
  const problem = at('also: [평양]', '평양')
  const plain = viewProblem(problem, 'warning', false)
  assert.match(plain, /^f\.yaml:1:8 warning: wrong – mend it\n/)
  const coloured = viewProblem(problem, 'warning', true)
  assert.notEqual(coloured, plain)
  // biome-ignore lint/complexity/useRegexLiterals: the escape sign is what is looked for
  assert.equal(coloured.replace(new RegExp('\u001b\\[\\d+m', 'g'), ''), plain)
})

test('one list that several rules misspell is one problem, with the lines of the others', () => {
  const one = (line: number, rule: string): Problem => {
    const what = `rule "${rule}": no list "@nort" in terms.yaml`
    return { file: 'rules.yaml', line, column: 3, what, todo: 'did you mean "@north"?' }
  }
  const folded = foldProblems(Array.from({ length: 9 }, (_, index) => one(index + 1, `rule ${index}`)))
  assert.deepEqual(
    folded.map(each => each.what),
    ['rule "rule 0": no list "@nort" in terms.yaml (also on lines 2, 3, 4, 5, 6 and 3 more)'],
  )
})

test('whatever is done to a file, its problems have a place in it and an excerpt that fits', () => {
  const [terms, rules] = [base('terms.yaml'), base('rules.yaml')]
  const sign = fc.constantFrom(
    '\t',
    '"',
    "'",
    '[',
    '{',
    ':',
    '- ',
    '#',
    ' #x',
    '\u00a0',
    '：',
    '@',
    '*',
    '&',
    '\n',
    '  ',
    '「',
    '%',
    '---\n',
    '',
  )
  fc.assert(
    fc.property(fc.nat(rules.length), fc.nat(12), sign, fc.boolean(), (place, cut, put, inTerms) => {
      const change = (text: string) => text.slice(0, place) + put + text.slice(place + cut)
      const text = inTerms ? change(terms) : terms
      const other = { file: 'rules.yaml', text: inTerms ? rules : change(rules) }
      const { ruleSet, problems } = readRuleSet({ file: 'terms.yaml', text }, [other], {
        routes: ['default', 'summits'],
      })
      assert.equal(ruleSet === null, problems.length > 0)
      for (const { file, line, column, what, todo, excerpt } of problems) {
        const lines = (file === 'terms.yaml' ? text : other.text).split('\n')
        assert.ok(line >= 1 && line <= lines.length && column >= 1 && what !== '' && todo !== '')
        if (excerpt !== undefined)
          assert.ok(0 <= excerpt.start && excerpt.start <= excerpt.end && excerpt.end <= excerpt.line.length)
      }
    }),
    { numRuns: 400 },
  )
})
