/** Each file here turns one config file into its data, or into problems with their positions. */

import type { z } from 'zod'
import { compileRules, type Known, type RulesFile } from '../../rules/expression/compile.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import type { TermIndex } from '../../rules/terms/terms.ts'
import { featureReader, typerOf } from '../../rules/weigh/type-points.ts'
import { nearest } from '../../text/nearest.ts'
import type { Problem } from '../../text/show/problem.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import type { Parts } from '../parts.ts'
import type { ListedPerson } from '../schemas/people-schema.ts'
import { rulesSchema, toRules } from '../schemas/rules-schema.ts'
import { toTypePoints, weightsSchema } from '../schemas/weights-schema.ts'
import type { YamlRead } from '../yaml/read-yaml.ts'
import { readTerms } from './terms-file.ts'

/** The rules read, with a way to report a problem at an example. */
export interface RulesRead {
  readonly ruleSet: RuleSet | null
  readonly problems: readonly Problem[]
  /** The data of the first file that the rules were compiled from; null if it cannot be read. */
  readonly raw: Pick<Parts, 'rules' | 'weights' | 'typePoints'> | null
  /** A problem at a part of the n-th rule, in the rule set's order. */
  problem(rule: number, path: readonly (string | number)[], what: string, todo: string): Problem
}

/**
 * Reads config/rules.yaml, or several rule files as one, with terms already read; finds every problem.
 * @param weights config/weights.yaml; null: the rules alone decide
 */
export function readRules(
  files: readonly FileText[],
  terms: TermIndex,
  known: Known = { routes: null },
  weights: FileText | null = null,
): RulesRead {
  const reads = files.map(file => readLayers('rules', file, rulesSchema))
  const good = reads.filter(read => read.kind === 'read')
  const problems = reads.flatMap(read => (read.kind === 'problems' ? read.problems : []))
  const raw: RulesFile[] = good.map(read => toRules(read.value))
  const inWeights = weights === null ? null : readLayers('weights', weights, weightsSchema)
  if (inWeights?.kind === 'problems') problems.push(...inWeights.problems)
  const weighed = inWeights?.kind === 'read' ? inWeights : null
  const compiled = compileRules(raw, terms, known, weighed?.value ?? null)
  const at = (file: number): YamlRead<unknown> | undefined => good[file] ?? weighed ?? undefined
  if (compiled.kind === 'mistakes') {
    for (const { file, path, index, what, todo } of compiled.findings) {
      const found = at(file)?.problem(path, what, todo, index)
      if (found !== undefined) problems.push(found)
    }
  }
  const types = weighed === null ? null : toTypePoints(weighed.value)
  if (weighed !== null) problems.push(...unknownLists(weighed, terms))
  const typer = types === null ? null : typerOf(types, featureReader(terms, known.readMatters ?? (() => [])))
  const home = raw.flatMap((file, number) => file.rules.map((_, index) => ({ file: number, index })))
  return {
    ruleSet: compiled.kind === 'compiled' && problems.length === 0 ? { ...compiled.ruleSet, typer } : null,
    problems,
    raw: raw[0] === undefined ? null : { rules: raw[0], weights: weighed?.value ?? null, typePoints: types },
    problem(rule, path, what, todo) {
      const { file, index } = home[rule] ?? { file: 0, index: 0 }
      const found = at(file)?.problem(['rules', index, ...path], what, todo)
      return found ?? { file: files[0]?.file ?? '', line: 1, column: 1, what, todo }
    },
  }
}

/**
 * Reads terms and rules together: a rule set, or every problem of both.
 * @param people those of people.yaml, who count as terms
 */
export function readRuleSet(
  terms: FileText,
  rules: readonly FileText[],
  known: Known = { routes: null },
  people: readonly ListedPerson[] = [],
  weights: FileText | null = null,
): { readonly ruleSet: RuleSet | null; readonly problems: readonly Problem[] } {
  const read = readTerms(terms.file, terms.text, people, terms.over)
  if (read.terms === null) {
    const syntax = rules.flatMap(file => {
      const result = readLayers('rules', file, rulesSchema)
      return result.kind === 'problems' ? result.problems : []
    })
    return { ruleSet: null, problems: [...read.problems, ...syntax] }
  }
  const { ruleSet, problems } = readRules(rules, read.terms, known, weights)
  return { ruleSet, problems }
}

/** Lists in the name of a feature. */
const LIST = /@([a-z\d-]+)/g

/** Features of types that name a missing list. */
function unknownLists(read: YamlRead<z.output<typeof weightsSchema>>, terms: TermIndex): readonly Problem[] {
  return Object.entries(read.value.types ?? {}).flatMap(([type, points]) =>
    Object.keys(points ?? {}).flatMap(feature =>
      [...feature.matchAll(LIST)].flatMap(([, list = '']) => {
        if (terms.lists.includes(list)) return []
        const near = nearest(list, terms.lists)
        const todo = near === null ? 'remove the line' : `did you mean "@${near}"?`
        return [read.keyProblem(['types', type], feature, `no list "@${list}" in terms.yaml`, todo)]
      }),
    ),
  )
}
