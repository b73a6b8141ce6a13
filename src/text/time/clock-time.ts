/** Zones with abbreviations that Intl does not give in English (CLDR has "GMT+9" for them). */
const NAMES: Readonly<Record<string, string>> = {
  'Asia/Seoul': 'KST',
  'Asia/Pyongyang': 'KST',
  'Asia/Tokyo': 'JST',
  UTC: 'UTC',
}

/**
 * The time of day with its zone's abbreviation: "14:35 KST", "09:05 EST"; "10:00 GMT+3" if the zone has none in English.
 * @param at ms since 1970
 * @param timeZone IANA zone
 */
export function renderClockTime(at: number, timeZone: string): string {
  const date = new Date(at)
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(date)
  return `${time} ${NAMES[timeZone] ?? zoneName(date, timeZone)}`
}

/** The calendar day of an instant in a zone as YYYY-MM-DD. */
export function dateIn(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(new Date(at))
}

/** An instant to the minute, with its day and zone: "2026-11-28 13:05 UTC". @param at ms since 1970 @param timeZone IANA zone */
export function renderMinute(at: number, timeZone: string): string {
  return `${dateIn(at, timeZone)} ${renderClockTime(at, timeZone)}`
}

/** American and European abbreviations are in different locales. */
function zoneName(date: Date, timeZone: string): string {
  const names = ['en-US', 'en-GB'].map(locale => {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short', timeZone }).formatToParts(date)
    return parts.find(part => part.type === 'timeZoneName')?.value ?? timeZone
  })
  return names.find(name => !/[+-]/.test(name)) ?? names[0] ?? timeZone
}
