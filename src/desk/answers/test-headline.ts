import { escapeText } from '../../alerts/card/escape.ts'
import { describeReading } from '../../events/describe.ts'
import type { EventSense } from '../../events/sense.ts'
import { explainVerdict } from '../../rules/explain.ts'
import { judge } from '../../rules/judge.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import { scansOf, setScene } from '../../rules/scene.ts'
import type { Judged } from '../../rules/verdict.ts'
import { describeTyping } from '../../rules/weigh/type-points.ts'
import { codeBlock } from './code-block.ts'
import type { Reply } from './reply.ts'

/** An item's verdict as lines for a person. */
export interface Explained {
  readonly alert: boolean
  readonly lines: readonly string[]
}

/**
 * Explains the verdict on one item: what decided it, and how the item is read as an event.
 * @param all whether to list every rule and every point
 */
export function explainItem(judged: Judged, ruleSet: RuleSet, sense: EventSense, all = false): Explained {
  const verdict = judge(judged, ruleSet)
  const reading = describeReading(sense.read(judged)).map(line => `  ${line}`)
  const { relevance, needed, typer } = ruleSet
  const typing = typer?.(judged, scansOf(setScene(judged, ruleSet)))
  // A rule, or the list of sure types, may have set another type than the points.
  const types =
    typing === undefined || verdict.rules.length === 0 || typing.type !== verdict.type
      ? []
      : [`  type: ${describeTyping(typing)}`]
  const lines = explainVerdict(judged, verdict, { relevance, needed, all })
  return { alert: verdict.alert, lines: [...lines, ...types, ...(all ? reading : reading.slice(0, 1))] }
}

/** The desk's answer to a tested headline. */
export function renderTest(title: string, { alert, lines }: Explained): Reply {
  const answer = alert ? 'This would be alerted' : 'This would not be alerted'
  return { content: `**${answer}:** ${escapeText(title, 400)}`, ...codeBlock(lines) }
}
