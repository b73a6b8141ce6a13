const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const IMF = /^[a-z]{3},? (\d{1,2})[ -]([a-z]{3})[ -](\d{4}|\d{2}) (\d{2}):(\d{2}):(\d{2})(?: gmt| utc| [+-]0000)?$/i
const ASCTIME = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i
const RFC850 = /^[a-z]+day, (\d{1,2})-([a-z]{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) gmt$/i

/**
 * Reads a date of an HTTP header in its three forms (RFC 9110, 5.6.7).
 * @returns ms since 1970; null if it is no date, such as the "0" of many Expires headers
 */
export function parseHttpDate(text: string): number | null {
  const trimmed = text.trim()
  const match = IMF.exec(trimmed) ?? RFC850.exec(trimmed)
  if (match !== null) return timeOf(match[3], match[2], match[1], match.slice(4))
  const asctime = ASCTIME.exec(trimmed)
  return asctime === null ? null : timeOf(asctime[6], asctime[1], asctime[2], asctime.slice(3, 6))
}

function timeOf(year = '', month = '', day = '', clock: readonly string[]): number | null {
  const index = MONTHS.indexOf(month.toLowerCase())
  const [hour = 0, minute = 0, second = 0] = clock.map(Number)
  if (index < 0 || hour > 23 || minute > 59 || second > 60 || Number(day) < 1 || Number(day) > 31) return null
  // Two digits: 70 to 99 are 1970 to 1999, the rest 2000 to 2069; no server writes of 1950.
  const full = year.length === 2 ? 2000 + Number(year) - (Number(year) >= 70 ? 100 : 0) : Number(year)
  return Date.UTC(full, index, Number(day), hour, minute, second)
}
