import { explainItem } from '../../desk/answers/test-headline.ts'
import type { Judged } from '../../rules/verdict.ts'
import { visible } from '../../text/show/visible.ts'
import { type CommandContext, EXIT } from '../command.ts'
import type { Judging } from './rule-files.ts'

/** Explains one item to a person. @returns the exit code: 0 if it would be alerted */
export function explainJudged(judged: Judged, by: Judging, context: Pick<CommandContext, 'stdout' | 'values'>): number {
  const { alert, lines } = explainItem(judged, by.ruleSet, by.sense, context.values.all === true)
  context.stdout.write(visible(`${lines.join('\n')}\n`))
  return alert ? EXIT.well : EXIT.no
}
