import { wallClock } from '../feeds/zones.ts'
import type { Coming } from './brief.ts'
import { sentences } from './sentences.ts'
import { findTimes } from './times.ts'

const AHEAD =
  /\b(?:will|would|slated|(?<!\b(?:a|the|previously) )scheduled|due (?:to|on|in|for|by)|plan(?:s|ning|ned)? (?:to|for)|(?<!\b(?:a|the) )expected|set (?:to|for)|could|may(?! \d)|might|ahead of|as (?:early|soon) as|upcoming|deadline|agreed to|prepar(?:es|ing|ed) (?:to|for))\b|예정|계획|열릴|만날|할 것|열린다|한다|앞두|予定|計画|見通し|開く|方針|会談する|将于|將於|计划|预计|拟/g
const BEHIND =
  /\b(?!slated|scheduled|expected|planned|prepared|United|need|agreed to)(?:(?<!\bbe )\p{L}+ed|said|told|was|were|had|met|held|came|saw|began|took|went|made|gave|since|after|last)\b|했다|였다|열렸다|밝혔다|した[。、]|了。/gu
/** How far a month or a mere weekday may stand from the word that makes it one to come. */
const NEAR = 110

/**
 * The events of a report that lie ahead of it, with dates in the outlet's zone. A date with no word of the future beside it is none.
 * @param publishedAt ms since 1970
 * @param timeZone IANA zone
 */
export function findComing(title: string, text: string, publishedAt: number, timeZone: string): readonly Coming[] {
  const found = new Map<string, Coming>()
  for (const part of [title, text])
    for (const { start, end } of sentences(part)) {
      const sentence = part.slice(start, Math.min(end, start + 2000))
      for (const time of findTimes(sentence, publishedAt, timeZone)) {
        if (!time.coming || !liesAhead(sentence, time.start, time.end, time.certain)) continue
        if (found.has(time.date)) continue
        const at = wallClock(Date.parse(time.date.length === 7 ? `${time.date}-01` : time.date), timeZone)
        found.set(time.date, { what: whatOf(sentence, time.start, time.end), date: time.date, at })
      }
    }
  return [...found.values()].filter(
    one => one.date.length > 7 || ![...found.keys()].some(key => key.length > 7 && key.startsWith(one.date)),
  )
}

/** The words around a date that name the event, short. */
function whatOf(sentence: string, start: number, end: number): string {
  const clause =
    sentence
      .slice(0, start)
      .split(/[,;:]\s/)
      .at(-1)
      ?.trim() ?? ''
  const words = (clause.length > 8 ? clause : sentence.slice(end).trim())
    .replace(/\s*\b(?:on|by|at|in|as early as|between)$/i, '')
    .split(/\s+/)
  return words.slice(-9).join(' ').slice(0, 90)
}

/** Whether the nearest verb says that the time is still to come: before it, else (as in Korean, or at a sentence's start) behind it. */
function liesAhead(sentence: string, start: number, end: number, certain: boolean): boolean {
  const [before, after] = [sentence.slice(Math.max(0, start - NEAR), start), sentence.slice(end, end + NEAR)]
  const [ahead, behind] = [last(before, AHEAD), last(before, BEHIND)]
  if (ahead >= 0 || behind >= 0) return ahead > behind || (certain && ahead >= 0)
  const [next, past] = [first(after, AHEAD), first(after, BEHIND)]
  return next < past || (certain && past === Number.POSITIVE_INFINITY)
}

function last(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1
}

function first(text: string, pattern: RegExp): number {
  return text.matchAll(pattern).next().value?.index ?? Number.POSITIVE_INFINITY
}
