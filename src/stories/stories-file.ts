/** Words with one meaning, by BCP 47 primary language. */
export type ByLanguage = Readonly<Record<string, readonly string[]>>

/** Features that every report on the subject has, and in what share of them. */
export interface CommonSpec {
  readonly share: number
  readonly words: readonly string[]
  readonly classes: readonly string[]
}

/** A state's media, which others relay with or without their name. */
export interface StateSpec {
  /** What a card calls them if the agency is not named. */
  readonly name: string
  /** Its other media. */
  readonly also: readonly string[]
  /** After these words "state media" means another state's. */
  readonly notBehind: readonly string[]
}

/** A source that others relay. */
export interface OriginSpec {
  readonly name: string
  readonly also: readonly string[]
  /** Whether its name alone is an attribution; else one must come before or after it. */
  readonly alone: boolean
  readonly state: StateSpec | null
}

/** config/stories.yaml, valid, with defaults filled in. */
export interface StoriesFile {
  /** Words that say what happened, by class: English ones by stem, those of other languages anywhere, in Latin letters at the beginning of a word. */
  readonly classes: Readonly<Record<string, ByLanguage>>
  /** English stems, not classes, that are compared across languages, with their words in other languages. */
  readonly shared: Readonly<Record<string, ByLanguage>>
  /** Places that reports share across languages, in every spelling. */
  readonly places: Readonly<Record<string, readonly string[]>>
  readonly common: readonly CommonSpec[]
  readonly origins: readonly OriginSpec[]
}
