import { type Folded, FoldRoom, fold } from '../../text/fold/fold.ts'
import { SCRIPT, scriptOf } from '../../text/fold/words.ts'
import { automatonOf } from './automaton.ts'
import { borderedEnd, type Place } from './form.ts'
import { type Entry, type MatchTables, matchTables } from './match-tables.ts'

/** The hits in one text; the arrays are parallel, in the order in which the hits end. */
export interface Scan {
  readonly text: string
  readonly folded: Folded
  readonly entries: readonly number[]
  /** Offsets in the folded text. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** One for each field of an item, and one for scans whose hits are used immediately. */
export type Slot = 0 | 1 | 2 | 3

/** The buffers of longer texts are not kept for reuse. */
const LONGEST_KEPT = 100_000

export interface Matcher {
  readonly entries: readonly Entry[]
  /** Its tables, built now if they were not yet. */
  tables(): MatchTables
  /**
   * One pass over the text for all entries. Linear in its length.
   * @param language BCP 47 primary language; '' matches entries of every language
   * @param slot scans with the same slot share memory: a scan is valid only until the next one with its slot
   * @param first only this many first entries count; default: all
   */
  scan(text: string, language: string, slot: Slot, first?: number): Scan
}

/**
 * Compiles entries and the groups of phrases that silence them.
 * @param before the tables of the same entries and phrases, if they were built before
 */
export function compileMatcher(
  entries: readonly Entry[],
  exceptions: readonly (readonly string[])[],
  before: MatchTables | null = null,
): Matcher {
  // Built at the first scan: a comparison of rules uses only one of several matchers.
  let tables = before
  let made: Finder | null = null
  const known = () => (tables ??= matchTables(entries, exceptions))
  const rooms = [new FoldRoom(), new FoldRoom(), new FoldRoom(), new FoldRoom()] as const
  return {
    entries,
    tables: known,
    scan(text, language, slot, first = entries.length) {
      made ??= finderOf(known(), entries)
      const folded = fold(text, text.length > LONGEST_KEPT ? new FoldRoom() : rooms[slot])
      return made(text, folded, language, first)
    },
  }
}

type Finder = (text: string, folded: Folded, language: string, first: number) => Scan

function finderOf(tables: MatchTables, entries: readonly Entry[]): Finder {
  const { lengths, places, owners, bits, exact, spellings } = tables
  const automaton = automatonOf(tables.automaton)
  const exactOf = (form: number) => spellings[exact[form] ?? -1] ?? null
  return (text, folded, language, first) => {
    const found = { entries: [] as number[], starts: [] as number[], ends: [] as number[] }
    let silenced: Map<number, Spans> | null = null
    const place: Place = { text, folded, capitals: null, hangulEnds: null }
    automaton.scan(folded.units, folded.length, (word, end) => {
      const start = end - (lengths[word] ?? 0)
      const middle = places[2 * word + 1] ?? 0
      const last = places[2 * word + 2] ?? 0
      for (let form = places[2 * word] ?? 0; form < middle; form += 1) {
        const owner = owners[form] ?? 0
        const entry = entries[owner]
        if (entry === undefined || owner >= first) continue
        if (language !== '' && entry.languages.length > 0 && !entry.languages.includes(language)) continue
        const to = borderedEnd(place, start, end, bits[form] ?? 0, exactOf(form))
        if (to < 0) continue
        if (scriptOf(folded.units[end - 1] ?? 0) === SCRIPT.hangul) {
          place.hangulEnds ??= new Uint8Array(folded.length + 1)
          place.hangulEnds[end] = 1
        }
        found.entries.push(owner)
        found.starts.push(start)
        found.ends.push(to)
      }
      for (let form = middle; form < last; form += 1) {
        const to = borderedEnd(place, start, end, bits[form] ?? 0, exactOf(form))
        if (to < 0) continue
        silenced ??= new Map()
        addSpan(silenced, owners[form] ?? 0, start, to)
      }
    })
    if (silenced === null) return { text, folded, ...found }
    return { text, folded, ...withoutSilenced(found, entries, silenced) }
  }
}

interface Spans {
  readonly starts: number[]
  readonly ends: number[]
}

/** Phrases come in order of their ends; a span contained in a later one of its group is dropped, which keeps both lists sorted. */
function addSpan(silenced: Map<number, Spans>, group: number, start: number, end: number): void {
  const spans = silenced.get(group) ?? { starts: [], ends: [] }
  silenced.set(group, spans)
  while (spans.starts.length > 0 && (spans.starts.at(-1) ?? 0) >= start) {
    spans.starts.pop()
    spans.ends.pop()
  }
  spans.starts.push(start)
  spans.ends.push(end)
}

function withoutSilenced(
  found: Pick<Scan, 'entries' | 'starts' | 'ends'>,
  entries: readonly Entry[],
  silenced: ReadonlyMap<number, Spans>,
): Pick<Scan, 'entries' | 'starts' | 'ends'> {
  const kept = { entries: [] as number[], starts: [] as number[], ends: [] as number[] }
  found.entries.forEach((index, hit) => {
    const start = found.starts[hit] ?? 0
    const end = found.ends[hit] ?? 0
    const silent = entries[index]?.exceptions.some(group => overlaps(silenced.get(group), start, end)) ?? false
    if (silent) return
    kept.entries.push(index)
    kept.starts.push(start)
    kept.ends.push(end)
  })
  return kept
}

/** Whether a hit overlaps one of the phrases: "Trump-Kim" overlaps the phrase in "Trump-Kim Kardashian". */
function overlaps(spans: Spans | undefined, start: number, end: number): boolean {
  if (spans === undefined) return false
  let low = 0
  let high = spans.ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans.ends[middle] ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return low < spans.starts.length && (spans.starts[low] ?? 0) < end
}

/** Where a hit is in the original text. */
export function placeOf(scan: Scan, hit: number): { readonly start: number; readonly end: number } {
  const start = scan.starts[hit] ?? 0
  const end = scan.ends[hit] ?? start + 1
  return { start: scan.folded.from[start] ?? 0, end: scan.folded.to[end - 1] ?? 0 }
}
