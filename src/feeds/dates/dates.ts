import { offsetOf, wallClock } from './zones.ts'

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
/** Month names without diacritics, in the languages of news; Russian and Greek by their first letters. */
const MONTHS = [
  'jan feb mar apr may jun jul aug sep oct nov dec',
  'january february march april may june july august september october november december',
  'janv fev mars avr mai juin juil aout sept oct nov dec',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'ene feb mar abr may jun jul ago sep oct nov dic',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'jan fev mar abr mai jun jul ago set out nov dez',
  'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro',
  'gen feb mar apr mag giu lug ago set ott nov dic',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'jan feb marz apr mai juni juli aug sept okt nov dez',
  'januar februar marz april mai juni juli august september oktober november dezember',
  'ian feb mart apr mai iun iul aug sep oct noi dec',
  'jan febr marc apr maj jun jul aug szept okt nov dec',
  'januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'oca sub mar nis may haz tem agu eyl eki kas ara',
  'ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik',
  'jan feb mar apr mei jun jul agu sep okt nov des',
  'ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ',
  'ιαν φεβ μαω απρ μαη ιουν ιουλ αυγ σεπ οκτ νοε δεκ',
  'янв фев мар апр маи июн июл авг сен окт ноя дек',
  'янв фев мар апр мая июн июл авг сен окт ноя дек',
]
const MONTH_OF = monthTable()

interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/**
 * Reads a date as feeds write it: RFC 822 with zone names, ISO 8601, seconds and milliseconds since 1970, Korean, Japanese and Chinese
 * forms, other orders of the same parts, a date alone (read as midnight).
 * @param zone IANA zone for dates that name none
 * @returns ms since 1970; null: unreadable, or no such day (31 February)
 */
export function parseDate(text: string, zone: string): number | null {
  if (text.length > 200) return null
  const usual = USUAL.exec(text)
  if (usual !== null) return ofUsual(usual, zone)
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (/^\d{9,10}(?:\.\d+)?$/.test(plain)) return Math.round(Number(plain) * 1000)
  if (/^\d{6}$|^\d\d-\d\d-\d\d$/.test(plain)) return iso(`${fullYear(plain.slice(0, 2))}${plain.slice(2)}`, zone)
  if (/^\d{13}$/.test(plain)) return Number(plain)
  if (/^\d{12}$|^\d{14}$/.test(plain)) return iso(`${plain.slice(0, 8)}T${plain.slice(8)}`, zone)
  const numbered = /^(\d{4})-(\p{L}{3,12})-(\d{1,2}.*)$/u.exec(plain)
  const month = numbered === null ? undefined : monthOf(numbered[2] ?? '')
  if (numbered !== null && month !== undefined)
    return iso(`${numbered[1]}-${two(month)}-${(numbered[3] ?? '').replace(/^\d(?!\d)/, '0$&')}`, zone)
  return iso(plain, zone) ?? eastAsian(plain, zone) ?? loose(plain, zone)
}

/** RFC 822 as nearly all feeds write it; trying the other forms takes ten times as long. */
const USUAL =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ((?:19|20)\d{2}) (\d{2}):(\d{2}):(\d{2}) (GMT|[+-]\d{4})$/

function ofUsual(match: RegExpExecArray, zone: string): number | null {
  const [, day, name = '', year, hour, minute, second, rest = ''] = match
  const month = MONTH_NAMES.indexOf(name.toLowerCase()) + 1
  const wall = {
    year: Number(year),
    month,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  }
  return instant(wall, rest, zone)
}

const ISO =
  /^(\d{4})(?:-?(\d{3})(?!\d)|-?(\d{2})(?:-?(\d{2}))?)?(?:[Tt ] ?[Tt]? ?(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,:]\d+)?)?)?)? ?(.*)$/

function iso(text: string, zone: string): number | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const [, year, ordinal, month, day, hour, minute, second, rest = ''] = match
  // Nothing but a zone may follow.
  if (
    !/^(?:|[+−-] ?\d{1,2}:?(?:\d{2})?|\(?[A-Za-z][A-Za-z/_]*\)?(?: ?[+-]\d{1,2}:?(?:\d{2})?)?(?: \(.*\))?)$/.test(rest)
  )
    return null
  const start = ordinal === undefined ? null : new Date(Date.UTC(Number(year), 0, Number(ordinal)))
  return instant(
    {
      year: Number(year),
      month: start === null ? Number(month ?? 1) : start.getUTCMonth() + 1,
      day: start === null ? Number(day ?? 1) : start.getUTCDate(),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
    },
    rest,
    zone,
  )
}

const EAST_ASIAN =
  /(?:(\d{4})|(?:令和|레이와) ?(\d{1,2}|元))\)? ?[년年] ?(\d{1,2}) ?[월月] ?(\d{1,2}) ?[일日号]?(?: ?\(.\)| ?.曜日?| ?.요일| ?(?:星期|周).)?,? ?(.*)$/
const EAST_ASIAN_TIME =
  /^(오전|오후|午前|午後|上午|下午|AM|PM)? ?(\d{1,2}) ?(?:[시時时点] ?(?:(\d{1,2}) ?[분分]?)?|: ?(\d{2}))(?::? ?(\d{1,2}) ?[초秒]?)? ?(.*)$/i
const AFTERNOON = /^(?:오후|午後|下午|pm)$/i

function eastAsian(text: string, zone: string): number | null {
  const dotted = /^(\d{4}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{1,2})\.?(?: ?\(.\))? ?T?(.*)$/.exec(text)
  const match = dotted === null ? EAST_ASIAN.exec(text) : null
  if (dotted === null && match === null) return null
  const year = dotted?.[1] ?? match?.[1] ?? String(2018 + (match?.[2] === '元' ? 1 : Number(match?.[2])))
  const rest = (dotted?.[4] ?? match?.[5] ?? '').trim()
  const time = EAST_ASIAN_TIME.exec(rest)
  if (time === null && rest !== '' && /\d/.test(rest)) return null
  return instant(
    {
      year: Number(year),
      month: Number(dotted?.[2] ?? match?.[3]),
      day: Number(dotted?.[3] ?? match?.[4]),
      hour: hourOf(Number(time?.[2] ?? 0), time?.[1], AFTERNOON),
      minute: Number(time?.[3] ?? time?.[4] ?? 0),
      second: Number(time?.[5] ?? 0),
    },
    time?.[6] ?? '',
    zone,
  )
}

const TIME = /(\d{1,2})[:h](\d{1,2})(?:[:.](\d{1,2})(?:\.\d+)?)?(?![:\d]) ?([ap]\.?m\.?(?![a-z]))?/i

/** Parts in any order: the month by its name, the time by its colon, the year by its length. */
function loose(written: string, zone: string): number | null {
  const text = written
    .replace(/(?<=\d{4},? )(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![.\d])/, (_, ...parts) => timeOf(parts))
    .replace(/(?<!\d)(\d{1,2})(?:월|月)/, (_, month) => MONTH_NAMES[Number(month) - 1] ?? '')
  const time = TIME.exec(text)
  const before = time === null ? text : text.slice(0, time.index)
  const after = time === null ? '' : text.slice(time.index + time[0].length)
  const yearAfter = /(?<![+\-\d])(?:19|20)\d{2}(?!\d)/.exec(after)
  const trailing = yearAfter === null ? after : after.replace(yearAfter[0], ' ')
  const zoned = time === null ? (/ (?:[A-Z]{1,5}|[+-]\d{4})$/.exec(before)?.[0] ?? '') : trailing
  const words = (time === null ? before.slice(0, before.length - zoned.length) : before).match(/\p{L}+|\d+/gu) ?? []
  const numbers = words.filter(word => /^\d+$/.test(word))
  if (yearAfter !== null) numbers.push(yearAfter[0])
  const month = words.map(monthOf).findLast(found => found !== undefined)
  const long = numbers.findIndex(number => number.length === 4)
  if (numbers.some(number => number.length === 3 || number.length > 4)) return null
  let parts: readonly (number | undefined)[]
  if (month !== undefined && numbers.length === 2) {
    const [first, second] = long === 0 ? [numbers[1], numbers[0]] : numbers
    parts = [fullYear(second), month, Number(first)]
  } else if (month === undefined && numbers.length === 3) parts = numeric(numbers, text.includes('.'))
  else return null
  const [year = Number.NaN, wallMonth = Number.NaN, day = Number.NaN] = parts
  const hour = hourOf(Number(time?.[1] ?? 0), time?.[4]?.replaceAll('.', ''), /^pm$/i)
  const wall = { year, month: wallMonth, day, hour, minute: Number(time?.[2] ?? 0), second: Number(time?.[3] ?? 0) }
  return instant(wall, zoned, zone)
}

/** Three numbers without a month's name: only an unambiguous order is read. */
function numeric(numbers: readonly string[], dotted: boolean): readonly (number | undefined)[] {
  const [first = 0, second = 0, third = 0] = numbers.map(Number)
  if (numbers[0]?.length === 4) return [first, second, third]
  if (numbers[2]?.length !== 4) return []
  if (dotted || first > 12) return [third, second, first]
  return second > 12 || first === second ? [third, first, second] : []
}

function hourOf(hour: number, half: string | undefined, afternoon: RegExp): number {
  if (half === undefined || half === '' || hour > 12) return hour
  return (hour % 12) + (afternoon.test(half) ? 12 : 0)
}

function fullYear(digits: string | undefined): number {
  const year = Number(digits ?? Number.NaN)
  return digits?.length === 4 ? year : year + (year < 70 ? 2000 : 1900)
}

function instant(wall: Wall, rest: string, zone: string): number | null {
  const { year, month, day, hour, minute, second } = wall
  if (!(year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate() || hour > 24 || minute > 59 || second > 60) return null
  const utc = Date.UTC(year, month - 1, day, hour, minute, second)
  const offset = offsetOf(rest, zone, utc)
  return offset === null ? wallClock(utc, zone) : utc - offset * 60_000
}

function monthOf(word: string): number | undefined {
  const name = bare(word)
  const known = MONTH_OF.get(name)
  if (known !== undefined || !/^[\p{Script=Cyrillic}\p{Script=Greek}]{3,12}$/u.test(name)) return known
  return MONTH_OF.get(name.slice(0, 3)) ?? MONTH_OF.get(name.slice(0, 4))
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

function timeOf([hour, minute, second]: readonly (string | undefined)[]): string {
  return `${hour}:${minute}:${second ?? '00'}`
}

function bare(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

function monthTable(): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  for (const list of MONTHS) for (const [index, name] of list.split(' ').entries()) table.set(name, index + 1)
  return table
}
