/** A side of the subject, by its id in config/sides.yaml; or `other`. */
export type Side = string

/** The side of everyone without one. */
export const OTHER: Side = 'other'

/** What a card calls a side. */
export interface SideLabel {
  readonly side: Side
  readonly label: string
}

/** A person that a report names. `known: false`: found in the text, not in config/people.yaml. */
export interface Person {
  readonly name: string
  readonly side: Side
  readonly role: string | null
  readonly known: boolean
  readonly source?: Source
}

/** Where a fact comes from: a sentence of a report; reports are numbered in the order given. */
export interface Source {
  readonly report: number
  readonly part: 'title' | 'text'
  /** Offsets in that part, as for `slice`. */
  readonly start: number
  readonly end: number
}

/** An event that a report says is to come. `date` is YYYY-MM-DD, or YYYY-MM when no day is named. */
export interface Coming {
  /** A self-contained phrase: who does what, whom or where. */
  readonly what: string
  readonly date: string
  /** ms since 1970: an instant's time; a day's or month's start in the outlet's zone, for sorting only. */
  readonly at: number
  /** `instant` only if the text gives a time of day and its zone; anything else is a day, shown as text, the same for every reader. */
  readonly time?: 'day' | 'instant'
  readonly source?: Source
}

/** One whole sentence, word for word from a source. */
export interface Sentence {
  readonly text: string
  readonly outlet: string
}

/** The brief of a story, derived from all its reports. A part with nothing to say is empty. */
export interface Brief {
  readonly summary: readonly Sentence[]
  readonly people: readonly Person[]
  /** The sides of its people, in the order in which cards name them. */
  readonly sides?: readonly SideLabel[]
  readonly where: readonly string[]
  readonly coming: readonly Coming[]
  /** The source of each place in `where`, in the same order. */
  readonly whereSources?: readonly Source[]
}

/** A report as the briefs read it. */
export interface Report {
  readonly title: string
  /** Plain text: the article's if it could be read, else the feed's description. */
  readonly text: string
  readonly outlet: string
  readonly language: string
  /** IANA zone of the outlet. */
  readonly timeZone: string
  /** ms since 1970. */
  readonly publishedAt: number
}
