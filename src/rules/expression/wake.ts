import type { Condition, Rule, Wake } from '../rule-set.ts'

/** The index of which atoms wake which rules: a rule that an item does not wake cannot match it. */
export function wakeOf(rules: readonly Pick<Rule, 'when' | 'points' | 'atLeast'>[], atoms: number): Wake {
  const always: number[] = []
  const byAtom: number[][] = Array.from({ length: atoms }, () => [])
  rules.forEach((rule, place) => {
    const needed = neededBy(rule)
    if (needed === null) always.push(place)
    for (const atom of new Set(needed)) byAtom[atom]?.push(place)
  })
  return { always, byAtom }
}

/** Atoms of which an item must contain at least one; null: the rule may match without. */
function neededBy(rule: Pick<Rule, 'when' | 'points' | 'atLeast'>): readonly number[] | null {
  const ways = [rule.when === null ? null : needed(rule.when)]
  if (rule.atLeast !== null && rule.atLeast > 0)
    ways.push(union(rule.points.filter(each => each.add > 0).map(each => needed(each.when))))
  return fewest(ways)
}

function needed(condition: Condition): readonly number[] | null {
  switch (condition.kind) {
    case 'atom':
      return [condition.atom]
    case 'and':
      return fewest(condition.parts.map(needed))
    case 'or':
      return union(condition.parts.map(needed))
    case 'some':
      return condition.least > 0 ? union(condition.parts.map(needed)) : null
    case 'near':
      return condition.least === condition.sides.length ? fewest(condition.sides) : union(condition.sides)
    default:
      return null
  }
}

function fewest(all: readonly (readonly number[] | null)[]): readonly number[] | null {
  return all.reduce((best, each) => (each !== null && (best === null || each.length < best.length) ? each : best), null)
}

function union(all: readonly (readonly number[] | null)[]): readonly number[] | null {
  const known = all.filter(each => each !== null)
  return known.length < all.length ? null : [...new Set(known.flat())]
}
