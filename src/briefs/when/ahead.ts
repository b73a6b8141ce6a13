import { EVENT, type Future, futures, headlineFutures } from './future.ts'
import type { Time } from './times.ts'

/** Why a time's clause lies ahead, and where its words are. */
export type Ahead =
  /** Subject and verb before the time, or after it if the clause opens with the time. */
  | { readonly kind: 'clause'; readonly future: Future; readonly opens: boolean }
  /** "the June 12 summit", "the summit on June 12": the event's noun is beside the date. */
  | { readonly kind: 'noun'; readonly start: number; readonly end: number }

const DAY = 86_400_000
/** A day this near ahead (ms) needs only its event's noun: a past one so far away would have its year. */
const SOON = 100 * DAY
/** How far before its date a verb may be (characters). */
const NEAR = 150

const NOUN_MODIFIER = new RegExp(
  `^(?:['’]s)? (?:(?:historic|planned|first|second|third|formal|working-level|high-level|nuclear|inter-\\p{Lu}\\p{L}+|proposed|upcoming|emergency|presidential|midterm|much-\\p{L}+|general|bilateral|annual|special|joint|peace|press|party|\\p{Lu}[\\p{L}.-]*) ){0,3}${EVENT}\\b`,
  'u',
)
const NOUN_BEFORE = new RegExp(
  `\\b${EVENT}(?: (?:with|between|in|at|of|among|against|over|near|there) [^,;:()“”"]{2,60}?| there)?,? (?:on|for|this|as early as|late|early)? ?$`,
  'u',
)
/** Verbs in the past tense. A participle after "be", "to be" or an article is not one. */
const PAST =
  /\b(?:(?<!\b(?:be|been|being|an?|the|its|his|her|their|of|and|or|with|for|no|newly|recently|long|most|two|three|scheduled|proposed) )(?!need|closed doors|unified|based|united|allied|divided|armed|sacred|hundred|indeed|exceed|proceed|succeed|speed|breed|feed|seed|deed)\p{Ll}{2,}ed|said|says|told|tells|was|were|had|has|have|met|held|came|saw|began|took|went|made|gave|flew|left|won|spoke|sent|fell|ran|broke|led|wrote|became|hit|according to|statement|tweet|report|interview)\b/u
const CUTS =
  /[;:“”"()]|—|–| - |\b(?:after|since|because|when|while|where|which|who|whom|that|if|unless|although|though|following|whether|but|(?<!more |less |fewer |later )than|could|might|may|would|should|can|cannot|instead of|despite|without|ahead of|before (?:he|she|they|it|\p{L}+ing))\b/u
const NOT = /\b(?:not|never|no longer|unlikely|nobody|none|neither|refus\p{L}+|declin\p{L}+|n['’]t)\b|n['’]t\b/u
/** What follows the day of a coming event: "Trump's speech on Tuesday morning, which will…". */
const GOES_ON = /^(?:['’]s (?:\p{L}+ ){0,3}\p{L}+)?(?:,? which)? (?:will|(?:is|are) (?:expected|set|due|to|likely))\b/u
/** What makes a clause a possibility rather than a plan. */
const UNSURE =
  /\b(?:if|unless|whether|had been|would have (?:been|\p{L}+(?:ed|en))|was supposed|were supposed|originally|previously|initially|no plans?|not clear|unclear|doubts?|rumou?rs?|hypothetical|imagine|suppose)\b/iu
/** An event that someone is trying to revive, or wants, is not yet fixed. */
const RESTORING =
  /\b(?:eye(?:s|d|ing)|seek(?:s|ing)?|sought|wants?|wanted|propos(?:es|ed|ing)|suggest(?:s|ed|ing)|offer(?:s|ed|ing)?|demand(?:s|ed|ing)?|float(?:s|ed|ing)|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|consider(?:s|ed|ing)?|(?:hop|push|call|wish)(?:es|ed|ing|e|s)? for|reinstating|rescheduling|reviving|restoring|salvaging|rescuing|saving|resurrecting|(?:to|could|may|might|would|can) (?:reinstate|reschedule|revive|restore|salvage|rescue|save|resurrect))(?: (?:an?|the|his|her|its|their))? $/iu
const BEHIND_NOUN =
  /\b(?:since|after|following|during|at|from|called off|cancel\p{L}*|scrapp\p{L}+|last|previous|failed|under|until|like|unlike|of|in)(?: (?:the|a|an|his|her|its|their|that))*(?: (?:\p{Lu}\p{L}+(?:['’]s)?|[A-Z.]+))* $/u
const SPEECH_DAY =
  /\b(?:said|told|announced|reported|wrote|tweeted|says|confirmed|added|warned|vowed)(?: \p{L}+)?(?: (?:late|early))?(?: on)? $/u
const ANNIVERSARY =
  /\b(?:anniversary|birthday|memory|agreement|deal|accord|declaration|resolution|armistice|statement|attack) of(?: the)? $/iu

/**
 * Whether an English sentence says that one of its times lies ahead: a future verb in the time's own clause with nothing past
 * between them, or an event's noun beside a date that can only lie ahead. null: neither, or not certain.
 * @param today the day of publication, YYYY-MM-DD
 */
export function readAhead(sentence: string, time: Time, today: string, headline: boolean): Ahead | null {
  const before = sentence.slice(0, time.start)
  // "funds it through Friday", "stays until Friday": the end of something is not its day.
  if (/\b(?:through|until|till|before|since|after)(?: (?:at least|the))?(?: early| late)? $/u.test(before)) return null
  if (SPEECH_DAY.test(before) || ANNIVERSARY.test(before) || /\bas of $/.test(before)) return null
  // Yesterday's weekday, in a report written before midnight, is that very day, not the one of next week.
  if (time.kind === 'weekday' && !time.certain && Date.parse(time.date) - Date.parse(today) === 6 * DAY) return null
  const later = time.date > today.slice(0, time.date.length)
  const groups = headline ? headlineFutures(sentence) : futures(sentence)
  const within = quoteAround(sentence, time.start)
  if (within && time.kind !== 'date') return null
  return (
    behindVerb(sentence, time, groups, later, today) ??
    opensClause(sentence, time, groups, later) ??
    besideNoun(sentence, time, later, today)
  )
}

function behindVerb(
  sentence: string,
  time: Time,
  groups: readonly Future[],
  later: boolean,
  today: string,
): Ahead | null {
  const future = groups.findLast(one => one.end <= time.start && time.start - one.end < NEAR)
  if (future === undefined) return null
  const between = sentence
    .slice(future.end, time.start)
    .replace(/[“"]([^“”"]{2,30})[”"]/gu, ' $1 ')
    .replace(/\b(?:no later than|as early as|as soon as) $/u, '')
  const subject = sentence.slice(Math.max(0, future.start - 100), future.start)
  if (
    future.kind === 'fixed' &&
    /\b(?:and|or|to) $/.test(subject) &&
    !/s\b/.test(sentence.slice(future.start, future.end))
  )
    return null
  // "when he addresses the assembly on Tuesday, Trump will say": today too, where the sentence goes on in the future.
  const goes = /^, [^,.]{2,60}\bwill\b/u.test(sentence.slice(time.end))
  if (
    future.kind === 'fixed' &&
    ((!later && !goes && !/\blater(?: on)? $/.test(between)) ||
      time.kind === 'month' ||
      (/ (?:who|that|which) $/.test(subject) &&
        !/^(?:begins?|starts?|opens?|ends?|resumes?|convenes?|expires?|takes? (?:place|effect))\b/.test(
          sentence.slice(future.start),
        )))
  )
    return null
  // "had agreed to", "was to have met": of another time.
  if (/\b(?:had|having|never|not|to) $|n['’]t $/u.test(subject)) return null
  if (/^ have (?:been|\p{L}+(?:ed|en|wn|ne|ld|nt|ft|ought))\b/u.test(between)) return null
  if (
    future.kind === 'said' &&
    (UNSURE.test(sentence) ||
      !((later && (time.kind === 'date' || isNear(time, today))) || /\blater(?: on)? $/.test(between)))
  )
    return null
  // "had said that he would": of another time.
  if (future.kind === 'said' && /\bhad (?:said|announced|declared|confirmed|agreed|revealed)\b/.test(sentence))
    return null
  // "were slated to meet on Friday", published that Friday: still to come, unless the sentence says what happened instead.
  const words = sentence.slice(future.start, future.end)
  const past = /\b(?:was|were)\b/.test(words)
  const stillToday = /\b(?:slated|expected|due|set)\b/.test(words) || /\blater(?: on)? $/.test(between)
  if (
    past &&
    ((!later && !stillToday) ||
      UNSURE.test(sentence) ||
      /\b(?:but|until|before|when|instead|however)\b/.test(sentence.slice(time.end)))
  )
    return null
  if (future.kind === 'arranged' && !(later || time.kind === 'weekday')) return null
  const done = between.replace(/^ have (?=\p{Ll})|\b(?:be|been|being) \p{L}+/gu, ' ')
  if (CUTS.test(between) || NOT.test(between) || PAST.test(done)) return null
  if (NOT.test(sentence.slice(future.start, future.end)) || UNSURE.test(lastClause(subject))) return null
  if ((between.match(/,/g) ?? []).length > 3) return null
  // "survivors of Sunday's attack", "a Nov. 1 press conference": the day belongs to the noun after it.
  const after = sentence.slice(time.end)
  const noun = NOUN_MODIFIER.exec(after)
  if (noun !== null && (/^['’]s/.test(after) || /\b(?:an?|the) $/.test(between)))
    return { kind: 'noun', start: time.end, end: time.end + noun[0].length }
  return /^['’]s\b/.test(after) ? null : { kind: 'clause', future, opens: false }
}

/** Whether a weekday is within the next three days: a later one may as well be last week's. */
function isNear(time: Time, today: string): boolean {
  return time.kind === 'weekday' && Date.parse(time.date) - Date.parse(today) <= 3 * DAY
}

/** "On Friday, Hill will…": the time opens the sentence or the clause. */
function opensClause(sentence: string, time: Time, groups: readonly Future[], later: boolean): Ahead | null {
  const before = sentence.slice(0, time.start)
  if (
    !/(?:^|[;:“”"]|, |\b(?:and|but|that) )(?:[Ii]n (?:\p{Lu}[\p{L}.]+ ){1,3})?(?:(?:on|in|by|early|late|later|starting|beginning|next|from|and|then|but|also|this)\s*){0,3}$/iu.test(
      before,
    )
  )
    return null
  const future = groups.find(one => one.start >= time.end)
  if (future === undefined || future.start - time.end > 90) return null
  const between = sentence.slice(time.end, future.start)
  if (/^['’]s\b/.test(between) && future.kind === 'fixed') return null
  // "when he addresses the assembly on Tuesday, Trump will say": today too, where the sentence goes on in the future.
  const goes = /^, [^,.]{2,60}\bwill\b/u.test(sentence.slice(time.end))
  if (future.kind === 'fixed' && ((!later && !goes) || time.kind === 'month')) return null
  if (future.kind === 'set' || future.kind === 'arranged') return null
  if (CUTS.test(between) || PAST.test(between) || UNSURE.test(between)) return null
  if (NOT.test(sentence.slice(future.start, future.end + 12))) return null
  if (/\b(?:was|were)\b/.test(sentence.slice(future.start, future.end)) && !later) return null
  return { kind: 'clause', future, opens: true }
}

function besideNoun(sentence: string, time: Time, later: boolean, today: string): Ahead | null {
  if (time.kind === 'limit' || UNSURE.test(sentence)) return null
  if (RESTORING.test(sentence.slice(0, time.start).slice(-60))) return null
  const [before, after] = [sentence.slice(0, time.start), sentence.slice(time.end)]
  // A weekday may as well be the last one, and today's event may be over: only where the clause goes on in the future.
  const goes = GOES_ON.test(after)
  if ((!later || (time.kind === 'weekday' && !time.certain)) && !goes) return null
  if (Date.parse(time.date) - Date.parse(today) > SOON) return null
  const noun = NOUN_MODIFIER.exec(after)
  if (noun !== null && time.kind === 'date' && !BEHIND_NOUN.test(before))
    return { kind: 'noun', start: time.end, end: time.end + noun[0].length }
  const named = NOUN_BEFORE.exec(before)
  if (named === null || CUTS.test(named[0]) || /\b(?:is|are|was|were|has|have|had|be|\p{Ll}+ed)\b/u.test(named[0]))
    return null
  return { kind: 'noun', start: named.index, end: time.start }
}

function lastClause(text: string): string {
  return text.slice(Math.max(...[...text.matchAll(/[;“”"()]|, (?:and|but) /gu)].map(hit => hit.index), 0))
}

/** Whether an offset is inside quotation marks of its sentence. */
function quoteAround(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at)
  const curly = before.lastIndexOf('“') > before.lastIndexOf('”')
  return curly || before.split('"').length % 2 === 0
}
