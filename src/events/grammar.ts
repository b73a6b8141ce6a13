/** What of a language's word order the reading of headlines rests on. */
export interface Grammar {
  /** The act stands at the end, and what it is about before it: Korean, Japanese. */
  readonly verbFinal: boolean
  /** Words that make a clause the past stand behind it: Korean, Japanese, Chinese. */
  readonly pastBehind: boolean
  /** Words have spaces between them, and English rules on participles and nouns hold. */
  readonly english: boolean
}

const ENGLISH: Grammar = { verbFinal: false, pastBehind: false, english: true }
const VERB_FINAL: Grammar = { verbFinal: true, pastBehind: true, english: false }
const CHINESE: Grammar = { verbFinal: false, pastBehind: true, english: false }

/** @param language code of two letters; unknown ones are read as English */
export function grammarOf(language: string): Grammar {
  if (language === 'ko' || language === 'ja') return VERB_FINAL
  return language === 'zh' ? CHINESE : ENGLISH
}
