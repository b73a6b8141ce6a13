import type { Level } from '../rule-set.ts'
import { foldsOf } from './folds.ts'
import { type Example, fitLogistic } from './logistic.ts'
import { onScale } from './relevance.ts'

export const GRADES = ['core', 'related', 'no'] as const
export type Grade = (typeof GRADES)[number]

/** An item that a person has graded, as the rules see it. */
export interface Graded {
  readonly grade: Grade
  /** Whether a rule wakes it: others are never alerted, and teach nothing. */
  readonly woken: boolean
  /** Indexes of the weights that hold. */
  readonly on: readonly number[]
  /** Its group in cross-validation, its outlet or year: it is scored without learning from that group. */
  readonly group: string
  /** How much it counts, usually 1; below 1 it only teaches, and the levels are chosen without it. */
  readonly counts: number
}

/** Points as in weights.yaml. */
export interface Learnt {
  readonly base: number
  readonly points: readonly number[]
}

export interface Training {
  /** Penalty on large weights; see fitLogistic. */
  readonly strength: number
  /** Whether levels are chosen by every item, including those that only teach: for when too few count fully. */
  readonly scoreAll: boolean
  /** How much an item off the subject counts, relative to others. */
  readonly noise: number
}

/** What the shipped weights were learnt with. */
export const TRAINING: Training = { strength: 5, noise: 3, scoreAll: false }

/** Points for one unit of log odds: ten points make an item 2.7 times as likely to be core. */
const POINTS = 10
/** The score of an item that is as likely core as not. */
const EVEN = 50

/** Learns how many points each weight is worth. Deterministic. @param weights the number of weights */
export function learnPoints(items: readonly Graded[], weights: number, { strength, noise }: Training): Learnt {
  const examples = items
    .filter(item => item.woken)
    .map(
      ({ grade, on, counts }): Example => ({
        on,
        yes: grade === 'core',
        counts: counts * (grade === 'no' ? noise : 1),
      }),
    )
  const { intercept, coefficients } = fitLogistic(examples, weights, strength)
  return { base: Math.round(EVEN + POINTS * intercept), points: coefficients.map(one => Math.round(POINTS * one)) }
}

/** The score of an item by learnt points, from 0 to 100; null: no rule wakes it. */
export function scoreBy({ base, points }: Learnt, { woken, on }: Pick<Graded, 'woken' | 'on'>): number | null {
  if (!woken) return null
  return onScale(on.reduce((sum, place) => sum + (points[place] ?? 0), base))
}

/** The least recall of core items; for strict, the least share of core. */
const WIDE_RECALL = 0.98
const NORMAL_RECALL = 0.925
const STRICT_SHARE = 0.9

/** Chooses the levels from held-out scores: items must be scored by weights that did not learn from them. */
export function chooseLevels(
  scored: readonly { readonly grade: Grade; readonly score: number | null }[],
): Readonly<Record<Level, number>> {
  const at = Array.from({ length: 101 }, (_, score) => figuresAt(scored, score))
  const highest = (recall: number) => at.findLastIndex(one => one.recall >= recall)
  const wide = Math.max(0, highest(WIDE_RECALL))
  const normal = Math.max(wide, highest(NORMAL_RECALL))
  const first = at.findIndex((one, score) => score >= normal && one.coreShare >= STRICT_SHARE)
  return { wide, normal, strict: first < 0 ? Math.min(100, normal + 20) : first }
}

export interface Figures {
  readonly items: number
  readonly core: number
  readonly alerts: number
  /** Share of the core items that are alerted. */
  readonly recall: number
  /** Shares of the alerts that are off the subject, and that are core. */
  readonly noise: number
  readonly coreShare: number
}

/** What a given threshold would alert, and how well. */
export function figuresAt(
  scored: readonly { readonly grade: Grade; readonly score: number | null }[],
  level: number,
): Figures {
  return figures(scored.map(({ grade, score }) => ({ grade, told: score !== null && score >= level })))
}

export function figures(items: readonly { readonly grade: Grade; readonly told: boolean }[]): Figures {
  const count = (grade: Grade | null, told: boolean | null) =>
    items.filter(one => (grade === null || one.grade === grade) && (told === null || one.told === told)).length
  const [core, alerts] = [count('core', null), count(null, true)]
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    items: items.length,
    core,
    alerts,
    recall: share(count('core', true), core),
    noise: share(count('no', true), alerts),
    coreShare: share(count('core', true), alerts),
  }
}

/** An item with a score by weights that learned from no item of its group. */
export interface HeldOut {
  readonly score: number | null
  /** Whether it is alerted at each level; the levels were chosen without it too. */
  readonly told: Readonly<Record<Level, boolean>>
}

/** Nested cross-validation: points and levels of each fold are learnt from the other folds alone. */
export function crossValidate(
  items: readonly Graded[],
  weights: number,
  training: Training,
  folds: number,
): readonly HeldOut[] {
  const foldOf = foldsOf(
    items.map(item => item.group),
    folds,
  )
  const out: HeldOut[] = items.map(() => ({ score: null, told: { strict: false, normal: false, wide: false } }))
  for (let fold = 0; fold < folds; fold += 1) {
    const others = items.filter((_, index) => foldOf[index] !== fold)
    const learnt = learnPoints(others, weights, training)
    const levels = chooseLevels(scoresApart(others, weights, training, folds))
    items.forEach((item, index) => {
      if (foldOf[index] !== fold) return
      const score = scoreBy(learnt, item)
      const told = (level: Level) => score !== null && score >= levels[level]
      out[index] = { score, told: { strict: told('strict'), normal: told('normal'), wide: told('wide') } }
    })
  }
  return out
}

/** Each item that counts 1 (with `scoreAll`, every item), with its score by points learnt without its fold. */
export function scoresApart(
  items: readonly Graded[],
  weights: number,
  training: Training,
  folds: number,
): readonly { readonly grade: Grade; readonly score: number | null }[] {
  const foldOf = foldsOf(
    items.map(item => item.group),
    folds,
  )
  const learnt = Array.from({ length: folds }, (_, fold) =>
    learnPoints(
      items.filter((_, index) => foldOf[index] !== fold),
      weights,
      training,
    ),
  )
  return items.flatMap((item, index) =>
    item.counts < 1 && !training.scoreAll
      ? []
      : [{ grade: item.grade, score: scoreBy(learnt[foldOf[index] ?? 0] as Learnt, item) }],
  )
}
