import type { Matcher } from './match.ts'
import type { TermIndex } from './terms.ts'
import type { Typer } from './type-points.ts'
import type { Priority, StoryType } from './verdict.ts'

/** Fields in which words are looked for, as bits, so that a condition can name several. */
export const FIELD = { title: 1, summary: 2, source: 4 } as const
export const TEXT_FIELDS = ['title', 'summary', 'source'] as const
export type TextField = (typeof TEXT_FIELDS)[number]
export const ANYWHERE = FIELD.title | FIELD.summary

/** A compiled expression. Atoms are numbers: a list or a rule's own words. `said` is the condition as a person reads it. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[]; readonly said: string }
  | { readonly kind: 'not'; readonly part: Condition; readonly said: string }
  | { readonly kind: 'atom'; readonly atom: number; readonly fields: number; readonly said: string }
  | {
      readonly kind: 'fact'
      readonly fact: 'lang' | 'outlet' | 'outlet-kind'
      readonly value: string
      readonly said: string
    }
  | { readonly kind: 'some'; readonly least: number; readonly parts: readonly Condition[]; readonly said: string }
  | {
      /** At least so many of the sides stand within a reach of half words of each other, in one field. */
      readonly kind: 'near'
      readonly least: number
      readonly sides: readonly (readonly number[])[]
      readonly fields: number
      readonly reach: number
      readonly said: string
    }

export interface Exclusion {
  readonly name: string
  readonly when: Condition
}

export interface Points {
  readonly when: Condition
  readonly add: number
}

export interface Rule {
  readonly name: string
  /** null: the points alone decide. */
  readonly when: Condition | null
  readonly unless: readonly Exclusion[]
  /** null: the ordered list of types decides. */
  readonly type: StoryType | null
  readonly priority: Priority
  readonly route: string
  readonly doubtful: boolean
  readonly points: readonly Points[]
  /** Sum of points that is enough; null: no points asked. */
  readonly atLeast: number | null
  /** Example headlines that `check` runs. */
  readonly matches: readonly string[]
  readonly rejects: readonly string[]
}

/** Which rules are worth a look, given the words that stand in an item: most items have none of most rules' words. */
export interface Wake {
  /** Places of rules that no word has to wake. */
  readonly always: readonly number[]
  /** For each atom the places of the rules that it wakes. */
  readonly byAtom: readonly (readonly number[])[]
}

/** Everything that decides about an item, compiled. */
export interface RuleSet {
  readonly terms: TermIndex
  readonly matcher: Matcher
  /** Atoms of each entry of the matcher. */
  readonly atomsOf: readonly (readonly number[])[]
  /** What each atom is called: `@north-korea` or `"talks"`. */
  readonly atoms: readonly string[]
  readonly readsSource: boolean
  readonly rules: readonly Rule[]
  readonly wake: Wake
  /** Cases in which the type is sure: they stand before the typer. */
  readonly types: readonly { readonly type: StoryType; readonly when: Condition }[]
  /** Tells the type by points; null: no points are known. */
  readonly typer: Typer | null
}
