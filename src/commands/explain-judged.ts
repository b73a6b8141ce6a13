import { describeReading } from '../events/describe.ts'
import { explainVerdict } from '../rules/explain.ts'
import { judge } from '../rules/judge.ts'
import { scansOf, setScene } from '../rules/scene.ts'
import { describeTyping } from '../rules/type-points.ts'
import type { Judged } from '../rules/verdict.ts'
import { visible } from '../text/visible.ts'
import { type CommandContext, EXIT } from './command.ts'
import type { Judging } from './rule-files.ts'

/** Explains one item to a person. @returns the exit code: well where it would be alerted */
export function explainJudged(judged: Judged, by: Judging, context: Pick<CommandContext, 'stdout' | 'values'>): number {
  const all = context.values.all === true
  const verdict = judge(judged, by.ruleSet)
  const reading = describeReading(by.sense.read(judged)).map(line => `  ${line}`)
  const { relevance, needed, typer } = by.ruleSet
  const typing = typer?.(judged, scansOf(setScene(judged, by.ruleSet)))
  // A rule, or the list of sure types, may have told another than the points.
  const types =
    typing === undefined || verdict.rules.length === 0 || typing.type !== verdict.type
      ? []
      : [`  type: ${describeTyping(typing)}`]
  const lines = explainVerdict(judged, verdict, { relevance, needed, all })
  context.stdout.write(visible(`${[...lines, ...types, ...(all ? reading : reading.slice(0, 1))].join('\n')}\n`))
  return verdict.alert ? EXIT.well : EXIT.no
}
