import { LANGUAGES } from '../../language/known-languages.ts'
import type { Gazetteer } from './gazetteer.ts'

/** Whole paragraphs that belong to the page, not to its report. Matched without case. */
const FURNITURE = LANGUAGES.flatMap(({ furniture = [] }) => furniture)

/** An address, a row of links, a list of tags: nothing a sentence needs. */
const LINKS = /https?:\/\/|www\.|@\w+\.\w|(?:\s[|•·]\s.*){2}|(?:#\w+\s*){2}/

/** The form of a photograph's caption: somebody does something in the present tense, on a day with its year. */
const CAPTION =
  /(?<!\b(?:will|to|would|shall|may|could|not|again) )\b(?:speaks?|testif(?:y|ies)|arrives?|attends?|walks?|listens?|looks?|poses?|waves?|gestures?|shakes? hands|leaves?|stands?|sits?|holds?|smiles?|watch(?:es)?|meets?|participates?|delivers?|takes? (?:part|positions?|questions)|gathers?|march(?:es)?|chants?|carr(?:y|ies)|rall(?:y|ies)|prepares? to|(?:is|are) (?:seen|shown|pictured))\b.*\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.? \d{1,2}, \d{4}\.?(?: \([^)]*\))?$/
/** Buttons of a player before a caption. */
const BUTTON = /^(?:CLOSE|PLAY|WATCH|VIDEO|PHOTOS?|LIVE|REPLAY)\s+["“\p{Lu}]/u

/** A caption without such a verb: who or what is seen, where, and the day with its year. */
const SEEN =
  /,? (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.? \d{1,2}, \d{4}\.?(?: \([^)]*\))?$/
const TOLD =
  /\b(?:said|says|was|were|had|has|have|will|would|is|are|to be|\p{Ll}+ed|began|took|met|held|came|went|made|fell|left|set|due|planned)\b/u
/** A credit, a player's label or a link's text that scraping left in a sentence. */
const LEFT = /\bMUST WATCH\b|\bStory (?:highlights|Continued)\b|\/ ?via REUTERS|\b\d\d:\d\d (?=\p{Lu})/u

/** Longer paragraphs (characters) are text, never furniture. */
const LONGEST = 400

/** Whether a paragraph or sentence is not part of a report: advertising, links, credits, bylines, notices. */
export function isBoilerplate(text: string): boolean {
  if (text.length > LONGEST) return false
  const plain = text.toLowerCase()
  return (
    (SEEN.test(text) && !TOLD.test(text)) ||
    LEFT.test(text) ||
    LINKS.test(plain) ||
    CAPTION.test(text) ||
    BUTTON.test(text) ||
    FURNITURE.some(pattern => pattern.test(plain))
  )
}

/** Datelines, with bylines, at the beginning of a sentence. */
const DATELINES: readonly RegExp[] = [
  // "SEOUL, May 4 (Yonhap) -- ", "U.S. PACIFIC COMMAND HEADQUARTERS, Hawaii (Reuters) - ", "(CNN) ", "Washington (CNN) "
  /^(?:\(?[A-Z][\p{L}.'’ /-]{1,45}(?:, [\p{L}.\d ]{2,24}){0,3} )?\((?:[A-Z][\p{L}.& ]{1,24})\)\s*[-–—]*\s*(?=[“"‘\p{Lu}\d])/u,
  // "WASHINGTON — ", "Ann Writer PAPER TODAY WASHINGTON — "
  /^(?:[\p{L}.,'’ ]{0,60}(?<=[ ]))?[A-Z][A-Z.'’ /-]{2,45}(?:, [\p{L}.\d ]{2,24}){0,3}\s*(?:--|[–—]|\s-\s)\s*(?=[“"‘\p{Lu}\d])/u,
  // "Oct. 24 (Reuters) - "
  /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2} \([^)]{2,24}\)\s*[-–—]*\s*/,
  // "Washington — "
  /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?\s(?:--|[–—])\s(?=\p{Lu})/u,
  /^[(（【[][^)）】\]]{2,30}=[^)）】\]]{2,30}[)）】\]]\s*(?:[\p{L}· ]{2,40}=\s*)?/u,
  /^【[^】]{2,30}】\s*/u,
]

/**
 * Where the report itself begins in a sentence that opens with a dateline: "SEOUL, May 4 (Yonhap) -- North Korea…", "Seoul: The envoys…".
 * 0 where there is none.
 */
export function datelineEnd(text: string, { isPlace }: Pick<Gazetteer, 'isPlace'>): number {
  const head = text.slice(0, 150)
  for (const pattern of DATELINES) {
    const hit = pattern.exec(head)
    if (hit !== null) return hit[0].length
  }
  const city = /^([\p{Lu}][\p{L} ]{2,20}): (?=\p{Lu})/u.exec(head)
  return city !== null && isPlace(city[1] ?? '') ? city[0].length : 0
}
