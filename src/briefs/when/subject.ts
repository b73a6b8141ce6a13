import { remember } from '../../text/remember.ts'
import { datelineEnd } from '../places/boilerplate.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { EVENT } from './future.ts'
import { words } from './phrase.ts'

const SPEECH =
  'said|says|say|announced|announces|reported|reports|added|confirmed|confirms|wrote|tweeted|told [^,;]{2,40}?|insisted|noted|acknowledged|indicated|believes?|thinks?|hopes?|claims?|claimed|warned|expects?'
const DAYS = '(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)'
/** Where a new subject begins. */
const BORDER = new RegExp(
  `[;:“”"()]|—|–| - |\\b(?:${SPEECH})\\b(?:,? (?:late |early )?(?:on )?${DAYS})?(?: (?:night|morning|evening|afternoon))?(?:,? that)?|\\b(?:[Tt]hat|[Ww]here|[Ww]hen|[Ww]hile|[Bb]ecause|[Aa]lthough|[Tt]hough|whereas|[Bb]ut|[Ii]f|[Aa]fter|[Bb]efore|[Ss]ince|[Hh]ow|[Aa]s|which|[Ss]o|ahead of)\\b|, (?:and )?|\\bdays before\\b`,
  'gu',
)
const SPOKEN = new RegExp(`[;:“”"()]|—|–|\\b(?:${SPEECH})\\b(?:[^,;]{0,30}? that)?`, 'u')
const PRONOUN =
  /^(?:(?:the|both) (?:two|three|four|six|pair|duo|former|latter|sides|trio)$|he|she|it|they|we|I|you|both|this|that|these|those|there|which|who|one|all|his|her|its|their|him)(?!\p{L})/iu
const NAME = "(?:[A-Z][\\p{L}.'’-]+(?: (?:of|the|for|and) (?=[A-Z]))? ?){1,8}"
/** The patterns that depend on the configured places: titles before a name, and names of bodies. */
const patternsOf = remember(({ nations, bodies }: Gazetteer) => ({
  titles: new RegExp(
    `^(?:(?:Former|Acting|Deputy|First|Vice|${nations}|his|the) )*(?:(?:Secretary of (?:State|Defense)|Defense Secretary|Foreign (?:Minister|Secretary)|Prime Minister|President(?:-elect)?|Vice President|Chancellor|leader|Leader|Chairman|Senator|Sen\\.|Rep\\.|Gov\\.|Gen\\.|Mr\\.|Ms\\.|Mrs\\.|Dr\\.|special envoy|Special (?:Envoy|Representative)|Ambassador|Assistant Secretary of State|national security advis[eo]r|National Security Advis[eo]r|Justice|Judge) )+(?=\\p{Lu}[\\p{L}.’'-]+ \\p{Lu})`,
    'u',
  ),
  nobody: new RegExp(
    `^(?:The|A|An|On|In|At|It|This|That|But|And|He|She|They|We|If|When|After|As|For|Last|Some|Many|Officials|Both)\\b|\\b(?:States|Council|Ministry|House|Department|Nations|Government|Party|Congress|Senate|${bodies})\\b| and `,
    'u',
  ),
}))

/**
 * The subject before a verb, in a form usable in a phrase of its own; null if it is an unresolved pronoun, or no
 * subject at all.
 * @param previous the sentence before: if its subject is one person, that is who "he" is
 */
export function subjectOf(before: string, gazetteer: Gazetteer, previous = ''): string | null {
  const text = before.replace(/[\s,]+$/u, '').replace(/(,? which)(?: \p{L}+){1,3} (?:said|says|say)$/u, '$1')
  const apposed = /,\s*$/.test(before)
  // "Lee, Trump to hold talks": two names of a headline.
  const pair = PAIR.exec(text)
  if (pair !== null && !gazetteer.isPlace(pair[1] ?? '') && !apposed)
    return cleaned(`${pair[1]} and ${pair[2]}`, gazetteer)
  const own = lastPart(apposed ? withoutApposition(text) : text)
  if (/(?:^|[ ,])(?:which|who|that)$/i.test(text))
    return cleaned(lastName(text.replace(/,? (?:which|who|that)$/i, '')), gazetteer)
  // "The sides met on Monday and were to meet again": the subject of the whole sentence.
  if (/(?:^|[ ,])and(?: \p{L}+ly| then| also)?$/u.test(text))
    return cleaned(lastPart(headOf(text.split(SPOKEN).at(-1) ?? text)), gazetteer)
  if (PRONOUN.test(own) && !OWN_EVENT.test(own))
    return spokenBy(before, gazetteer) ?? (/^(?:He|She)$/.test(own) ? personOf(previous, gazetteer) : null)
  const whole = cleaned(own, gazetteer)
  const relative =
    whole === null ? /^(.*?),? (?:(?:in|at|on|of|for|to|during|with) )?(?:which|who) [^,]+,?$/u.exec(text) : null
  return relative === null ? whole : cleaned(lastPart(relative[1] ?? ''), gazetteer)
}

const PAIR =
  /^(?:.*[:;] )?((?!On|In|At|After|Before|But|And|Now|Later|Meanwhile|However|Today|Tomorrow|Tonight)\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,2}), (\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,2})$/u

/** The text before its first verb. */
function headOf(text: string): string {
  const verb =
    / (?:\p{Ll}{2,}ed|met|held|came|saw|began|took|went|gave|flew|left|won|spoke|sent|fell|is|are|was|were|has|have|had|will|plans?|meets?|arrives?|travels?|leaves?) /u.exec(
      text,
    )
  return verb === null ? '' : text.slice(0, verb.index)
}

/** "Kim Yong Chol, a vice chairman of the party": the name before it. */
function withoutApposition(text: string): string {
  const commas = [...text.matchAll(/, /g)].map(hit => hit.index)
  const last = commas.at(-1)
  return last === undefined ? text : text.slice(0, last)
}

function lastPart(text: string): string {
  const last = [...text.matchAll(BORDER)].findLast(hit => words(text.slice(hit.index + hit[0].length)).length > 0)
  return (last === undefined ? text : text.slice(last.index + last[0].length)).trim()
}

const OWN_EVENT = /^(?:his|her|its|their|our) (?:[\p{L}-]+ ){0,4}(?:summit|meeting|talks|visit|trip|speech)\b/iu

/** "As a gesture the North": of two adjacent noun phrases, the last is the subject. */
function lastNoun(text: string): string {
  const at = [
    ...text.matchAll(/(?<!\b(?:of|and|in|for|by|to|between|with|from|on|at|or|both|over|against)) (?=(?:the|an?) )/gu),
  ].at(-1)?.index
  return at === undefined ? text : text.slice(at + 1)
}

/** What may precede a noun phrase. */
const OPENING =
  /\b(?:in|of|to|for|at|by|with|on|from|over|about|against|into|than|said|says|is|are|was|were|has|have|had|will)\b|[,;:“”"()]/u

/** The noun phrase at the end of a text that "who" or "which" refers to. */
function lastName(text: string): string {
  const event = new RegExp(
    `\\b(?:the|an?|his|her|its|their) (?:[\\p{L}.-]+ ){0,4}${EVENT}(?: (?:of|with|between|in|on|at) [^,;]{2,60})?$`,
    'u',
  ).exec(text)?.[0]
  if (event !== undefined) return event
  const named = /\b(?:the|an?|his|her|its|their) (?!.*\b(?:the|an?|his|her|its|their) )[^,]*$/iu.exec(text)?.[0]
  const last = named !== undefined && words(named).length <= 9 ? named : (text.split(OPENING).at(-1) ?? '')
  return words(last).length <= 9 ? last.trim() : ''
}

/** "Pompeo said he will travel": the speaker is the subject, unless somebody else is named in between. */
function spokenBy(before: string, gazetteer: Gazetteer): string | null {
  const said = new RegExp(
    `(?:^|-- |[—–] |- |[:;] )\\s*(${NAME})(?:, [^,]{2,40}, )?(?:${SPEECH})\\b[^;“”"]{0,40}?(?: that)? (?:he|she|it)(?: also)?\\s*$`,
    'u',
  ).exec(before)
  return said === null ? null : cleaned((said[1] ?? '').trim(), gazetteer)
}

/** The one person who is the subject of a sentence: "Vice Marshal Jo Myong Rok, who changed into a suit, handed over a letter." */
function personOf(sentence: string, gazetteer: Gazetteer): string | null {
  const own = sentence.slice(datelineEnd(sentence, gazetteer))
  const named = new RegExp(`^(${NAME})(?:, [^,]{2,90},)? ?(?=\\p{Ll})`, 'u').exec(own)?.[1]?.trim() ?? ''
  const person = patternsOf(gazetteer).nobody.test(named) ? null : cleaned(named, gazetteer)
  return person !== null && words(person).length <= 6 ? person : null
}

function cleaned(subject: string, gazetteer: Gazetteer): string | null {
  const bare = lastNoun(subject)
    .replace(/^[•·*\s]+|[,\s]+$/gu, '')
    .replace(/ (?:also|now|then|still|both|each|next|again)$/u, '')
    .replace(/^(?:and|but|or|so|then|also|meanwhile|however|still|now|instead) /i, '')
    .replace(/^In (?:\p{Lu}[\p{L}.-]+ )+(?=(?:the|an?|two|three|top|officials|talks) )/u, '')
    .replace(/^(?:his|her|its|their|our) (?=(?:[\p{L}-]+ ){0,4}(?:summit|meeting|talks|visit|trip|speech)\b)/iu, '')
    .replace(/^(?:In|At|On|For|From|With|By|Under|Of|To|As|Amid|During|Despite) .*$/u, '')
    .replace(patternsOf(gazetteer).titles, '')
    .replace(/^the (?=\p{Lu})/u, 'The ')
    .trim()
  const some = words(bare)
  if (some.length === 0 || some.length > 11 || PRONOUN.test(bare)) return null
  if (
    !/^(?:\p{Lu}|the |an? |former |acting |(?!this|his|is|was|has|does|says|thus|perhaps|as|its|us|plus|yes|always|sometimes|across|besides|unless)\p{Ll}+s\b|\d|top |senior |talks|negotiators|officials|diplomats|envoys|two |three |four |five |six |five|working-level |military |joint |further |formal |new |more |lower-level |working |leaders |ministers |lawmakers |representatives |delegates )/u.test(
      bare,
    )
  )
    return null
  if (
    /\b(?:said|says|told|was|were|had|has|have|is|are|will|be|takes|gives|goes|comes|wants|needs|makes|seems|remains|includes|would|could|may|might|did|does|met|who|which)\b|(?<!\b(?:an?|the|of|and|with|for|his|her|its|their|all) )\b(?!need|unified|allied|armed|retired|hundred|seed|speed|feed)\p{Ll}{2,}ed\b/u.test(
      bare,
    )
  )
    return null
  return bare
}
