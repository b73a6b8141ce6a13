import { dateIn, renderClockTime } from '../../text/time/clock-time.ts'
import { renderDay } from '../../text/time/day.ts'

/** A backslash escape, or the markup that our messages use: links, timestamps, strikes, bold. Untrusted markup is escaped. */
const MARKUP =
  /\\(?<literal>[^0-9A-Za-z\s])|\[(?<label>(?:\\.|[^\]\\])*)\]\((?:https?|attachment):[^)\s]*\)|<t:(?<seconds>\d+)(?::\w)?>|~~(?<struck>(?:\\.|[^~\\])*)~~|\*\*/g

/** A text of ours without its markup, for the terminal. Timestamps are written in the zone. */
export function plainText(text: string, timeZone: string): string {
  return text.replace(MARKUP, (...found) => {
    const { literal, label, seconds, struck } = found.at(-1) as Readonly<Record<string, string | undefined>>
    if (literal !== undefined) return literal
    if (label !== undefined) return plainText(label, timeZone)
    if (struck !== undefined) return `${plainText(struck, timeZone)} (withdrawn)`
    if (seconds === undefined) return ''
    const at = Number(seconds) * 1000
    return `${renderDay(dateIn(at, timeZone))}, ${renderClockTime(at, timeZone)}`
  })
}
