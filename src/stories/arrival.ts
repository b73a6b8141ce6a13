const DAY_MS = 86_400_000

/** A moment, or the span that contains it if a date names only a day, a month or a year. */
interface Span {
  readonly from: number
  /** The last ms of it. */
  readonly to: number
}

/**
 * The times of items in a stream, from dates that may name a moment, a day, a month, a year or nothing. A date that is less exact than a
 * moment counts as the latest moment that the order of arrival allows: that of the next item, at most its own end.
 * @param texts ISO 8601, whole or cut, in order of arrival
 * @returns ms since 1970, one for each
 */
export function arrivalsOf(texts: readonly string[]): readonly number[] {
  const spans = texts.map(spanOf)
  const times: number[] = []
  let next = Number.POSITIVE_INFINITY
  for (const span of [...spans].reverse()) {
    if (span !== null) next = span.from === span.to ? span.from : Math.max(span.from, Math.min(span.to, next))
    times.unshift(span === null && next === Number.POSITIVE_INFINITY ? Number.NaN : next)
  }
  // Items without a later date arrive with the item before them.
  let before = 0
  return times.map(time => {
    before = Number.isNaN(time) ? before : time
    return before
  })
}

function spanOf(text: string): Span | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim())
  if (match === null) {
    const at = Date.parse(text)
    return Number.isNaN(at) ? null : { from: at, to: at }
  }
  const [, year = '', month, day] = match
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1))
  const end =
    day !== undefined
      ? from + DAY_MS
      : month !== undefined
        ? Date.UTC(Number(year), Number(month), 1)
        : Date.UTC(Number(year) + 1, 0, 1)
  return { from, to: end - 1 }
}
