/** Words of one meaning by language: codes of two letters. */
export type ByLanguage = Readonly<Record<string, readonly string[]>>

/** Features that every report on the subject has, and in what share of them. */
export interface CommonSpec {
  readonly share: number
  readonly words: readonly string[]
  readonly classes: readonly string[]
}

/** Media of a state that others relay with and without their name. */
export interface StateSpec {
  /** What a card calls them where the agency is not named. */
  readonly name: string
  /** Its other media. */
  readonly also: readonly string[]
  /** Behind these words "state media" are those of another. */
  readonly notBehind: readonly string[]
}

/** A source that others relay. */
export interface OriginSpec {
  readonly name: string
  readonly also: readonly string[]
  /** Whether its name alone says who speaks; else a word of telling stands before or after it. */
  readonly alone: boolean
  readonly state: StateSpec | null
}

/** config/stories.yaml, valid, defaults filled in. */
export interface StoriesFile {
  /** Words that say what happened, by class: English ones by their stem, those of other languages wherever they stand. */
  readonly classes: Readonly<Record<string, ByLanguage>>
  /** English stems that meet across languages though they are no class, with their words in other languages. */
  readonly shared: Readonly<Record<string, ByLanguage>>
  /** Places that reports share across languages, in every spelling. */
  readonly places: Readonly<Record<string, readonly string[]>>
  readonly common: readonly CommonSpec[]
  readonly origins: readonly OriginSpec[]
}
