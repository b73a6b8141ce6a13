import { type RuleOutcome, reasonFor } from './reason.ts'
import type { Rule, RuleSet } from './rule-set.ts'
import { holds, type Scene, setScene } from './scene.ts'
import type { Judged, Priority, StoryType, Verdict } from './verdict.ts'

/** The decision without its reasons: what a backtest of many items needs. */
export type Decision = Omit<Verdict, 'because'>

/**
 * Decides on one item, with a reason for every rule. Pure, and linear in the item's length.
 * An item is alerted where a rule matched that is not marked doubtful.
 */
export function judge(judged: Judged, ruleSet: RuleSet): Verdict {
  const scene = setScene(judged, ruleSet)
  const outcomes = ruleSet.rules.map(rule => outcomeOf(rule, scene, ruleSet))
  const because = ruleSet.rules.map((rule, index) =>
    reasonFor(rule, outcomes[index] ?? { kind: 'missed' }, scene, ruleSet),
  )
  return { ...decisionOf(outcomes, scene, ruleSet), because }
}

/** As judge, without the reasons. */
export function decide(judged: Judged, ruleSet: RuleSet): Decision {
  return decideOn(setScene(judged, ruleSet), ruleSet)
}

/** The decision on an item that has been scanned. */
export function decideOn(scene: Scene, ruleSet: RuleSet): Decision {
  return decisionOf(
    ruleSet.rules.map(rule => outcomeOf(rule, scene, ruleSet)),
    scene,
    ruleSet,
  )
}

function outcomeOf(rule: Rule, scene: Scene, ruleSet: RuleSet): RuleOutcome {
  if (rule.when !== null && !holds(rule.when, scene, ruleSet)) return { kind: 'missed' }
  if (rule.atLeast !== null && pointsOf(rule, scene, ruleSet) < rule.atLeast) return { kind: 'missed' }
  const exclusion = rule.unless.find(each => holds(each.when, scene, ruleSet))
  return exclusion === undefined ? { kind: 'matched' } : { kind: 'excluded', by: exclusion }
}

/** The sum of a rule's points on an item. */
function pointsOf(rule: Rule, scene: Scene, ruleSet: RuleSet): number {
  return rule.points.reduce((sum, each) => sum + (holds(each.when, scene, ruleSet) ? each.add : 0), 0)
}

const RANK: Readonly<Record<Priority, number>> = { high: 2, normal: 1, low: 0 }

function decisionOf(outcomes: readonly RuleOutcome[], scene: Scene, ruleSet: RuleSet): Decision {
  const matched = ruleSet.rules.filter((_, index) => outcomes[index]?.kind === 'matched')
  const firm = matched.filter(rule => !rule.doubtful)
  const leading = firm.length > 0 ? firm : matched
  const alert = firm.length > 0
  const priority = leading.reduce<Priority>(
    (best, rule) => (RANK[rule.priority] > RANK[best] ? rule.priority : best),
    'low',
  )
  return {
    alert,
    doubtful: !alert && matched.length > 0,
    rules: leading.map(rule => rule.name),
    type: leading.length === 0 ? 'other' : typeOf(leading, scene, ruleSet),
    priority: leading.length === 0 ? 'normal' : priority,
    route: leading[0]?.route ?? 'default',
  }
}

/** The type that the first matched rule names; else that of the first entry of types: whose words are there. */
function typeOf(leading: readonly Rule[], scene: Scene, ruleSet: RuleSet): StoryType {
  const named = leading.find(rule => rule.type !== null)?.type
  if (named != null) return named
  return ruleSet.types.find(({ when }) => holds(when, scene, ruleSet))?.type ?? 'other'
}
