import { offsetOf } from '../feeds/zones.ts'
import type { Time } from './times.ts'

/** How far a time of day may stand from its day (characters). */
const NEAR = 30
const ZONES = 'KST|JST|GMT|UTC|EST|EDT|ET|PST|PDT|PT|CST|CDT|CET|CEST|SGT|HKT'
const ENGLISH = new RegExp(
  `\\b(\\d{1,2})(?:[:.](\\d\\d))? ?([ap])\\.?m\\.?,?(?: in)? \\(?(${ZONES}|(?:Singapore|Hanoi|Korean|Seoul|Pyongyang|Japan|Tokyo|Eastern|Washington|New York)(?: (?:standard|daylight))?(?: time)?)\\b`,
  'iu',
)
const KOREAN = /한국\s?시간(?:으로)?\s?(오전|오후) ?(\d{1,2})시(?: ?(\d{1,2})분)?/u
const JAPANESE = /日本時間(午前|午後)(\d{1,2})時(?:(\d{1,2})分)?/u
const BY_PLACE: Readonly<Record<string, string>> = {
  singapore: 'SGT',
  hanoi: '+0700',
  korean: 'KST',
  seoul: 'KST',
  pyongyang: 'KST',
  japan: 'JST',
  tokyo: 'JST',
  eastern: 'ET',
  washington: 'ET',
  'new york': 'ET',
}

/**
 * The instant of a day beside which its sentence states a time of day with its zone; null where either is missing or not certain.
 * @param day ms since 1970 of the day's midnight as if in UTC
 */
export function clockBeside(sentence: string, time: Time, day: number): number | null {
  const near = sentence.slice(Math.max(0, time.start - NEAR), time.end + NEAR + 20)
  const east = KOREAN.exec(near) ?? JAPANESE.exec(near)
  if (east !== null) {
    const half = /오후|午後/.test(east[1] ?? '') ? 12 : 0
    return instant(day, (Number(east[2]) % 12) + half, Number(east[3] ?? 0), 'KST')
  }
  const hit = ENGLISH.exec(near)
  if (hit === null) return null
  const half = hit[3]?.toLowerCase() === 'p' ? 12 : 0
  const named = (hit[4] ?? '').toLowerCase().replace(/ (?:standard|daylight)| time/g, '')
  return instant(
    day,
    (Number(hit[1]) % 12) + half,
    Number(hit[2] ?? 0),
    BY_PLACE[named] ?? (hit[4] ?? '').toUpperCase(),
  )
}

function instant(day: number, hour: number, minute: number, zone: string): number | null {
  if (hour > 23 || minute > 59) return null
  const wall = day + (hour * 60 + minute) * 60_000
  const offset = offsetOf(zone, 'UTC', wall)
  return offset === null ? null : wall - offset * 60_000
}
