import { offsetOf } from '../../feeds/dates/zones.ts'
import { LANGUAGES } from '../../language/known-languages.ts'
import { remember } from '../../text/remember.ts'
import type { Gazetteer } from '../places/gazetteer.ts'
import type { Time } from './times.ts'

/** How far a time of day may be from its day (characters). */
const NEAR = 30
const ZONES = 'KST|JST|GMT|UTC|EST|EDT|ET|PST|PDT|PT|CST|CDT|CET|CEST|SGT|HKT'
const englishOf = remember(
  ({ clockNames }: Gazetteer) =>
    new RegExp(
      `\\b(\\d{1,2})(?:[:.](\\d\\d))? ?([ap])\\.?m\\.?,?(?: in)? \\(?(${ZONES}|(?:${clockNames})(?: (?:standard|daylight))?(?: time)?)\\b`,
      'iu',
    ),
)
const CLOCKS = LANGUAGES.flatMap(({ clock }) => clock ?? [])

/**
 * The instant (ms since 1970) of a day for which the sentence gives a time of day and its zone; null if either is missing or uncertain.
 * @param day ms since 1970 of the day's midnight as if in UTC
 * @param gazetteer whose time a place's name is
 */
export function clockBeside(sentence: string, time: Time, day: number, gazetteer: Gazetteer): number | null {
  const near = sentence.slice(Math.max(0, time.start - NEAR), time.end + NEAR + 20)
  for (const { pattern, zone, afternoon } of CLOCKS) {
    const own = pattern.exec(near)
    if (own === null) continue
    const half = own[1] === afternoon ? 12 : 0
    return instant(day, (Number(own[2]) % 12) + half, Number(own[3] ?? 0), zone)
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
