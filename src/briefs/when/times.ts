import { LANGUAGES, phrase, phrasesOf } from '../../language/known-languages.ts'
import type { Phrases } from '../../language/language.ts'

const DAY = 86_400_000
const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')
const MONTH =
  '(Jan(?:uary|\\.)|Feb(?:ruary|\\.)|March|Mar\\.|April|Apr\\.|May|June|July|Aug(?:ust|\\.)|Sept?(?:ember|\\.)|Oct(?:ober|\\.)|Nov(?:ember|\\.)|Dec(?:ember|\\.))'

/** The end of a span of days, which counts as its first day. */
const UNTIL = '(?:st|nd|rd|th)?(?:(?: ?[-–] ?| and | to | or )\\d{1,2}(?:st|nd|rd|th)?(?![\\d:]))?'

/** A time that a sentence names. `certain`: its date alone says whether it lies ahead. */
export interface Time {
  readonly start: number
  readonly end: number
  /** YYYY-MM-DD or YYYY-MM. */
  readonly date: string
  readonly coming: boolean
  readonly certain: boolean
  readonly kind: TimeKind
}

/** How a time is given: as a date, a weekday, relative to publication, a bare day number, a month, or the end of a span. */
export type TimeKind = 'date' | 'weekday' | 'relative' | 'number' | 'month' | 'limit'

interface Today {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly ms: number
  readonly weekday: number
}
type Read = (hit: RegExpMatchArray, today: Today) => { date: string; certain: boolean; kind: TimeKind } | null

const day = (ms: number, certain: boolean, kind: TimeKind) => ({
  date: new Date(ms).toISOString().slice(0, 10),
  certain,
  kind,
})
const month = (year: number, index: number) => ({
  date: new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 7),
  certain: false,
  kind: 'month' as const,
})
const monthOf = (text: string) =>
  MONTHS.findIndex(name => name.startsWith(text.toLowerCase().replace('.', '').slice(0, 3)))

/** If a day without a year is longer ago than this (ms), next year's is meant. */
const LONG_PAST = 120 * DAY

/** A date without a year: in this year, or in the year in which it is nearer. */
function nearest(today: Today, index: number, date: number) {
  if (date < 1 || date > 31) return null
  const years = [today.year - 1, today.year, today.year + 1].map(year => Date.UTC(year, index, date))
  return day(years.find(ms => ms >= today.ms - LONG_PAST) ?? today.ms, true, 'date')
}

/** The next such day, today included. */
const weekday = (today: Today, index: number) =>
  day(today.ms + ((index - today.weekday + 7) % 7) * DAY, false, 'weekday')
/** A bare day number, as in Korean and Japanese reports: of this month, or of the next if it would be long past. */
const bare = (today: Today, date: number) =>
  date < 1 || date > 31
    ? null
    : day(Date.UTC(today.year, today.month + (date < today.day - 15 ? 1 : 0), date), false, 'number')
const week = (today: Today, index: number) =>
  day(today.ms + (7 - ((today.weekday + 6) % 7) + ((index + 6) % 7)) * DAY, true, 'weekday')

const monthDay = (today: Today, ahead: number, date: number) =>
  date < 1 || date > 31 ? null : day(Date.UTC(today.year, today.month + ahead, date), true, 'date')
/** The last day of a month or a year, by which something is due. */
const endOf = (year: number, index: number) => day(Date.UTC(year, index + 1, 0), true, 'limit')

/** Signs after the numbers of months and days, in languages that have them. */
const signs = LANGUAGES.flatMap(({ dateSigns }) => dateSigns ?? [])
const MONTH_SIGN = signs.map(({ month: sign }) => sign).join('|')
const DAY_SIGN = signs
  .flatMap(({ day: sign, spokenDay }) => (spokenDay === undefined ? [sign] : [sign, spokenDay]))
  .join('|')
/** A word for a month or a year before a number: "지난달 5일", "明年3月". */
const before = (name: keyof Phrases, behind: string) => new RegExp(`(?:${phrasesOf(name).join('|')}) ?${behind}`, 'g')
const weekdays = LANGUAGES.flatMap(({ weekdays: own }) => own ?? [])

const READERS: readonly (readonly [RegExp, Read])[] = [
  [before('lastMonth', `(\\d{1,2})(?:${DAY_SIGN})`), (h, t) => monthDay(t, -1, Number(h[1]))],
  [
    before('lastYear', `(\\d{1,2})(?:${MONTH_SIGN}) ?(\\d{1,2})(?:${DAY_SIGN})`),
    (h, t) => safe(t.year - 1, Number(h[1]) - 1, Number(h[2])),
  ],
  [before('comingMonth', `(\\d{1,2})(?:${DAY_SIGN})`), (h, t) => monthDay(t, 1, Number(h[1]))],
  [before('thisMonth', `(\\d{1,2})(?:${DAY_SIGN})`), (h, t) => monthDay(t, 0, Number(h[1]))],
  [before('nextYear', `(\\d{1,2})(?:${MONTH_SIGN})(?! ?\\d)`), (h, t) => month(t.year + 1, Number(h[1]) - 1)],
  ...weekdays.map(
    ({ names, next }) => [new RegExp(next, 'g'), (h, t) => week(t, names.indexOf(h[1] ?? ''))] satisfies [RegExp, Read],
  ),
  ...weekdays.map(
    ({ names, plain }) =>
      [new RegExp(plain, 'g'), (h, t) => weekday(t, names.indexOf(h[1] ?? ''))] satisfies [RegExp, Read],
  ),
  [phrase('yearEnd', 'gi'), (_h, t) => endOf(t.year, 11)],
  [/\b(?:by|before|until) the end of (?:the|this) month\b/gi, (_h, t) => endOf(t.year, t.month)],
  [
    /\bnext weekend\b/gi,
    (_h, t) =>
      day(t.ms + (((6 - t.weekday + 7) % 7) + (t.weekday === 0 || t.weekday === 6 ? 0 : 7)) * DAY, true, 'relative'),
  ],
  [/\bthis (?:coming )?weekend\b/gi, (_h, t) => day(t.ms + ((6 - t.weekday + 7) % 7) * DAY, false, 'relative')],
  [
    /(\d{4})(?:-|年|년 ?)(\d{1,2})(?:-|月|월 ?)(\d{1,2})(?:일|日|号)?/g,
    (h, _t) => safe(Number(h[1]), Number(h[2]) - 1, Number(h[3])),
  ],
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})${UNTIL},? (\\d{4})\\b`, 'g'),
    h => safe(Number(h[3]), monthOf(h[1] ?? ''), Number(h[2])),
  ],
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})(?!\\d)${UNTIL}(?!\\d|,? \\d{4})`, 'g'),
    (h, t) => nearest(t, monthOf(h[1] ?? ''), Number(h[2])),
  ],
  [new RegExp(`\\b(\\d{1,2}) ${MONTH}(?! \\d{4})`, 'g'), (h, t) => nearest(t, monthOf(h[2] ?? ''), Number(h[1]))],
  [
    /(\d{1,2})(?:월|月) ?(\d{1,2})(?:일|日)?[~∼〜-]\d{1,2}(?:일|日)/g,
    (h, t) => nearest(t, Number(h[1]) - 1, Number(h[2])),
  ],
  [
    new RegExp(`(\\d{1,2})(?:${MONTH_SIGN}) ?(\\d{1,2})(?:${DAY_SIGN})`, 'g'),
    (h, t) => nearest(t, Number(h[1]) - 1, Number(h[2])),
  ],
  // "27∼30일": counts as the first day.
  [/(?<![\d월月])(\d{1,2})(?:일|日)?[~∼〜-]\d{1,2}(?:일|日)/g, (h, t) => bare(t, Number(h[1]))],
  [
    /\bnext (Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b/gi,
    (h, t) => week(t, WEEKDAYS.indexOf((h[1] ?? '').toLowerCase())),
  ],
  [
    /(?<!(?:last|Last|Super|Black|Bloody|Good|Ash|Holy|Fat|Cyber|Giving|Palm|Easter|each|every|past|previous) )\b(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b/g,
    (h, t) => weekday(t, WEEKDAYS.indexOf((h[1] ?? '').toLowerCase())),
  ],
  [phrase('today', 'gi'), (_h, t) => day(t.ms, false, 'relative')],
  [phrase('tomorrow', 'gi'), (_h, t) => day(t.ms + DAY, true, 'relative')],
  [phrase('inTwoDays', 'g'), (_h, t) => day(t.ms + 2 * DAY, true, 'relative')],
  [/(?<![\d월月년年] ?)(\d{1,2})(?:일(?!간|째|본)|日(?!間|本|目))/g, (h, t) => bare(t, Number(h[1]))],
  [
    /(?<!(?:second|third|fourth|fifth|first|time|times|tests?|launch(?:es)?|most|worst|once|visit|trip) )\bin (a|one|two|three|four|five|\d{1,2}) (day|week)s?\b(?! of)/gi,
    (h, t) => day(t.ms + count(h[1] ?? '') * (h[2]?.toLowerCase() === 'week' ? 7 : 1) * DAY, false, 'relative'),
  ],
  [phrase('nextMonth', 'gi'), (_h, t) => ({ ...month(t.year, t.month + 1), certain: true })],
  [phrase('lateThisMonth', 'gi'), (_h, t) => month(t.year, t.month)],
  [
    new RegExp(`\\b(?:in|for|early|late|mid-|until|by) ?${MONTH}(?! \\d)`, 'g'),
    (h, t) => {
      const index = monthOf(h[1] ?? '')
      return month(t.year + (index < t.month - 6 ? 1 : 0), index)
    },
  ],
]

const PART_OF_DAY = /^ (?:morning|afternoon|evening|night)\b/

/** Times in order of kind, without overlaps. Relative ones are relative to the day of publication in the zone. */
export function findTimes(sentence: string, publishedAt: number, timeZone: string): readonly Time[] {
  const today = dayIn(publishedAt, timeZone)
  const iso = new Date(today.ms).toISOString().slice(0, 10)
  const found: Time[] = []
  for (const [pattern, read] of READERS)
    for (const hit of sentence.matchAll(pattern)) {
      const start = hit.index
      const end = start + hit[0].length + (PART_OF_DAY.exec(sentence.slice(start + hit[0].length))?.[0].length ?? 0)
      if (found.some(one => start < one.end && end > one.start)) continue
      const time = read(hit, today)
      if (time !== null) found.push({ start, end, ...time, coming: time.date >= iso.slice(0, time.date.length) })
    }
  // "Thursday, July 9" is one day; its date counts.
  return found.filter(
    one => one.kind !== 'weekday' || !found.some(date => date.kind === 'date' && beside(sentence, one, date)),
  )
}

function beside(sentence: string, weekday: Time, date: Time): boolean {
  const [left, right] = weekday.start < date.start ? [weekday, date] : [date, weekday]
  return /^[\s,(]{0,2}(?:the )?$/.test(sentence.slice(left.end, right.start))
}

function safe(year: number, index: number, date: number) {
  return index < 0 || index > 11 || date < 1 || date > 31 || year < 1900 || year > 2200
    ? null
    : day(Date.UTC(year, index, date), true, 'date')
}

function dayIn(at: number, timeZone: string): Today {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(at))
  const ms = Date.parse(parts)
  const date = new Date(ms)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    ms,
    weekday: date.getUTCDay(),
  }
}

function count(word: string): number {
  const small = ['', 'one', 'two', 'three', 'four', 'five'].indexOf(word.toLowerCase())
  return small > 0 ? small : Number(word) || 1
}
