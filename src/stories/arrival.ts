const DAY_MS = 86_400_000

/**
 * The time of an item in a stream, from a date that may name a moment, a day, a month, a year or nothing. A date that is less exact than
 * the clock is taken to be the clock's where that lies within it, else its beginning.
 * @param text ISO 8601, whole or cut
 * @param clock ms since 1970: the newest time that the stream has shown
 */
export function arrivalOf(text: string, clock: number): number {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim())
  if (match === null) {
    const at = Date.parse(text)
    return Number.isNaN(at) ? clock : at
  }
  const [, year = '', month, day] = match
  const start = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))
  const end =
    day !== undefined
      ? start + DAY_MS
      : month !== undefined
        ? Date.UTC(Number(year), Number(month), 1)
        : Date.UTC(Number(year) + 1, 0, 1)
  return clock >= start && clock < end ? clock : start
}
