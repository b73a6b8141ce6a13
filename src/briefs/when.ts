import { wallClock } from '../feeds/zones.ts'
import type { Coming } from './brief.ts'
import { sentences } from './sentences.ts'
import { findTimes } from './times.ts'

const COMING =
  /\b(?:will|to (?:be )?[a-z]+|slated|scheduled|due|plan(?:s|ned)?|expected|set|would|could|may|might|ahead of|as (?:early|soon) as|upcoming|deadline|begins?|meets?)\b|예정|계획|열릴|만날|할 것|앞두|予定|計画|見通し|開く|へ$|する方針|将|將|计划|预计|拟/
const PAST =
  /\b(?:said|told|announced|reported|was|were|had|fired|launched|met|agreed|tweeted|arrived|held|called|issued|began|ended|canceled|cancelled|came)\b[^.;,]{0,24}$/i
const SPOKE = /(?:\b(?:said|told|announced|reported|tweeted|statement)\b[^.;,]{0,30} (?:on |late (?:on )?|early )?)$/i

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
        const before = sentence.slice(0, time.start)
        const hedged = /\b(?:slated|scheduled|due|expected|set|planned|prepared)\b[^;]{0,120}$/i.test(before)
        if (!time.coming || !COMING.test(sentence)) continue
        if (
          SPOKE.test(before) ||
          (!hedged && !time.certain && PAST.test(before) && !/\b(?:will|would|to)\b[^.;]{0,80}$/.test(before))
        )
          continue
        if (/\b(?:delayed?|put off|decided)\b/.test(sentence.slice(time.end)) && hedged) continue
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
