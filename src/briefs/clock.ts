import { offsetOf } from '../feeds/zones.ts'
import { remember } from '../text/remember.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Time } from './times.ts'

/** How far a time of day may stand from its day (characters). */
const NEAR = 30
const ZONES = 'KST|JST|GMT|UTC|EST|EDT|ET|PST|PDT|PT|CST|CDT|CET|CEST|SGT|HKT'
const englishOf = remember(
  ({ clockNames }: Gazetteer) =>
    new RegExp(
      `\\b(\\d{1,2})(?:[:.](\\d\\d))? ?([ap])\\.?m\\.?,?(?: in)? \\(?(${ZONES}|(?:${clockNames})(?: (?:standard|daylight))?(?: time)?)\\b`,
      'iu',
    ),
)
const KOREAN = /한국\s?시간(?:으로)?\s?(오전|오후) ?(\d{1,2})시(?: ?(\d{1,2})분)?/u
const JAPANESE = /日本時間(午前|午後)(\d{1,2})時(?:(\d{1,2})分)?/u

/**
 * The instant of a day beside which its sentence states a time of day with its zone; null where either is missing or not certain.
 * @param day ms since 1970 of the day's midnight as if in UTC
 * @param gazetteer whose time a place's name is
 */
export function clockBeside(sentence: string, time: Time, day: number, gazetteer: Gazetteer): number | null {
  const near = sentence.slice(Math.max(0, time.start - NEAR), time.end + NEAR + 20)
  const east = KOREAN.exec(near) ?? JAPANESE.exec(near)
  if (east !== null) {
    const half = /오후|午後/.test(east[1] ?? '') ? 12 : 0
    return instant(day, (Number(east[2]) % 12) + half, Number(east[3] ?? 0), 'KST')
  }
  const hit = englishOf(gazetteer).exec(near)
  if (hit === null) return null
  const half = hit[3]?.toLowerCase() === 'p' ? 12 : 0
  const named = (hit[4] ?? '').toLowerCase().replace(/ (?:standard|daylight)| time/g, '')
  return instant(
    day,
    (Number(hit[1]) % 12) + half,
    Number(hit[2] ?? 0),
    gazetteer.clocks.get(named) ?? (hit[4] ?? '').toUpperCase(),
  )
}

function instant(day: number, hour: number, minute: number, zone: string): number | null {
  if (hour > 23 || minute > 59) return null
  const wall = day + (hour * 60 + minute) * 60_000
  const offset = offsetOf(zone, 'UTC', wall)
  return offset === null ? null : wall - offset * 60_000
}
