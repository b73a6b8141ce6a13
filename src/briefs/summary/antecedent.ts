import { LANGUAGES } from '../../language/known-languages.ts'

/** How a sentence continues or contradicts an earlier one. */
const GOES_ON = LANGUAGES.flatMap(({ goesOn = [] }) => goesOn)

const PERSON = /(?<![\p{L}'’-])(?:he|she|him|her|his|hers)(?![\p{L}'’-])/iu
/** Capitalised words that are no person whom "he" could mean: days, months, words that open sentences. */
const NOBODY =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$|^(?:On|In|At|By|For|From|After|Before|During|When|While|As|Since|Until|If|Although|Though|With|Without|The|A|An|Last|Early|Late|Hours|Days|Weeks|Months|Minutes|Moments|Speaking|Asked|To)$/

/** Words for people without a capital. */
const ANYBODY =
  /\b(?:the president|the pope|the king|nobody|no one|anyone|everyone|who|(?:an?|one|every|each) (?:[\p{L}-]+ ){0,4}(?:man|woman|person|official|soldier|officer|diplomat|defector|aide|lawyer|judge|envoy|leader|boy|girl|child|citizen))\b/iu

/** Whether a sentence refers to something that only an earlier one said: "He said…", "However, …". */
export function needsAntecedent(sentence: string): boolean {
  if (GOES_ON.some(pattern => pattern.test(sentence))) return true
  const pronoun = PERSON.exec(sentence)
  if (pronoun === null) return false
  const before = sentence.slice(0, pronoun.index).match(/(?<![\p{L}])\p{Lu}[\p{L}'’.-]*/gu) ?? []
  return before.every(word => NOBODY.test(word)) && !ANYBODY.test(sentence.slice(0, pronoun.index))
}
