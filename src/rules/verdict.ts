export const STORY_TYPES = [
  'summit',
  'talks',
  'statement',
  'sanctions',
  'weapons',
  'military',
  'people',
  'other',
] as const
export type StoryType = (typeof STORY_TYPES)[number]

export const PRIORITIES = ['high', 'normal', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

/** What a rule is judged on: the parts of an item that carry its meaning. */
export interface Judged {
  readonly title: string
  readonly summary: string
  /** BCP 47 primary language, or '' when unknown. */
  readonly language: string
  /** Outlet or publisher name, or ''. */
  readonly source: string
  /** Feed id for `outlet:`, or ''. */
  readonly outlet: string
  /** Feed kind for `outlet-kind:`, or ''. */
  readonly outletKind: string
}

/** Where words are in an item; offsets in UTF-16 units of the field's text. */
export interface Place {
  readonly field: 'title' | 'summary' | 'source'
  readonly start: number
  readonly end: number
}

/** One sentence of a decision: which rule, what it did, and on which words of the text. */
export interface Reason {
  readonly rule: string
  readonly outcome: 'matched' | 'excluded' | 'missed'
  /** A whole sentence for a person. */
  readonly text: string
  /** The words of the item that decided it, as written. */
  readonly words: readonly string[]
  /** Where each of the words is, in the order of `words`. */
  readonly places?: readonly Place[]
}

/** What spoke for an item or against it. */
export interface Points {
  readonly name: string
  /** The group in which explanations count it. */
  readonly of: string
  readonly points: number
  readonly why: string
}

/** The decision on one item, with why. */
export interface Verdict {
  readonly alert: boolean
  /** Does not alert by itself, but joins the card of a story that did: matched a doubtful rule only, or is not relevant enough. */
  readonly doubtful: boolean
  /** Names of the rules that matched, in file order. */
  readonly rules: readonly string[]
  readonly type: StoryType
  readonly priority: Priority
  /** Name of a route in settings.yaml. */
  readonly route: string
  /** Relevance from 0 to 100; null if no rule woke it, or if the rules alone decide. */
  readonly score: number | null
  readonly because: readonly Reason[]
  /** What made the score, the largest first. */
  readonly points: readonly Points[]
}
