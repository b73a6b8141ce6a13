import assert from 'node:assert/strict'
import { readPeople } from '../../src/config/files/people-file.ts'
import { readRuleSet } from '../../src/config/files/rules-file.ts'
import { readTerms } from '../../src/config/files/terms-file.ts'
import type { RuleSet } from '../../src/rules/rule-set.ts'
import type { TermIndex } from '../../src/rules/terms/terms.ts'
import type { Judged } from '../../src/rules/verdict.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

/** Terms from the text of a file that has no problems. */
export function termsOf(text: string): TermIndex {
  const { terms, problems } = readTerms('terms.yaml', text)
  assert.deepEqual(problems.map(renderProblem), [])
  return terms ?? assert.fail('no terms')
}

/** Rules from the texts of files that have no problems. */
export function rulesOf(terms: string, rules: string, people = 'people: []'): RuleSet {
  const { known } = readPeople('people.yaml', people)
  const files = [{ file: 'rules.yaml', text: rules }]
  const { ruleSet, problems } = readRuleSet({ file: 'terms.yaml', text: terms }, files, { routes: null }, known)
  assert.deepEqual(problems.map(renderProblem), [])
  return ruleSet ?? assert.fail('no rules')
}

export function judgedOf(title: string, more: Partial<Judged> = {}): Judged {
  return { title, summary: '', language: '', source: '', outlet: '', outletKind: '', ...more }
}
