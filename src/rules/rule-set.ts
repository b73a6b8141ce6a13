import type { Matcher } from './terms/match.ts'
import type { TermIndex } from './terms/terms.ts'
import type { Judged, Priority, StoryType } from './verdict.ts'
import type { Typer } from './weigh/type-points.ts'

/** Fields in which words are looked for, as bits, so that a condition can name several. */
export const FIELD = { title: 1, summary: 2, source: 4 } as const
export const TEXT_FIELDS = ['title', 'summary', 'source'] as const
export const ANYWHERE = FIELD.title | FIELD.summary

/** What conditions can ask of an item besides its words. */
export const FACTS = ['lang', 'outlet', 'outlet-kind', 'form', 'event'] as const
export type Fact = (typeof FACTS)[number]

/** A compiled expression. Atoms are numbers: a list or a rule's own words. `said` is the condition in words for people. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[]; readonly said: string }
  | { readonly kind: 'not'; readonly part: Condition; readonly said: string }
  | { readonly kind: 'atom'; readonly atom: number; readonly fields: number; readonly said: string }
  | {
      readonly kind: 'fact'
      readonly fact: Fact
      readonly value: string
      readonly said: string
    }
  | { readonly kind: 'some'; readonly least: number; readonly parts: readonly Condition[]; readonly said: string }
  | {
      /** At least `least` of the sides occur within `reach` half words of each other, in one field. */
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
  /** false: what it matches is alerted whatever its score. */
  readonly weigh: boolean
  readonly points: readonly Points[]
  /** Sum of points that is enough; null: no points needed. */
  readonly atLeast: number | null
  /** Example headlines that `check` runs. */
  readonly matches: readonly string[]
  readonly rejects: readonly string[]
}

/** Which rules are worth evaluating, given an item's atoms: most items have none of most rules' words. */
export interface Wake {
  /** Indexes of rules that may match without any word. */
  readonly always: readonly number[]
  /** For each atom, the indexes of the rules that it wakes. */
  readonly byAtom: readonly (readonly number[])[]
}

/** Something that speaks for an item, or against it. */
export interface Weight {
  readonly name: string
  readonly when: Condition
  /** The group in which explanations count it. */
  readonly of: string
  readonly points: number
  readonly why: string
}

/** Alert levels, from the fewest alerts to the most. */
export const LEVELS = ['strict', 'normal', 'wide'] as const
export type Level = (typeof LEVELS)[number]

/** How an item that a rule wakes is weighed: points added to a base, limited to 0 to 100. */
export interface Relevance {
  readonly base: number
  readonly weights: readonly Weight[]
  /** The score from which an item is alerted, by level. */
  readonly levels: Readonly<Record<Level, number>>
}

/** The values of `event:` for an item; none if events are not read. */
export type ReadFacts = (judged: Judged) => readonly string[]

/** Everything that decides about an item, compiled. */
export interface RuleSet {
  readonly terms: TermIndex
  readonly matcher: Matcher
  /** Atoms of each entry of the matcher. */
  readonly atomsOf: readonly (readonly number[])[]
  /** The name of each atom: `@north-korea` or `"talks"`. */
  readonly atoms: readonly string[]
  readonly readsSource: boolean
  readonly rules: readonly Rule[]
  readonly wake: Wake
  /** Conditions that decide the type before the typer does. */
  readonly types: readonly { readonly type: StoryType; readonly when: Condition }[]
  /** null: the rules alone decide. */
  readonly relevance: Relevance | null
  readonly readFacts: ReadFacts
  /** The score that an item needs, by route; routes that are not named need that of "default". */
  readonly needed: Readonly<Record<string, number>>
  /** Decides the type by points; null: there are none. */
  readonly typer: Typer | null
}
