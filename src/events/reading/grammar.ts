import { languageOf } from '../../language/known-languages.ts'

/** The properties of a language that the reading of headlines depends on. */
export interface Grammar {
  /** The verb comes last, after its object: Korean, Japanese. */
  readonly verbFinal: boolean
  /** Words that make a clause background follow it: Korean, Japanese, Chinese. */
  readonly pastBehind: boolean
  /** Words are separated by spaces, and English rules for participles and nouns apply. */
  readonly english: boolean
}

/** @param code BCP 47 primary language; languages without a folder are read as English */
export function grammarOf(code: string): Grammar {
  const { verbFinal = false, pastBehind = false } = languageOf(code) ?? {}
  return { verbFinal, pastBehind, english: !verbFinal && !pastBehind }
}
