import { type RuleOutcome, reasonFor } from './reason.ts'
import type { Relevance, Rule, RuleSet } from './rule-set.ts'
import { holds, type Scene, scansOf, setScene, woken } from './scene.ts'
import type { Judged, Priority, StoryType, Verdict } from './verdict.ts'
import { scoreOf, weightsBehind } from './weigh/relevance.ts'

/** The decision without its reasons: what a backtest of many items needs. */
export type Decision = Omit<Verdict, 'because' | 'points'>

/**
 * Decides on one item, with a reason for every rule. Linear in the item's length.
 * An item is alerted if a rule that is not doubtful matched and the item is as relevant as its route needs.
 */
export function judge(judged: Judged, ruleSet: RuleSet): Verdict {
  const scene = setScene(judged, ruleSet)
  const outcomes = outcomesOf(scene, ruleSet)
  const because = ruleSet.rules.map((rule, index) => reasonFor(rule, outcomes[index] ?? MISSED, scene, ruleSet))
  const decision = decisionOf(outcomes, scene, ruleSet)
  const { relevance } = ruleSet
  const points = relevance === null || decision.score === null ? [] : weightsBehind(scene, ruleSet, relevance)
  return { ...decision, because, points: points.map(({ name, of, points, why }) => ({ name, of, points, why })) }
}

/** As judge, without the reasons. */
export function decide(judged: Judged, ruleSet: RuleSet): Decision {
  const scene = setScene(judged, ruleSet)
  return decisionOf(outcomesOf(scene, ruleSet), scene, ruleSet)
}

/** Whether a scanned item is alerted. */
export function alerts(scene: Scene, ruleSet: RuleSet): boolean {
  let route: string | null = null
  let first = ruleSet.rules.length
  for (const place of woken(scene, ruleSet)) {
    const rule = ruleSet.rules[place]
    if (rule === undefined || rule.doubtful || (rule.weigh && place >= first)) continue
    if (outcomeOf(rule, scene, ruleSet).kind !== 'matched') continue
    if (ruleSet.relevance === null || !rule.weigh) return true
    first = place
    route = rule.route
  }
  if (route === null || ruleSet.relevance === null) return false
  return scoreOf(scene, ruleSet, ruleSet.relevance) >= needed(route, ruleSet)
}

/** The score that an item needs to be alerted on a route. */
function needed(route: string, ruleSet: RuleSet): number {
  return ruleSet.needed[route] ?? ruleSet.needed.default ?? 0
}

const MISSED: RuleOutcome = { kind: 'missed' }

/** The outcome of each rule; rules that nothing in the item wakes are not evaluated. */
function outcomesOf(scene: Scene, ruleSet: RuleSet): readonly RuleOutcome[] {
  const outcomes = ruleSet.rules.map(() => MISSED)
  for (const place of woken(scene, ruleSet)) {
    const rule = ruleSet.rules[place]
    if (rule !== undefined) outcomes[place] = outcomeOf(rule, scene, ruleSet)
  }
  return outcomes
}

function outcomeOf(rule: Rule, scene: Scene, ruleSet: RuleSet): RuleOutcome {
  if (rule.when !== null && !holds(rule.when, scene, ruleSet)) return MISSED
  if (rule.atLeast !== null && pointsOf(rule, scene, ruleSet) < rule.atLeast) return MISSED
  const exclusion = rule.unless.find(each => holds(each.when, scene, ruleSet))
  return exclusion === undefined ? { kind: 'matched' } : { kind: 'excluded', by: exclusion }
}

/** The sum of a rule's points on an item. */
function pointsOf(rule: Rule, scene: Scene, ruleSet: RuleSet): number {
  return rule.points.reduce((sum, each) => sum + (holds(each.when, scene, ruleSet) ? each.add : 0), 0)
}

/** The score from which an item that is not alerted counts as doubtful: half of the level `wide`. */
function doubtfulFrom(relevance: Relevance | null): number {
  return (relevance?.levels.wide ?? 0) / 2
}

const RANK: Readonly<Record<Priority, number>> = { high: 2, normal: 1, low: 0 }

function decisionOf(outcomes: readonly RuleOutcome[], scene: Scene, ruleSet: RuleSet): Decision {
  const matched = ruleSet.rules.filter((_, index) => outcomes[index]?.kind === 'matched')
  const firm = matched.filter(rule => !rule.doubtful)
  const leading = firm.length > 0 ? firm : matched
  const route = leading[0]?.route ?? 'default'
  const { relevance } = ruleSet
  const score = relevance === null || leading.length === 0 ? null : scoreOf(scene, ruleSet, relevance)
  const alert = firm.some(rule => score === null || !rule.weigh || score >= needed(route, ruleSet))
  const priority = leading.reduce<Priority>(
    (best, rule) => (RANK[rule.priority] > RANK[best] ? rule.priority : best),
    'low',
  )
  const doubtful = !alert && matched.length > 0 && (score === null || score >= doubtfulFrom(relevance))
  // An alert that only a lower level than `normal` lets through makes no sound.
  const faint = alert && leading.every(rule => rule.weigh) && score !== null && score < (relevance?.levels.normal ?? 0)
  return {
    alert,
    doubtful,
    rules: leading.map(rule => rule.name),
    // The type of an item that goes nowhere is never used.
    type: alert || doubtful ? typeOf(leading, scene, ruleSet) : 'other',
    priority: leading.length === 0 ? 'normal' : faint ? 'low' : priority,
    route,
    score,
  }
}

/** The type named by the first matched rule; else by the first entry of types: that holds; else the one with the most points. */
function typeOf(leading: readonly Rule[], scene: Scene, ruleSet: RuleSet): StoryType {
  const named = leading.find(rule => rule.type !== null)?.type
  if (named != null) return named
  const sure = ruleSet.types.find(({ when }) => holds(when, scene, ruleSet))?.type
  return sure ?? ruleSet.typer?.(scene.judged, scansOf(scene)).type ?? 'other'
}
