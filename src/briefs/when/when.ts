import { wallClock } from '../../feeds/dates/zones.ts'
import { phrase } from '../../language/known-languages.ts'
import type { Coming, Source } from '../brief.ts'
import { isBoilerplate } from '../places/boilerplate.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import { sentences } from '../sentences/sentences.ts'
import { readAhead } from './ahead.ts'
import { clockBeside } from './clock.ts'
import { aheadInEast } from './east.ts'
import { findTimes, type Time } from './times.ts'
import { eventOf } from './what.ts'

/** Words for events that are no longer to come. */
const CANCELLED = phrase('noLonger', 'iu')
const STILL = phrase('stillOn', 'iu')
const MEANT = phrase('kindOfEvent', 'gi')
const RANGE = phrase('untilBefore', 'u')
/** A picture's caption, or a link to another report. */
const CAPTION =
  /\b(?:REUTERS\/|Getty Images|\(AP|AFP|file photo|File photo|FILE|Photos?:|pictured|seen here|in this (?:photo|picture|image)|photo (?:released|provided|taken)|Watch:|READ MORE|Read more|MORE:|Listen|podcast|newsletter|Subscribe|Tune in|watch the|Story highlights|MORE)\b|\|/u
/** How much of a text is read (characters): coming events are told early. */
const MOST = 50_000
/** Every sentence with a date contains one of these. */
const DATED =
  /\d|days?\b|to(?:night|morrow)|week|month|year|\b(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)|[\u3040-\u9fff\uac00-\ud7af]/
/** How far words of cancellation may be from their date (characters). */
const NEAR = 110

interface Found {
  readonly coming: Coming
  readonly meant: boolean
}

/**
 * A report's coming events, with dates in the outlet's zone: those that a clause announces, whose date belongs to that
 * clause, and that make a self-contained phrase. Cancelled events are left out.
 * @param publishedAt ms since 1970
 * @param timeZone IANA zone
 * @param gazetteer places that datelines and local times refer to
 * @param report number of the report among those of its story
 */
export function findComing(
  title: string,
  text: string,
  publishedAt: number,
  timeZone: string,
  gazetteer: Gazetteer,
  report = 0,
): readonly Coming[] {
  const found = new Map<string, Found>()
  const off = new Set<string>()
  const headlineOff = CANCELLED.test(title) && !STILL.test(title)
  const today = dayOf(publishedAt, timeZone)
  for (const part of ['title', 'text'] as const) {
    const whole = part === 'title' ? title : text.slice(0, MOST)
    let here = ''
    for (const { start, end } of sentences(whole)) {
      const previous = here
      const sentence = whole.slice(start, Math.min(end, start + 2000))
      here = sentence
      if (!DATED.test(sentence) || (part === 'text' && (CAPTION.test(sentence) || isBoilerplate(sentence)))) continue
      const times = findTimes(sentence, publishedAt, timeZone)
      for (const time of times) {
        if (!time.coming || endsRange(sentence, time, times)) continue
        const near = sentence.slice(Math.max(0, time.start - NEAR), time.end + NEAR)
        if (CANCELLED.test(near) && !STILL.test(near)) {
          off.add(time.date)
          continue
        }
        const what = told(sentence, time, times, today, part === 'title', previous, gazetteer)
        if (what === null || found.has(time.date)) continue
        const source = { report, part, start, end } satisfies Source
        const coming = { what, date: time.date, ...instantOf(sentence, time, timeZone, gazetteer), source }
        found.set(time.date, { coming, meant: meansSame(title, near) })
      }
    }
  }
  const kept = [...found.values()]
    .filter(one => !off.has(one.coming.date) && !(headlineOff && one.meant))
    .map(one => one.coming)
  return kept.filter(one => one.date.length > 7 || !kept.some(two => isDayOf(two, one)))
}

/** Whether a headline's cancellation applies here: the same kind of event, and nothing says that it is still on. */
function meansSame(title: string, near: string): boolean {
  const named = new Set([...title.toLowerCase().matchAll(MEANT)].map(([word]) => word))
  return !STILL.test(near) && [...near.toLowerCase().matchAll(MEANT)].some(([word]) => named.has(word))
}

/** Whether an event with a day is the same as one with only a month. */
function isDayOf(day: Coming, month: Coming): boolean {
  if (day.date.length === 7 || !day.date.startsWith(month.date)) return false
  const words = (text: string) => text.toLowerCase().match(/[\p{Script=Hangul}]{2,}|[\p{L}]{4,}/gu) ?? []
  const own = new Set(words(day.what))
  return words(month.what).some(word => own.has(word))
}

function told(
  sentence: string,
  time: Time,
  times: readonly Time[],
  today: string,
  headline: boolean,
  previous: string,
  gazetteer: Gazetteer,
): string | null {
  if (!/[A-Za-z]{3}/.test(sentence) || /[가-힣]{4}|[\u3040-\u30ff]|\p{Script=Han}{4}/u.test(sentence))
    return aheadInEast(sentence, time, today, headline)
  const ahead = readAhead(sentence, time, today, headline)
  return ahead === null ? null : eventOf(sentence, ahead, time, times, gazetteer, previous)
}

/** The start of the day in the outlet's zone, for sorting; an instant if the text gives a time of day and its zone. */
function instantOf(sentence: string, time: Time, timeZone: string, gazetteer: Gazetteer): Pick<Coming, 'at' | 'time'> {
  const start = Date.parse(time.date.length === 7 ? `${time.date}-01` : time.date)
  const at = time.date.length === 7 ? null : clockBeside(sentence, time, start, gazetteer)
  return at === null ? { at: wallClock(start, timeZone), time: 'day' } : { at, time: 'instant' }
}

/** Whether a time ends a range, "between May 23 and 25", "from July 24 to August 9", of which the first day counts. */
function endsRange(sentence: string, time: Time, times: readonly Time[]): boolean {
  return times.some(
    one =>
      one.end < time.start &&
      time.start - one.end < 12 &&
      (one.kind === time.kind || /[가-힣\u3040-\u30ff]/.test(sentence)) &&
      RANGE.test(sentence.slice(one.end, time.start)),
  )
}

function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  )
}
