/** Zone names as feeds write them, in minutes east of Greenwich. */
const OFFSETS: Readonly<Record<string, number>> = Object.fromEntries(
  `Z 0 UT 0 UTC 0 GMT 0 WET 0 WEST 60 BST 60 CET 60 CEST 120 MET 60 MEST 120 MEZ 60 MESZ 120 EET 120 EEST 180 MSK 180 MSD 240 TRT 180
  SAST 120 CAT 120 EAT 180 WAT 60 GST 240 PKT 300 IST 330 NPT 345 BDT 360 MMT 390 ICT 420 WIB 420 KRAT 420 CCT 480 HKT 480 SGT 480 MYT 480
  PHT 480 AWST 480 ULAT 480 IRKT 480 KST 540 JST 540 WIT 540 YAKT 540 ACST 570 ACDT 630 AEST 600 AEDT 660 VLAT 600 MAGT 660 NZST 720 NZDT 780
  NST -210 NDT -150 AST -240 ADT -180 AT -240 BRT -180 ART -180 EST -300 EDT -240 ET -300 CST -360 CDT -300 CT -360 MST -420 MDT -360 MT -420
  PST -480 PDT -420 PT -480 AKST -540 AKDT -480 HST -600 HDT -540 A 60 N -60`
    .trim()
    .split(/\s+(?=[A-Z])/)
    .map(pair => pair.split(' '))
    .map(([name, minutes]) => [name, Number(minutes)]),
)
/** Abbreviations that mean a different offset to outlets in these zones. */
const LOCAL: readonly (readonly [name: string, zone: RegExp, minutes: number])[] = [
  ['CST', /^Asia\/|^PRC$|^ROC$/, 480],
  ['IST', /^Asia\/(?:Jerusalem|Tel_Aviv)$/, 120],
  ['IST', /^Europe\/Dublin$/, 60],
  ['BST', /^Asia\/(?:Dhaka|Thimphu)$/, 360],
]
/** Names used for summer and winter time alike. */
const SEASONAL: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
}

const formats = new Map<string, Intl.DateTimeFormat | null>()

/**
 * The offset that follows a time: +0900, +9, GMT+09:00, KST, (JST), Etc/GMT, Asia/Seoul.
 * @param zone the outlet's IANA zone, for ambiguous names
 * @param wall the time as if it were UTC
 * @returns minutes east of Greenwich; null if the text is no known offset
 */
export function offsetOf(text: string, zone: string, wall: number): number | null {
  const numbers = /^[^+\-−\d]{0,12}?(?:^|\b|[ (])(?:GMT|UTC|UT|Z)? ?([+\-−]) ?(\d{1,2})(?::?(\d{2}))?\b/i.exec(text)
  if (numbers !== null) {
    const minutes = Number(numbers[2]) * 60 + Number(numbers[3] ?? 0)
    if (minutes <= 15 * 60) return numbers[1] === '+' ? minutes : -minutes
  }
  const named = /\b([A-Z][A-Za-z]+\/[A-Z][A-Za-z_/]+)\b/.exec(text)?.[1]
  if (named !== undefined && format(named) !== null) return (wall - (wallClock(wall, named) ?? wall)) / 60_000
  const name = /[A-Za-z]+/.exec(text)?.[0]?.toUpperCase() ?? ''
  const local = LOCAL.find(([short, where]) => short === name && where.test(zone))
  if (local !== undefined) return local[2]
  const seasonal = SEASONAL[name]
  if (seasonal !== undefined) return (wall - (wallClock(wall, seasonal) ?? wall)) / 60_000
  return Object.hasOwn(OFFSETS, name) ? (OFFSETS[name] ?? null) : null
}

/** The instant (ms since 1970) at which clocks in a zone show the time `wall`; an unknown zone counts as UTC. */
export function wallClock(wall: number, zone: string): number {
  if (zone === 'UTC' || zone === '') return wall
  const first = wall - shift(wall, zone)
  return wall - shift(first, zone)
}

function shift(at: number, zone: string): number {
  const parts = format(zone)?.formatToParts(new Date(at)) ?? []
  if (parts.length === 0) return 0
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(one => one.type === type)?.value ?? 0)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at / 1000) * 1000
}

function format(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  let made: Intl.DateTimeFormat | null = null
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // This machine's Intl does not know the zone.
  }
  // The names come from untrusted texts: the cache holds no more than there are zones.
  if (formats.size < 700) formats.set(zone, made)
  return made
}
