import assert from 'node:assert/strict'
import { readRuleSet } from '../../src/config/rules-file.ts'
import { readTerms } from '../../src/config/terms-file.ts'
import type { RuleSet } from '../../src/rules/rule-set.ts'
import type { TermIndex } from '../../src/rules/terms.ts'
import type { Judged } from '../../src/rules/verdict.ts'
import { renderProblem } from '../../src/text/problem.ts'

/** Terms from the text of a file that has no problems. */
export function termsOf(text: string): TermIndex {
  const { terms, problems } = readTerms('terms.yaml', text)
  assert.deepEqual(problems.map(renderProblem), [])
  return terms ?? assert.fail('no terms')
}

/** Rules from the texts of two files that have no problems. */
export function rulesOf(terms: string, rules: string): RuleSet {
  const { ruleSet, problems } = readRuleSet({ file: 'terms.yaml', text: terms }, [{ file: 'rules.yaml', text: rules }])
  assert.deepEqual(problems.map(renderProblem), [])
  return ruleSet ?? assert.fail('no rules')
}

export function judgedOf(title: string, more: Partial<Judged> = {}): Judged {
  return { title, summary: '', language: '', source: '', outlet: '', outletKind: '', ...more }
}
