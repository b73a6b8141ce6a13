import { factReader } from '../events/facts.ts'
import type { EventSense } from '../events/sense.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { featureReader, type TypePoints, typerOf } from '../rules/type-points.ts'

/** The same rules, which tell types by points where their own list of types says nothing. @param points null: none are known */
export function typedRules(ruleSet: RuleSet, points: TypePoints | null, sense: EventSense): RuleSet {
  if (points === null) return ruleSet
  return { ...ruleSet, typer: typerOf(points, featureReader(ruleSet.terms, factReader(sense))) }
}
