import { nearest } from '../../text/nearest.ts'
import type { Condition, Level, ReadFacts, Relevance, Rule, RuleSet } from '../rule-set.ts'
import { compileMatcher } from '../terms/match.ts'
import type { MatchTables } from '../terms/match-tables.ts'
import type { TermIndex } from '../terms/terms.ts'
import type { Priority, StoryType } from '../verdict.ts'
import { neededBy } from '../weigh/relevance.ts'
import { Conditions } from './conditions.ts'
import type { Mistake } from './lex.ts'
import { parse } from './parse.ts'
import { wakeOf } from './wake.ts'

/** A rule of config/rules.yaml with defaults filled in. */
export interface RuleSpec {
  readonly name: string
  readonly when: string | null
  readonly unless: readonly string[]
  readonly type: StoryType | null
  readonly priority: Priority
  readonly route: string
  readonly doubtful: boolean
  readonly weigh: boolean
  readonly points: readonly { readonly when: string; readonly add: number }[]
  readonly atLeast: number | null
  readonly matches: readonly string[]
  readonly rejects: readonly string[]
}

/** One file of rules, valid by its schema. */
export interface RulesFile {
  readonly unless: Readonly<Record<string, string>>
  readonly rules: readonly RuleSpec[]
  readonly types: readonly { readonly type: StoryType; readonly when: string }[]
}

/** config/weights.yaml, valid by its schema. */
export interface WeightsFile {
  readonly base: number
  readonly levels: Readonly<Record<Level, number>>
  readonly weights: readonly {
    readonly name: string
    readonly when: string
    readonly of: string
    readonly points: number
    readonly why: string
  }[]
}

/** A mistake in one of the files (the weights count as the last): the path to the part, and the offset in its text. */
export interface Finding {
  readonly file: number
  readonly path: readonly (string | number)[]
  readonly index: number
  readonly what: string
  readonly todo: string
}

export type Compiled =
  | { readonly kind: 'compiled'; readonly ruleSet: RuleSet }
  | { readonly kind: 'mistakes'; readonly findings: readonly Finding[] }

/** What rules need to know of the other files. */
export interface Known {
  /** Routes that rules may name; null: not checked. */
  readonly routes: readonly string[] | null
  /** What `event:` may ask for; null: not checked. */
  readonly events?: readonly string[] | null
  readonly readFacts?: ReadFacts
  /** Reads from an item what decides its type besides its words. */
  readonly readMatters?: ReadFacts
  /** The alert level by route; routes that are not named have that of "default", which is `normal` unless set. */
  readonly alert?: Readonly<Record<string, Level | number>>
}

/**
 * Compiles the rules of one or more files with one term index; finds every mistake. Names of rules and exclusions must be unique across files.
 * @param tables those of the same files, if they were built before
 */
export function compileRules(
  files: readonly RulesFile[],
  terms: TermIndex,
  known: Known,
  weights: WeightsFile | null = null,
  tables: MatchTables | null = null,
): Compiled {
  const findings: Finding[] = []
  const conditions = new Conditions(terms, known.events ?? null)
  const compile = (file: number, path: Finding['path'], source: string, who: string): Condition | null => {
    const parsed = parse(source)
    const mistakes: Mistake[] = parsed.kind === 'mistakes' ? [...parsed.mistakes] : []
    const condition = parsed.kind === 'parsed' ? conditions.compile(parsed.expression, mistakes) : null
    for (const { at, what, todo } of mistakes) findings.push({ file, path, index: at, what: `${who}: ${what}`, todo })
    return mistakes.length > 0 ? null : condition
  }
  const exclusions = new Map<string, Condition | null>()
  files.forEach((file, number) => {
    for (const [name, source] of Object.entries(file.unless)) {
      const path = ['unless', name]
      if (exclusions.has(name)) findings.push({ file: number, path, index: 0, ...twice('exclusion', name) })
      exclusions.set(name, compile(number, path, source, `exclusion "${name}"`))
    }
  })
  const rules: Rule[] = []
  const names = new Set<string>()
  files.forEach((file, number) => {
    file.rules.forEach((spec, index) => {
      const path = ['rules', index]
      const who = `rule "${spec.name}"`
      const find = (key: (string | number)[], what: string, todo: string) =>
        findings.push({ file: number, path: [...path, ...key], index: 0, what: `${who}: ${what}`, todo })
      if (names.has(spec.name))
        findings.push({ file: number, path: [...path, 'name'], index: 0, ...twice('rule', spec.name) })
      names.add(spec.name)
      const when = spec.when === null ? null : compile(number, [...path, 'when'], spec.when, who)
      const points = spec.points.flatMap((each, place) => {
        const condition = compile(number, [...path, 'points', place, 'when'], each.when, who)
        return condition === null ? [] : [{ when: condition, add: each.add }]
      })
      checkShape(spec, when, find)
      if (known.routes !== null && !known.routes.includes(spec.route))
        find(['route'], `no route "${spec.route}" in settings.yaml`, didYouMean(spec.route, known.routes))
      const unless = spec.unless.flatMap((name, place) => {
        const condition = exclusions.get(name)
        if (condition === undefined)
          find(['unless', place], `no exclusion "${name}" under unless:`, didYouMean(name, exclusions.keys()))
        return condition == null ? [] : [{ name, when: condition }]
      })
      rules.push({ ...spec, when, points, unless })
    })
  })
  const types = files.flatMap((file, number) =>
    file.types.flatMap(({ type, when: source }, index) => {
      const when = compile(number, ['types', index, 'when'], source, `type "${type}"`)
      return when === null ? [] : [{ type, when }]
    }),
  )
  const relevance = weights === null ? null : weighing(weights)
  if (findings.length > 0) return { kind: 'mistakes', findings }
  const matcher = compileMatcher(conditions.entries, terms.exceptions, tables)
  const { atomsOf, atoms, readsSource } = conditions
  const wake = wakeOf(rules, atoms.length)
  const needed = Object.fromEntries(
    Object.entries({ default: 'normal', ...known.alert } as const).map(
      ([route, alert]) => [route, neededBy(alert, relevance)] as const,
    ),
  )
  const readFacts = known.readFacts ?? (() => [])
  return {
    kind: 'compiled',
    ruleSet: {
      terms,
      matcher,
      atomsOf,
      atoms,
      readsSource,
      rules,
      wake,
      types,
      relevance,
      readFacts,
      needed,
      typer: null,
    },
  }

  function weighing(file: WeightsFile): Relevance {
    const seen = new Set<string>()
    const compiled = file.weights.flatMap((weight, index) => {
      const path = ['weights', index]
      if (seen.has(weight.name))
        findings.push({ file: files.length, path: [...path, 'name'], index: 0, ...twice('weight', weight.name) })
      seen.add(weight.name)
      const when = compile(files.length, [...path, 'when'], weight.when, `weight "${weight.name}"`)
      return when === null ? [] : [{ ...weight, when }]
    })
    return { base: file.base, levels: file.levels, weights: compiled }
  }
}

function checkShape(
  spec: RuleSpec,
  when: Condition | null,
  find: (key: string[], what: string, todo: string) => void,
): void {
  if (spec.when === null && spec.points.length === 0)
    find([], 'nothing to look for', 'add when:, or points: with at-least:')
  if (spec.points.length > 0 && spec.atLeast === null)
    find(['points'], 'points without at-least', 'add at-least: the sum that is enough')
  if (spec.atLeast !== null && spec.points.length === 0) find(['at-least'], 'at-least without points', 'add points:')
  const most = spec.points.reduce((sum, each) => sum + Math.max(0, each.add), 0)
  if (spec.atLeast !== null && spec.points.length > 0 && most < spec.atLeast)
    find(
      ['at-least'],
      `at-least ${spec.atLeast} cannot be reached: all points make ${most}`,
      `write at most ${most}, or add points`,
    )
  if (when !== null && spec.atLeast === null && matchesWithoutWords(when))
    find(
      ['when'],
      'would match items without a single word of it',
      'add a word, a "phrase" or a @list that must be there',
    )
}

/** Whether an item with none of the words could match: "not @sport", or a fact such as lang:en alone. */
function matchesWithoutWords(condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every(matchesWithoutWords)
    case 'or':
      return condition.parts.some(matchesWithoutWords)
    case 'not':
      return true
    case 'some':
      return condition.parts.filter(matchesWithoutWords).length >= condition.least
    default:
      return false
  }
}

function twice(kind: string, name: string): { readonly what: string; readonly todo: string } {
  return { what: `${kind} "${name}" occurs twice`, todo: 'rename or remove one' }
}

/** "did you mean …", with all the names if they are few. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const all = [...names]
  const near = nearest(name, all)
  const list =
    all.length === 0 ? 'there is none yet' : all.length <= 12 ? `one of: ${all.join(', ')}` : `there are ${all.length}`
  return near === null
    ? list
    : `did you mean "${near}"?${all.length <= 12 ? ` ${list[0]?.toUpperCase()}${list.slice(1)}` : ''}`
}
