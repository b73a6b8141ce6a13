const DAY = 86_400_000
const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')
const MONTH =
  '(Jan(?:uary|\\.)|Feb(?:ruary|\\.)|March|Mar\\.|April|Apr\\.|May|June|July|Aug(?:ust|\\.)|Sept?(?:ember|\\.)|Oct(?:ober|\\.)|Nov(?:ember|\\.)|Dec(?:ember|\\.))'

/** The end of a span of days: the first day stands for it. */
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

/** How a time is named: by its date, by a weekday, from the day of publication on, by a bare number of a day, by its month, or as the end of a span. */
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

/** How long ago a day may be (ms) after which a day without a year is rather the next one than the last one. */
const LONG_PAST = 120 * DAY

/** A day of a month without a year: of this year, or of the one in which it lies nearer. */
function nearest(today: Today, index: number, date: number) {
  if (date < 1 || date > 31) return null
  const years = [today.year - 1, today.year, today.year + 1].map(year => Date.UTC(year, index, date))
  return day(years.find(ms => ms >= today.ms - LONG_PAST) ?? today.ms, true, 'date')
}

/** The next such day, today included. */
const weekday = (today: Today, index: number) =>
  day(today.ms + ((index - today.weekday + 7) % 7) * DAY, false, 'weekday')
/** A bare day number, as Korean and Japanese reports give it: of this month, or of the next where it lies far back. */
const bare = (today: Today, date: number) =>
  date < 1 || date > 31
    ? null
    : day(Date.UTC(today.year, today.month + (date < today.day - 15 ? 1 : 0), date), false, 'number')
const week = (today: Today, index: number) =>
  day(today.ms + (7 - ((today.weekday + 6) % 7) + ((index + 6) % 7)) * DAY, true, 'weekday')

/** Weeks as Monday to Sunday: `ahead` of this one. */
const EAST = '日月火水木金土'
const CHINESE_DAYS = '日一二三四五六'
const HANGUL = '일월화수목금토'
const monthDay = (today: Today, ahead: number, date: number) =>
  date < 1 || date > 31 ? null : day(Date.UTC(today.year, today.month + ahead, date), true, 'date')
/** The last day of a month or a year, by which something is due. */
const endOf = (year: number, index: number) => day(Date.UTC(year, index + 1, 0), true, 'limit')

const READERS: readonly (readonly [RegExp, Read])[] = [
  [/(?:지난 ?달|先月|上个?月) ?(\d{1,2})(?:일|日|号)/g, (h, t) => monthDay(t, -1, Number(h[1]))],
  [
    /(?:지난해|작년|昨年|去年) ?(\d{1,2})(?:월|月) ?(\d{1,2})(?:일|日|号)/g,
    (h, t) => safe(t.year - 1, Number(h[1]) - 1, Number(h[2])),
  ],
  [/(?:다음 ?달|(?<![가-힣])내달|来月|下个?月) ?(\d{1,2})(?:일|日|号)/g, (h, t) => monthDay(t, 1, Number(h[1]))],
  [/(?:(?<![가-힣])이달|이번 ?달|今月|本月) ?(\d{1,2})(?:일|日|号)/g, (h, t) => monthDay(t, 0, Number(h[1]))],
  [/(?:내년|来年|明年) ?(\d{1,2})(?:월|月)(?! ?\d)/g, (h, t) => month(t.year + 1, Number(h[1]) - 1)],
  [/(?:下周|下星期|下週)([日一二三四五六])/g, (h, t) => week(t, CHINESE_DAYS.indexOf(h[1] ?? ''))],
  [/(?:本|这)?(?:周|星期|週)([日一二三四五六])/g, (h, t) => weekday(t, CHINESE_DAYS.indexOf(h[1] ?? ''))],
  [
    /연말|年末|年底|\b(?:by|before|until) (?:the )?(?:end of (?:the|this) year|year['’]s end|year-end)\b|\b(?:year-end|end-of-year) deadline\b/gi,
    (_h, t) => endOf(t.year, 11),
  ],
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
  [/(\d{1,2})(?:月|월) ?(\d{1,2})(?:日|일|号)/g, (h, t) => nearest(t, Number(h[1]) - 1, Number(h[2]))],
  // "27∼30일": the first day stands for all.
  [/(?<![\d월月])(\d{1,2})(?:일|日)?[~∼〜-]\d{1,2}(?:일|日)/g, (h, t) => bare(t, Number(h[1]))],
  [/(?:다음 ?주|내주) ?([일월화수목금토])요일/g, (h, t) => week(t, HANGUL.indexOf(h[1] ?? ''))],
  [/来週(?:の)?([日月火水木金土])曜日?/g, (h, t) => week(t, EAST.indexOf(h[1] ?? ''))],
  [
    /\bnext (Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b/gi,
    (h, t) => week(t, WEEKDAYS.indexOf((h[1] ?? '').toLowerCase())),
  ],
  [
    /(?<!(?:last|Last|Super|Black|Bloody|Good|Ash|Holy|Fat|Cyber|Giving|Palm|Easter|each|every|past|previous) )\b(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b/g,
    (h, t) => weekday(t, WEEKDAYS.indexOf((h[1] ?? '').toLowerCase())),
  ],
  [/\b(?:today|tonight)\b|(?<![가-힣])오늘|今日|本日|今天/gi, (_h, t) => day(t.ms, false, 'relative')],
  [/\btomorrow\b|(?<![가-힣])내일(?!신문)|明日|明天/gi, (_h, t) => day(t.ms + DAY, true, 'relative')],
  [/모레|明後日|后天/g, (_h, t) => day(t.ms + 2 * DAY, true, 'relative')],
  [/([일월화수목금토])요일/g, (h, t) => weekday(t, HANGUL.indexOf(h[1] ?? ''))],
  [/([日月火水木金土])曜日/g, (h, t) => weekday(t, EAST.indexOf(h[1] ?? ''))],
  [/(?<![\d월月년年] ?)(\d{1,2})(?:일(?!간|째|본)|日(?!間|本|目))/g, (h, t) => bare(t, Number(h[1]))],
  [
    /(?<!(?:second|third|fourth|fifth|first|time|times|tests?|launch(?:es)?|most|worst|once|visit|trip) )\bin (a|one|two|three|four|five|\d{1,2}) (day|week)s?\b(?! of)/gi,
    (h, t) => day(t.ms + count(h[1] ?? '') * (h[2]?.toLowerCase() === 'week' ? 7 : 1) * DAY, false, 'relative'),
  ],
  [
    /\bnext month\b|다음 ?달|(?<![가-힣])내달|来月|下个月|下月/gi,
    (_h, t) => ({ ...month(t.year, t.month + 1), certain: true }),
  ],
  [/\blater this month\b|(?<![가-힣])이달 (?:말|하순)|今月末|今月下旬|本月底/gi, (_h, t) => month(t.year, t.month)],
  [
    new RegExp(`\\b(?:in|for|early|late|mid-|until|by) ?${MONTH}(?! \\d)`, 'g'),
    (h, t) => {
      const index = monthOf(h[1] ?? '')
      return month(t.year + (index < t.month - 6 ? 1 : 0), index)
    },
  ],
]

const PART_OF_DAY = /^ (?:morning|afternoon|evening|night)\b/

/** Times in order of kind, no two on the same words. Relative ones count from the day of publication in the zone. */
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
  // "Thursday, July 9": one day, told by its date.
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
