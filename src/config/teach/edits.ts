import { stringify } from 'yaml'
import type { ConfigChange } from '../../desk/config-change.ts'
import type { RuleSpec } from '../../rules/expression/compile.ts'
import type { Parts } from '../parts.ts'

/** A small change of what is alerted. Phrases are as in a headline. */
export type Edit =
  /** A term does not count in a phrase. */
  | { readonly kind: 'except'; readonly list: string; readonly term: string; readonly phrase: string }
  /** A shared exclusion covers one more phrase. */
  | { readonly kind: 'exclusion'; readonly name: string; readonly phrase: string }
  /** Rules get an exclusion of their own. */
  | { readonly kind: 'unless'; readonly rules: readonly string[]; readonly phrase: string }
  /** A phrase speaks against an item. */
  | { readonly kind: 'weight'; readonly phrase: string; readonly points: number }
  /** A weight counts for less. */
  | { readonly kind: 'points'; readonly name: string; readonly from: number; readonly to: number }

/** The group in which `explain` counts weights that readers taught. */
const TAUGHT = 'what readers taught'

/** The parts with an edit applied, as `merge` would apply its change. */
export function withEdit(parts: Parts, edit: Edit): Parts {
  switch (edit.kind) {
    case 'except': {
      const list = parts.terms.lists[edit.list]
      if (list === undefined) return parts
      const terms = list.terms.map(one =>
        one.term === edit.term ? { ...one, except: [...one.except, edit.phrase] } : one,
      )
      return { ...parts, terms: { lists: { ...parts.terms.lists, [edit.list]: { ...list, terms } } } }
    }
    case 'exclusion': {
      const { rules } = parts
      return {
        ...parts,
        rules: { ...rules, unless: { ...rules.unless, [edit.name]: extended(parts, edit.name, edit.phrase) } },
      }
    }
    case 'unless': {
      const name = exclusionOf(edit.phrase)
      const rules = parts.rules.rules.map(rule =>
        edit.rules.includes(rule.name) ? { ...rule, unless: [...rule.unless, name] } : rule,
      )
      const unless = { ...parts.rules.unless, [name]: inTitle(edit.phrase) }
      return { ...parts, rules: { ...parts.rules, unless, rules } }
    }
    case 'weight': {
      const { weights } = parts
      return weights === null
        ? parts
        : { ...parts, weights: { ...weights, weights: [...weights.weights, weightOf(edit.phrase, edit.points)] } }
    }
    case 'points': {
      const { weights } = parts
      if (weights === null) return parts
      const changed = weights.weights.map(one => (one.name === edit.name ? { ...one, points: edit.to } : one))
      return { ...parts, weights: { ...weights, weights: changed } }
    }
  }
}

/** The same edit as a file of config/local. */
export function changeOf(parts: Parts, edit: Edit): ConfigChange {
  switch (edit.kind) {
    case 'except':
      return change(
        'terms.yaml',
        { lists: { [edit.list]: { terms: [{ term: edit.term, except: [edit.phrase] }] } } },
        `"${edit.term}" of @${edit.list} does not count in "${edit.phrase}"`,
      )
    case 'exclusion':
      return change(
        'rules.yaml',
        { unless: { [edit.name]: extended(parts, edit.name, edit.phrase) } },
        `the exclusion "${edit.name}" holds for "${edit.phrase}" as well`,
      )
    case 'unless': {
      const name = exclusionOf(edit.phrase)
      const rules = parts.rules.rules.filter(rule => edit.rules.includes(rule.name))
      const named = edit.rules.map(rule => `"${rule}"`).join(' and ')
      return change(
        'rules.yaml',
        {
          unless: { [name]: inTitle(edit.phrase) },
          rules: rules.map(rule => written({ ...rule, unless: [...rule.unless, name] })),
        },
        `${rules.length === 1 ? `the rule ${named} does` : `the rules ${named} do`} not count where the headline says "${edit.phrase}"`,
      )
    }
    case 'weight':
      return change(
        'weights.yaml',
        { weights: [weightOf(edit.phrase, edit.points)] },
        `"${edit.phrase}" in a headline counts ${edit.points} points`,
      )
    case 'points':
      return change(
        'weights.yaml',
        { weights: [{ name: edit.name, points: edit.to }] },
        `the weight "${edit.name}" counts ${edit.to} points in place of ${edit.from}`,
      )
  }
}

function change(file: string, data: object, says: string): ConfigChange {
  return { file, yaml: stringify(data, { lineWidth: 0 }), says }
}

function inTitle(phrase: string): string {
  return `title:"${phrase}"`
}

function extended({ rules }: Parts, name: string, phrase: string): string {
  const before = rules.unless[name]
  return before === undefined ? inTitle(phrase) : `(${before}) or ${inTitle(phrase)}`
}

/** A name for an exclusion: letters, digits, spaces and hyphens, at most 64. */
function exclusionOf(phrase: string): string {
  return `not relevant ${phrase.replace(/[^\p{L}\p{N}]+/gu, '-')}`.slice(0, 60).replace(/-+$/, '')
}

function weightOf(phrase: string, points: number) {
  const name = `not relevant: ${phrase}`.slice(0, 80)
  return { name, when: inTitle(phrase), of: TAUGHT, points, why: 'Readers found alerts with it not relevant' }
}

/** A rule as in rules.yaml, without default values. */
function written(rule: RuleSpec): object {
  const { name, when, unless, type, priority, route, doubtful, weigh, points, atLeast, matches, rejects } = rule
  return {
    name,
    ...(when === null ? {} : { when }),
    unless,
    ...(type === null ? {} : { type }),
    ...(priority === 'normal' ? {} : { priority }),
    ...(route === 'default' ? {} : { route }),
    ...(doubtful ? { doubtful } : {}),
    ...(weigh ? {} : { weigh }),
    ...(points.length === 0 ? {} : { points }),
    ...(atLeast === null ? {} : { 'at-least': atLeast }),
    ...(matches.length === 0 ? {} : { matches }),
    ...(rejects.length === 0 ? {} : { rejects }),
  }
}
