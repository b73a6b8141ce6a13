/** How often a feed brings something new. */
export interface Cadence {
  /** Ids of the last read's entries: any other is new. */
  readonly known: readonly string[]
  /** ms since 1970 of the newest entry; null: none was read. */
  readonly newestAt: number | null
  /** ms between the last new entries, oldest first. */
  readonly gapsMs: readonly number[]
}

export const NO_CADENCE: Cadence = { known: [], newestAt: null, gapsMs: [] }

/** How many gaps are remembered: a weekly column's month makes few, a wire's day many. */
const GAPS = 50
/** How many entries are remembered by id. */
const KNOWN = 500
/** Fewer gaps teach nothing. */
const LEAST_GAPS = 5
/** No outlet counts as silent sooner: most sleep at night. */
const LEAST_SILENCE_MS = 6 * 3_600_000
const SILENT_TIMES = 4

/**
 * Learns from a read.
 * @param entries ids of all entries in the feed, with when they were published (null: not known)
 * @param now ms since 1970, when they were read; a later date counts as now
 */
export function learnCadence(
  cadence: Cadence,
  entries: readonly { readonly id: string; readonly publishedAt: number | null }[],
  now: number,
): Cadence {
  const known = new Set(cadence.known)
  const fresh = entries.filter(entry => !known.has(entry.id))
  const keep = entries.length === 0 ? cadence.known : entries.slice(0, KNOWN).map(entry => entry.id)
  if (fresh.length === 0) return { ...cadence, known: keep }
  const first = cadence.newestAt === null
  const times = fresh
    // Undated entries of a first read may be of any age; after that, they came since the last poll.
    .flatMap(entry => (entry.publishedAt === null ? (first ? [] : [now]) : [Math.min(entry.publishedAt, now)]))
    .sort((a, b) => a - b)
  let newestAt = cadence.newestAt
  const gaps = [...cadence.gapsMs]
  for (const time of times) {
    if (newestAt !== null && time <= newestAt) continue
    if (newestAt !== null) gaps.push(time - newestAt)
    newestAt = time
  }
  // Something new came, though its date is old: the outlet is alive.
  if (!first && (newestAt === cadence.newestAt || newestAt === null)) newestAt = now
  return { known: keep, newestAt: newestAt ?? now, gapsMs: gaps.slice(-GAPS) }
}

/**
 * New entries a day, from the remembered gaps; entries of one moment count as one.
 * @param now ms since 1970
 * @returns null where too little has been seen
 */
export function entriesADay({ gapsMs, newestAt }: Cadence, now: number): number | null {
  if (newestAt === null || gapsMs.length === 0) return null
  const span = gapsMs.reduce((sum, gap) => sum + gap, 0) + Math.max(0, now - newestAt)
  return span === 0 ? null : (gapsMs.length * 86_400_000) / span
}

/**
 * After how many ms without anything new a feed counts as silent: four times its usual longest gap, at least 6 h.
 * The longest gap of all is left out: one outage must not teach that outages are usual.
 * @returns null where too little has been seen
 */
export function silenceMs(cadence: Cadence): number | null {
  if (cadence.gapsMs.length < LEAST_GAPS) return null
  let longest = 0
  let usual = 0
  for (const gap of cadence.gapsMs) {
    if (gap > longest) {
      usual = longest
      longest = gap
    } else if (gap > usual) usual = gap
  }
  return Math.max(LEAST_SILENCE_MS, SILENT_TIMES * usual)
}
