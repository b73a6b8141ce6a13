import { type Folded, FoldRoom, fold } from '../text/fold.ts'
import { SCRIPT, scriptOf } from '../text/words.ts'
import { type Automaton, buildAutomaton } from './automaton.ts'
import { borderedEnd, type Form, formsOf, type Place } from './form.ts'

/** What is looked for: one thing under all its names. */
export interface Entry {
  /** The term's id, or the words of a rule in quotes. */
  readonly id: string
  /** Names as a person writes them; `*` at the end stands for any ending. */
  readonly names: readonly string[]
  /** null: exact for names of at most four letters, all of them capitals. */
  readonly exactCase: boolean | null
  /** Languages of the texts in which it counts; none: all. */
  readonly languages: readonly string[]
  /** Places in `Matcher.exceptions`: inside of these phrases it does not count. */
  readonly exceptions: readonly number[]
}

/** Where entries stand in one text; the arrays run in parallel, in the order in which the hits end. */
export interface Scan {
  readonly text: string
  readonly folded: Folded
  readonly entries: readonly number[]
  /** Places in the folded text. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** One for each field of an item, and one for scans whose hits are taken at once. */
export type Slot = 0 | 1 | 2 | 3

/** The memory of longer texts is not kept. */
const LONGEST_KEPT = 100_000

export interface Matcher {
  readonly entries: readonly Entry[]
  /**
   * One pass over the text for all entries. Linear in its length.
   * @param language '' counts for all
   * @param slot scans with one slot share their memory: a scan is of use only until the next one with its slot
   * @param first of the entries so many count, as if there were no others; default: all
   */
  scan(text: string, language: string, slot: Slot, first?: number): Scan
}

/** Compiles entries and the groups of phrases that silence them. */
export function compileMatcher(entries: readonly Entry[], exceptions: readonly (readonly string[])[]): Matcher {
  const { table, words } = tableOf(entries, exceptions)
  const lengths = Uint32Array.from(words, word => word.length)
  let spellings = words
  // Built at the first scan: a comparison of rules reads with one matcher of several.
  let automaton: Automaton | null = null
  const rooms = [new FoldRoom(), new FoldRoom(), new FoldRoom(), new FoldRoom()] as const
  return {
    entries,
    scan(text, language, slot, first = entries.length) {
      const folded = fold(text, text.length > LONGEST_KEPT ? new FoldRoom() : rooms[slot])
      const found = { entries: [] as number[], starts: [] as number[], ends: [] as number[] }
      let silenced: Map<number, Spans> | null = null
      const place: Place = { text, folded, capitals: null, hangulEnds: null }
      if (automaton === null) {
        automaton = buildAutomaton(spellings)
        spellings = []
      }
      automaton.scan(folded.units, folded.length, (word, end) => {
        const row = table[word]
        if (row === undefined) return
        const start = end - (lengths[word] ?? 0)
        for (const form of row.forms) {
          const entry = entries[form.entry]
          if (entry === undefined || form.entry >= first) continue
          if (language !== '' && entry.languages.length > 0 && !entry.languages.includes(language)) continue
          const to = borderedEnd(place, start, end, form)
          if (to < 0) continue
          if (scriptOf(folded.units[end - 1] ?? 0) === SCRIPT.hangul) {
            place.hangulEnds ??= new Uint8Array(folded.length + 1)
            place.hangulEnds[end] = 1
          }
          found.entries.push(form.entry)
          found.starts.push(start)
          found.ends.push(to)
        }
        for (const form of row.silences) {
          const to = borderedEnd(place, start, end, form)
          if (to < 0) continue
          silenced ??= new Map()
          addSpan(silenced, form.entry, start, to)
        }
      })
      if (silenced === null) return { text, folded, ...found }
      return { text, folded, ...withoutSilenced(found, entries, silenced) }
    },
  }
}

/** What may stand where a word is found: ways of writing entries, and phrases that silence them. */
interface Row {
  readonly forms: readonly Form[]
  readonly silences: readonly Form[]
}

/** Every folded word that is looked for, and its row at the same place. */
function tableOf(
  entries: readonly Entry[],
  exceptions: readonly (readonly string[])[],
): { readonly table: readonly Row[]; readonly words: readonly string[] } {
  const words = new Map<string, { readonly forms: Form[]; readonly silences: Form[] }>()
  const at = (folded: string) => {
    const known = words.get(folded)
    if (known !== undefined) return known
    const made = { forms: [], silences: [] }
    words.set(folded, made)
    return made
  }
  entries.forEach((entry, index) => {
    for (const form of formsOf(entry.names, entry.exactCase, index)) at(form.folded).forms.push(form)
  })
  exceptions.forEach((phrases, group) => {
    for (const phrase of phrases) {
      for (const form of formsOf([phrase], false, group)) at(form.folded).silences.push(form)
    }
  })
  // Copied to their length: an array that grew by pushing keeps room for sixteen more, and there are tens of thousands.
  const table = [...words.values()].map(row => ({ forms: exactly(row.forms), silences: exactly(row.silences) }))
  return { table, words: [...words.keys()] }
}

const NONE: readonly Form[] = []

function exactly(forms: readonly Form[]): readonly Form[] {
  return forms.length === 0 ? NONE : forms.slice()
}

interface Spans {
  readonly starts: number[]
  readonly ends: number[]
}

/** Phrases come in the order of their ends; those of one group that begin later and end later leave both lists sorted. */
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

/** Whether a hit shares a letter with one of the phrases: "Trump-Kim" does with the phrase in "Trump-Kim Kardashian". */
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

/** The original place of a hit. */
export function placeOf(scan: Scan, hit: number): { readonly start: number; readonly end: number } {
  const start = scan.starts[hit] ?? 0
  const end = scan.ends[hit] ?? start + 1
  return { start: scan.folded.from[start] ?? 0, end: scan.folded.to[end - 1] ?? 0 }
}
