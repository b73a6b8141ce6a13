import { explainVerdict } from '../rules/explain.ts'
import { judge } from '../rules/judge.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Judged } from '../rules/verdict.ts'
import { visible } from '../text/visible.ts'
import { type CommandContext, EXIT } from './command.ts'

/** Explains one item to a person. @returns the exit code: well where it would be alerted */
export function explainJudged(judged: Judged, ruleSet: RuleSet, context: Pick<CommandContext, 'stdout'>): number {
  const verdict = judge(judged, ruleSet)
  context.stdout.write(visible(`${explainVerdict(judged, verdict).join('\n')}\n`))
  return verdict.alert ? EXIT.well : EXIT.no
}
