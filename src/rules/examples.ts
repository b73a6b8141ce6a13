import { judge } from './judge.ts'
import type { RuleSet } from './rule-set.ts'

/** An example headline that a rule does not treat as its file says. */
export interface ExampleFailure {
  /** Index of the rule in the rule set. */
  readonly rule: number
  readonly key: 'matches' | 'rejects'
  /** Index in that list. */
  readonly index: number
  readonly what: string
  readonly todo: string
}

/** Judges the example headlines of every rule, as titles without a summary, by that rule alone. */
export function runExamples(ruleSet: RuleSet): readonly ExampleFailure[] {
  return ruleSet.rules.flatMap((rule, number) =>
    (['matches', 'rejects'] as const).flatMap(key =>
      rule[key].flatMap((title, index): ExampleFailure[] => {
        const judged = { title, summary: '', language: '', source: '', outlet: '', outletKind: '' }
        const reason = judge(judged, ruleSet).because[number]
        if (reason === undefined || (reason.outcome === 'matched') === (key === 'matches')) return []
        const does = key === 'matches' ? 'does not match its example' : 'matches an example that it should reject'
        const todo =
          key === 'matches' ? 'change the rule, or remove the example' : 'narrow the rule, or add an exclusion'
        const why = reason.text.replace(/^(?:doubtful )?rule "[^"]*" /, '')
        return [{ rule: number, key, index, what: `rule "${rule.name}": ${does} (${why})`, todo }]
      }),
    ),
  )
}
