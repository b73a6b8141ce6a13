import { languageOf } from '../../language/known-languages.ts'

/** What of a language's word order the reading of headlines rests on. */
export interface Grammar {
  /** The act stands at the end, and what it is about before it: Korean, Japanese. */
  readonly verbFinal: boolean
  /** Words that make a clause the past stand behind it: Korean, Japanese, Chinese. */
  readonly pastBehind: boolean
  /** Words have spaces between them, and English rules on participles and nouns hold. */
  readonly english: boolean
}

/** @param code of two letters; languages that have no folder are read as English */
export function grammarOf(code: string): Grammar {
  const { verbFinal = false, pastBehind = false } = languageOf(code) ?? {}
  return { verbFinal, pastBehind, english: !verbFinal && !pastBehind }
}
