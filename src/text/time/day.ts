const WEEKDAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/**
 * A calendar day as text, the same for every reader in every zone: "Fri 5 Dec", "Fri 5 Dec 2025" if its year is not `year`,
 * "June 2026" for a month. A day is not an instant: shown as one, it would be another day for readers elsewhere. A non-date is
 * returned unchanged.
 * @param date YYYY-MM-DD or YYYY-MM
 * @param year the reader's year, left out of the text
 */
export function renderDay(date: string, year?: number): string {
  const read = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(date)
  if (read === null) return date
  const month = MONTHS[Number(read[2]) - 1]
  const weekday = WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()]
  if (month === undefined) return date
  if (read[3] === undefined) return `${month} ${read[1]}`
  if (weekday === undefined) return date
  const own = year === undefined || year === Number(read[1]) ? '' : ` ${read[1]}`
  return `${weekday} ${Number(read[3])} ${month.slice(0, 3)}${own}`
}
