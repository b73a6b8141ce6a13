import { describeReading } from '../events/describe.ts'
import { explainVerdict } from '../rules/explain.ts'
import { judge } from '../rules/judge.ts'
import type { Judged } from '../rules/verdict.ts'
import { visible } from '../text/visible.ts'
import { type CommandContext, EXIT } from './command.ts'
import type { Judging } from './rule-files.ts'

/** Explains one item to a person. @returns the exit code: well where it would be alerted */
export function explainJudged(judged: Judged, by: Judging, context: Pick<CommandContext, 'stdout' | 'values'>): number {
  const all = context.values.all === true
  const verdict = judge(judged, by.ruleSet)
  const reading = describeReading(by.sense.read(judged)).map(line => `  ${line}`)
  const { relevance, needed } = by.ruleSet
  const lines = explainVerdict(judged, verdict, { relevance, needed, all })
  context.stdout.write(visible(`${[...lines, ...(all ? reading : reading.slice(0, 1))].join('\n')}\n`))
  return verdict.alert ? EXIT.well : EXIT.no
}
