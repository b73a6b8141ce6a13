/** How far an event has come. The order has no meaning. */
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

/** done: a fact; ahead: fixed for later; may: possible, wanted, threatened; not: denied; asked: demanded of somebody. */
export const MODES = ['done', 'ahead', 'may', 'not', 'asked'] as const
export type Mode = (typeof MODES)[number]

/** The kind of piece. Only a report tells an event of its own; the others are about one. */
export const KINDS = ['report', 'analysis', 'live', 'pictures', 'text', 'roundup'] as const
export type Kind = (typeof KINDS)[number]

/** A range of the headline, in UTF-16 units. */
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
  /** Words only: it changes no state. */
  readonly speech: boolean
  /** Only mentioned, as a noun or after a word such as "after", and not the news itself. */
  readonly named: boolean
  /** What it is about; null: not said. */
  readonly object: ObjectRef | null
  /** The phase of the act that follows this one: "threatens to cancel". */
  readonly of: Phase | null
  /** The side that acts; null: not said. */
  readonly agent: string | null
  /** Configured people before the act in its clause, by their term ids. */
  readonly by: readonly string[]
  readonly span: Span
  /** Set if it was read in the summary's first sentence, because the headline tells nothing. */
  readonly below?: true
}

export interface ObjectRef {
  /** Name of the object in config/events.yaml. */
  readonly name: string
  readonly family: string
  /** leaders, working, any; null: the family has no levels. */
  readonly level: string | null
}

/** A headline read as an event. */
export interface EventReading {
  readonly kind: Kind
  /** Its claims, the main one first and those that are only named last. */
  readonly claims: readonly Claim[]
  /** Configured people of the headline, by their term ids. */
  readonly people: readonly string[]
  /** Families of all things that the headline names. */
  readonly families: readonly string[]
  /** Sides of the headline, in order. */
  readonly sides: readonly string[]
  /** Families of the things that the headline names, whether or not a claim is about them. */
  readonly things: readonly string[]
  /** Whether it says that this is one more of its kind: "another", "again". */
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
  /** The speaker, if it is one person's statement; else null. */
  readonly speaker: string | null
}
