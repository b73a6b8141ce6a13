import type { Level, Relevance, RuleSet, Weight } from '../rule-set.ts'
import { holds, type Scene } from '../scene.ts'

/** The ends of the scale. */
const LEAST = 0
const MOST = 100

/** How relevant an item is, from 0 to 100. */
export function scoreOf(scene: Scene, ruleSet: RuleSet, relevance: Relevance): number {
  let sum = relevance.base
  for (const weight of relevance.weights) if (holds(weight.when, scene, ruleSet)) sum += weight.points
  return onScale(sum)
}

/** The weights that made a score, the largest first. */
export function weightsBehind(scene: Scene, ruleSet: RuleSet, relevance: Relevance): readonly Weight[] {
  return relevance.weights
    .filter(weight => weight.points !== 0 && holds(weight.when, scene, ruleSet))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}

/** A sum of points as a score. */
export function onScale(sum: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, sum)))
}

/** The score that a route needs, by its level or number. */
export function neededBy(alert: Level | number, relevance: Relevance | null): number {
  return typeof alert === 'number' ? alert : (relevance?.levels[alert] ?? 0)
}

/** Indexes of the weights that hold in an item, for training. */
export function weightsOn(scene: Scene, ruleSet: RuleSet, relevance: Relevance): readonly number[] {
  return relevance.weights.flatMap((weight, place) => (holds(weight.when, scene, ruleSet) ? [place] : []))
}
