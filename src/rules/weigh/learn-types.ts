import { STORY_TYPES, type StoryType } from '../verdict.ts'
import { type Example, fitSoftmax } from './softmax.ts'
import { ALWAYS, type TypePoints } from './type-points.ts'

/** An item of known type, by its features. */
export interface TypedItem {
  readonly type: StoryType
  readonly features: readonly string[]
  /** How much it counts; absent: 1. */
  readonly counts?: number
}

export interface TypeTuning {
  /** How many items must have a feature for it to count. */
  readonly least: number
  readonly l1: number
  readonly l2: number
  /** 0: each item counts the same; 1: each type does. */
  readonly balance: number
  readonly steps: number
}

/** Chosen by cross-validation by month and outlet; differences between neighbours were about .01. */
export const TYPE_TUNING: TypeTuning = { least: 3, l1: 0.0025, l2: 0, balance: 0.6, steps: 150 }

/** Points of a weight of 1. */
const SCALE = 10

/** Learns points from items of known type. Deterministic, whatever the order of the items; rounded to whole points. */
export function learnTypes(items: readonly TypedItem[], tuning: TypeTuning = TYPE_TUNING): TypePoints {
  const counts = new Map<string, number>()
  for (const { features } of items)
    for (const feature of new Set(features)) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const names = [...counts].flatMap(([name, count]) => (count >= tuning.least ? [name] : [])).sort()
  const places = new Map(names.map((name, place) => [name, place]))
  const examples = items.map(({ type, features, counts: own = 1 }): Example => {
    const alike = items.filter(item => item.type === type).length
    return {
      features: [...new Set(features)].flatMap(feature => places.get(feature) ?? []),
      answer: STORY_TYPES.indexOf(type),
      counts: own * (items.length / alike) ** tuning.balance,
    }
  })
  const { l1, l2, steps } = tuning
  const weights = fitSoftmax(examples, { answers: STORY_TYPES.length, features: names.length, l1, l2, steps })
  const pointsOf = (type: number) => {
    const row = weights[type] ?? []
    const points = [ALWAYS, ...names].map((name, place) => [name, Math.round((row[place] ?? 0) * SCALE)] as const)
    const heard = points.filter(([, own]) => own !== 0)
    return Object.fromEntries(heard.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1)))
  }
  return Object.fromEntries(STORY_TYPES.map((type, place) => [type, pointsOf(place)])) as Record<
    StoryType,
    Record<string, number>
  >
}
