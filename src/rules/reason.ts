import { type Condition, type Exclusion, type Rule, type RuleSet, TEXT_FIELDS } from './rule-set.ts'
import { holds, nearHits, type Scene } from './scene.ts'
import { placeOf } from './terms/match.ts'
import type { Place, Reason } from './verdict.ts'

export type RuleOutcome =
  | { readonly kind: 'matched' }
  | { readonly kind: 'excluded'; readonly by: Exclusion }
  | { readonly kind: 'missed' }

/** A reason quotes at most this many words. */
const MOST_WORDS = 8

interface Found {
  readonly place: Place
  readonly word: string
  /** What the rule looked for. */
  readonly said: string
}

/** The whole sentence for one rule: what matched on which words, what excluded it, or which part was missing. */
export function reasonFor(rule: Rule, outcome: RuleOutcome, scene: Scene, ruleSet: RuleSet): Reason {
  const found = distinct(rule.when === null ? [] : wordsOf(rule.when, scene, ruleSet))
  for (const each of rule.points)
    if (each.add > 0 && holds(each.when, scene, ruleSet)) found.push(...wordsOf(each.when, scene, ruleSet))
  const own = distinct(found).slice(0, MOST_WORDS)
  if (outcome.kind === 'matched') return reason(rule, 'matched', `matched on ${list(own)}`, own)
  if (outcome.kind === 'excluded') {
    const by = distinct(wordsOf(outcome.by.when, scene, ruleSet)).slice(0, MOST_WORDS)
    const on = by.length > 0 ? ` on ${list(by)}` : ''
    return reason(rule, 'excluded', `matched, but "${outcome.by.name}" excludes it${on}`, by)
  }
  const missing = rule.when === null ? [] : missingOf(rule.when, scene, ruleSet)
  const there = own.length > 0 ? `; there is ${list(own)}` : ''
  if (missing.length > 0) return reason(rule, 'missed', `missing: ${missing.join('; ')}${there}`, own)
  const sum = rule.points.reduce((points, each) => points + (holds(each.when, scene, ruleSet) ? each.add : 0), 0)
  return reason(rule, 'missed', `${sum} of ${rule.atLeast ?? 0} points${there}`, own)
}

function reason(rule: Rule, outcome: Reason['outcome'], text: string, found: readonly Found[]): Reason {
  const kind = rule.doubtful ? 'doubtful rule' : 'rule'
  return {
    rule: rule.name,
    outcome,
    text: `${kind} "${rule.name}" ${text}`,
    words: found.map(each => each.word),
    places: found.map(each => each.place),
  }
}

function list(found: readonly Found[]): string {
  if (found.length === 0) return 'no word of its own'
  return found
    .map(each => `"${each.word}" in the ${each.place.field}${each.said.includes('@') ? ` (${each.said})` : ''}`)
    .join(', ')
}

/** Each place once, with everything that was found there. */
function distinct(found: readonly Found[]): Found[] {
  const merged = new Map<string, Found>()
  for (const each of found) {
    const key = `${each.place.field}:${each.place.start}:${each.place.end}`
    const known = merged.get(key)
    if (known === undefined) merged.set(key, each)
    else if (!known.said.split(', ').includes(each.said))
      merged.set(key, { ...known, said: `${known.said}, ${each.said}` })
  }
  return [...merged.values()]
}

/** The first word on which each fulfilled part of a condition matched. */
function wordsOf(condition: Condition, scene: Scene, ruleSet: RuleSet): readonly Found[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'some':
      return condition.parts.filter(part => holds(part, scene, ruleSet)).flatMap(part => wordsOf(part, scene, ruleSet))
    case 'atom':
      return firstOf(condition, scene, ruleSet)
    case 'near':
      return nearWords(condition, scene, ruleSet)
    default:
      return []
  }
}

function firstOf(condition: Extract<Condition, { kind: 'atom' }>, scene: Scene, ruleSet: RuleSet): readonly Found[] {
  for (let bit = 0; bit < TEXT_FIELDS.length; bit += 1) {
    const field = scene.fields[bit]
    if ((condition.fields & (1 << bit)) === 0 || field?.present[condition.atom] !== 1) continue
    const hit = field.scan.entries.findIndex(entry => ruleSet.atomsOf[entry]?.includes(condition.atom))
    return [foundAt(bit, hit, ruleSet.atoms[condition.atom] ?? '', scene)]
  }
  return []
}

function nearWords(condition: Extract<Condition, { kind: 'near' }>, scene: Scene, ruleSet: RuleSet): readonly Found[] {
  for (let bit = 0; bit < TEXT_FIELDS.length; bit += 1) {
    const field = scene.fields[bit]
    if ((condition.fields & (1 << bit)) === 0 || field == null) continue
    const hits = nearHits(condition, field, ruleSet)
    if (hits === null) continue
    return hits.map(hit => {
      const atoms = ruleSet.atomsOf[field.scan.entries[hit] ?? 0] ?? []
      const atom = condition.sides.flat().find(each => atoms.includes(each)) ?? -1
      return foundAt(bit, hit, ruleSet.atoms[atom] ?? '', scene)
    })
  }
  return []
}

function foundAt(bit: number, hit: number, said: string, scene: Scene): Found {
  const scan = scene.fields[bit]?.scan
  const field = TEXT_FIELDS[bit] ?? 'title'
  if (scan === undefined) return { place: { field, start: 0, end: 0 }, word: '', said }
  const { start, end } = placeOf(scan, hit)
  return { place: { field, start, end }, word: scan.text.slice(start, end), said }
}

/** The unfulfilled parts of a condition, each in words for people. */
function missingOf(condition: Condition, scene: Scene, ruleSet: RuleSet): readonly string[] {
  if (holds(condition, scene, ruleSet)) return []
  switch (condition.kind) {
    case 'and':
      return condition.parts.flatMap(part => missingOf(part, scene, ruleSet))
    case 'not':
      return [`${condition.said}, but it is there`]
    default:
      return [condition.said]
  }
}
