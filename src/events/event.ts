/** How far an event has come. The order says nothing. */
export const PHASES = [
  'proposed',
  'invited',
  'accepted',
  'refused',
  'considered',
  'planned',
  'prepared',
  'moved',
  'postponed',
  'cancelled',
  'resumed',
  'held',
  'ended',
  'failed',
  'agreed',
  'pledged',
  'signed',
  'broken',
  'travelling',
  'arrived',
  'returned',
  'sent',
  'answered',
  'imposed',
  'extended',
  'lifted',
  'voted',
  'adopted',
  'vetoed',
  'launched',
  'misfired',
  'suspended',
  'exercised',
  'deployed',
  'withdrawn',
  'demolished',
  'rebuilt',
  'inspected',
  'expelled',
  'detained',
  'charged',
  'sentenced',
  'freed',
  'died',
  'killed',
  'handed-over',
  'supplied',
  'named',
  'replaced',
  'left-office',
  'crossed',
  'clashed',
  'reunited',
  'confirmed',
  'denied',
  'threatened',
  'demanded',
  'criticised',
  'praised',
  'said',
] as const
export type Phase = (typeof PHASES)[number]

/** done: told as a fact; ahead: fixed for later; may: possible, wanted, threatened; not: told not to be; asked: demanded of somebody. */
export const MODES = ['done', 'ahead', 'may', 'not', 'asked'] as const
export type Mode = (typeof MODES)[number]

/** What a piece is. Only a report tells an event of its own; the others are about one. */
export const KINDS = ['report', 'analysis', 'live', 'pictures', 'text', 'roundup'] as const
export type Kind = (typeof KINDS)[number]

/** Where words stand in the headline, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One thing that a headline tells. */
export interface Claim {
  /** Name of the act in config/events.yaml. */
  readonly act: string
  readonly phase: Phase
  readonly mode: Mode
  /** Words only: it changes nothing that stands. */
  readonly speech: boolean
  /** Told by a noun or behind a word such as "after": it is named, not told. */
  readonly named: boolean
  /** What it is about; null: not said. */
  readonly object: ObjectRef | null
  /** What would be done, where the act is one that another follows: "threatens to cancel". */
  readonly of: Phase | null
  /** Side that does it; null: not said. */
  readonly agent: string | null
  /** Configured people before the act in its clause, by their term ids. */
  readonly by: readonly string[]
  readonly span: Span
  /** Read in the summary's first sentence, below a headline that tells nothing. */
  readonly below?: true
}

export interface ObjectRef {
  /** Name of the object in config/events.yaml. */
  readonly name: string
  readonly family: string
  /** leaders, working, any; null: none is known for the family. */
  readonly level: string | null
}

/** A headline read as an event. */
export interface EventReading {
  readonly kind: Kind
  /** What it tells, the main one first; what it only names stands behind. */
  readonly claims: readonly Claim[]
  /** Configured people of the headline, by their term ids. */
  readonly people: readonly string[]
  /** Families of all things that the headline names. */
  readonly families: readonly string[]
  /** Sides of the headline, in order. */
  readonly sides: readonly string[]
  /** Families of the things that the headline names, told of or not. */
  readonly things: readonly string[]
  /** It says that this is one more of its kind: "another", "again". */
  readonly again: boolean
  readonly places: readonly string[]
  readonly lands: readonly string[]
  /** Days that the headline names, as MM-DD. */
  readonly days: readonly string[]
  /** People, places, lands and days that the summary names. */
  readonly morePeople: readonly string[]
  readonly morePlaces: readonly string[]
  readonly moreLands: readonly string[]
  readonly moreDays: readonly string[]
  /** Who speaks in it, where it is a statement of one person. */
  readonly speaker: string | null
}
