import { STORY_TYPES, type StoryType } from '../../rules/verdict.ts'
import { foldsOf } from '../../rules/weigh/folds.ts'
import { learnTypes, type TypedItem } from '../../rules/weigh/learn-types.ts'
import { typeBy } from '../../rules/weigh/type-points.ts'

/** How well types are recognised in items whose group was held out. */
export interface TypeFigures {
  readonly items: number
  /** Mean of the F1 of all types except `other`. */
  readonly macroF1: number
  readonly each: readonly { readonly type: StoryType; readonly f1: number }[]
}

/** Learns the types from all other groups, for each group in turn, and scores that group. */
export function typesHeldOut(
  items: readonly (TypedItem & { readonly group: string; readonly scored: boolean })[],
  folds: number,
): TypeFigures {
  const foldOf = foldsOf(
    items.map(item => item.group),
    folds,
  )
  const told: StoryType[] = items.map(() => 'other')
  for (let fold = 0; fold < folds; fold += 1) {
    const points = learnTypes(items.filter((_, index) => foldOf[index] !== fold))
    items.forEach((item, index) => {
      if (foldOf[index] === fold) told[index] = typeBy(points, item.features).type
    })
  }
  const scored = items.flatMap((item, index) => (item.scored ? [{ type: item.type, told: told[index] }] : []))
  const each = STORY_TYPES.filter(type => type !== 'other' && scored.some(item => item.type === type)).map(type => {
    const is = scored.filter(item => item.type === type).length
    const said = scored.filter(item => item.told === type).length
    const hit = scored.filter(item => item.type === type && item.told === type).length
    return { type, f1: (2 * hit) / (is + said) }
  })
  return { items: scored.length, macroF1: each.reduce((sum, one) => sum + one.f1, 0) / Math.max(1, each.length), each }
}
