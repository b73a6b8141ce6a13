import { wallClock } from '../feeds/zones.ts'
import type { Coming } from './brief.ts'
import { sentences } from './sentences.ts'
import { findTimes, type Time } from './times.ts'
import { eventOf } from './what.ts'

const DAY = 86_400_000
const AHEAD =
  /\b(?:will|would|shall|slated|(?<!\b(?:a|the|previously|originally) )scheduled|due\b|plan(?:s|ning|ned)? (?:to|for)|(?<!\b(?:a|the) )expected|(?:is|are|was|were) to|set (?:to|for)|could|may(?! \d)|might|ahead of|as (?:early|soon) as|upcoming|deadline|agreed to|prepar(?:es|ing|ed) (?:to|for)|going to|ready to|hop(?:es?|ing|ed) to|wants? to|vow(?:s|ed) to|invit\w+(?: \p{L}+){0,3} to|offer(?:s|ed)? to|poised to|no later than|to be \p{L}+ed)\b|예정|계획|열릴|만날|할 것|열린다|한다|만난다|연다|간다|나선다|떠난다|앞두|予定|計画|見通し|開く|方針|会談する|将|將|计划|预计|拟/gu
/** Verbs that in the present tense tell of a fixed day to come: "Hill travels to Seoul on Friday". Not in headlines. */
const FIXED =
  /\b(?:travels|flies|meets?|returns?|arrives|visits|begins?|starts|opens|holds|resumes?|leaves?|delivers|addresses|hosts|convenes|votes|takes? effect|expires|kicks off|gathers|attends|heads)\b/g
const HEADLINE = /\bto (?!a\b|the\b)\p{Ll}+\b|\bset for\b|\bplans\b/gu
const BEHIND =
  /\b(?!slated|scheduled|expected|planned|prepared|United|need|agreed to|invited|offered|hoped|vowed|unified|called|based)(?:(?<!\b(?:be|will be|to) )\p{L}{2,}ed|said|told|was(?! (?:to|due|set)\b)|were(?! (?:to|due|set)\b)|had|met|held|came|saw|began|took|went|made|gave|flew|left|won|spoke|sent|fell|since|after|last)\b|했다|였다|열렸다|밝혔다|した[。、]|了。/gu
/** What is no longer to come. */
const CANCELLED =
  /\b(?:call(?:s|ed|ing)? off|cancel\w*|scrap(?:s|ped|ping)?|pull(?:s|ed|ing)? out|withdr[ae]w\w*|will not (?:take place|happen|be held|go ahead|meet)|won['’]t (?:take place|happen|be held|go ahead)|postpon\w+|abandon(?:s|ed)|had been (?:set|planned|scheduled|due|slated)|was supposed|were supposed|(?:originally|previously|initially) (?:scheduled|planned|set)|no longer)\b|취소|무산|연기|中止|延期|取り消|取消|推迟/iu
const STILL =
  /\b(?:still|back on|reinstat\w+|reschedul\w+|revive\w*|again|despite|could yet|instead|new date|until)\b|재개|예정대로/iu
const RANGE = /(?:\bto|\band|\bthrough|\buntil|[-–~]) ?(?:\p{L}+day,? )?$/u
/** What comes is told early: the rest of a long text is not read (characters). */
const MOST = 50_000
/** No date stands in a sentence without one of these. */
const DATED =
  /\d|days?\b|to(?:night|morrow)|week|month|year|\b(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)|[\u3040-\u9fff\uac00-\ud7af]/
/** How far a month or a mere weekday may stand from the word that makes it one to come. */
const NEAR = 110
/** A day this near ahead (ms) needs no word of the future: a year-old one would be given with its year. */
const SOON = 90 * DAY

/**
 * The events of a report that lie ahead of it, with dates in the outlet's zone. A date with no word of the future beside it is none,
 * unless it can only lie ahead; a date of something called off is none.
 * @param publishedAt ms since 1970
 * @param timeZone IANA zone
 */
export function findComing(title: string, text: string, publishedAt: number, timeZone: string): readonly Coming[] {
  const found = new Map<string, Coming>()
  const off = new Set<string>()
  const headlineOff = CANCELLED.test(title) && !STILL.test(title)
  for (const part of [title, text.slice(0, MOST)])
    for (const { start, end } of sentences(part)) {
      const sentence = part.slice(start, Math.min(end, start + 2000))
      if (!DATED.test(sentence)) continue
      const times = findTimes(sentence, publishedAt, timeZone)
      for (const time of times) {
        const from = Math.max(0, ...times.filter(one => one.end <= time.start).map(one => one.end))
        if (!time.coming || endsRange(sentence, time, times)) continue
        const near = sentence.slice(Math.max(0, time.start - NEAR), time.end + NEAR)
        const meant = /summit|meeting|meet\b|talks|trip|회담|会談|会晤/i.test(near)
        const gone = CANCELLED.test(near) || (headlineOff && (part === title || meant))
        if (gone && !STILL.test(near)) off.add(time.date)
        else if (liesAhead(sentence, time, publishedAt, part === title) && !found.has(time.date)) {
          const at = wallClock(Date.parse(time.date.length === 7 ? `${time.date}-01` : time.date), timeZone)
          found.set(time.date, { what: eventOf(sentence, from, time.start, time.end), date: time.date, at })
        }
      }
    }
  const kept = [...found.values()].filter(one => !off.has(one.date))
  return kept.filter(
    one => one.date.length > 7 || !kept.some(two => two.date.length > 7 && two.date.startsWith(one.date)),
  )
}

/** "between May 23 and 25", "from July 24 to August 9": the first day stands for both. */
function endsRange(sentence: string, time: Time, times: readonly Time[]): boolean {
  return times.some(
    one =>
      one.end < time.start &&
      time.start - one.end < 12 &&
      one.coming &&
      RANGE.test(sentence.slice(one.end, time.start)),
  )
}

/** Whether the nearest verb says that the time is still to come: before it, else (as in Korean, or at a sentence's start) behind it. */
function liesAhead(sentence: string, time: Time, publishedAt: number, headline: boolean): boolean {
  const [before, after] = [
    sentence.slice(Math.max(0, time.start - NEAR), time.start),
    sentence.slice(time.end, time.end + NEAR),
  ]
  const ahead = Math.max(
    last(before, AHEAD),
    headline ? last(before, HEADLINE) : time.date.length > 7 ? last(before, FIXED) : -1,
  )
  const behind = last(before, BEHIND)
  // "said Monday": the verb's own day.
  if (/(?:said|told|announced|reported|wrote|tweeted|says)(?: \p{L}+)?(?: (?:late|early))?(?: on)? $/u.test(before))
    return false
  if (/\bas of $/.test(before)) return false
  const away = Date.parse(time.date) - publishedAt
  const soon = time.certain && away > 0 && away < SOON
  const certain = time.certain && away > 0
  if (ahead >= 0 || behind >= 0) return ahead > behind || (certain && (ahead >= 0 || soon))
  const [next, past] = [first(after, AHEAD), first(after, BEHIND)]
  return next < past || (certain && (past === Number.POSITIVE_INFINITY || soon))
}

function last(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1
}

function first(text: string, pattern: RegExp): number {
  return text.matchAll(pattern).next().value?.index ?? Number.POSITIVE_INFINITY
}
