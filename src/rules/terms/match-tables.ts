import { type AutomatonTables, automatonTables } from './automaton.ts'
import { type Form, formsOf } from './form.ts'

/** One thing to find, under all its names. */
export interface Entry {
  /** The term's id, or the words of a rule in quotes. */
  readonly id: string
  /** Names as people write them; `*` at the end means any ending. */
  readonly names: readonly string[]
  /** null: only for all-capital names of at most four letters. */
  readonly exactCase: boolean | null
  /** Languages of the texts in which it counts; empty: all. */
  readonly languages: readonly string[]
  /** Numbers of groups of phrases inside which it does not count. */
  readonly exceptions: readonly number[]
}

/** The tables of a matcher, as plain numbers that can be stored or passed to another thread. */
export interface MatchTables {
  readonly automaton: AutomatonTables
  /** Length of each folded word. */
  readonly lengths: Uint32Array
  /** The forms of word w are at places[2w] to places[2w + 1], and its silencing phrases from there to places[2w + 2]. */
  readonly places: Uint32Array
  /** The entry of each form, or the group of phrases. */
  readonly owners: Uint32Array
  /** Bits of FORM of each form. */
  readonly bits: Uint8Array
  /** Index in `spellings` of the letters with the case they must have; -1: case does not matter. */
  readonly exact: Int32Array
  readonly spellings: readonly string[]
}

/** Builds the tables: every folded word, with the forms and phrases that it may be. */
export function matchTables(entries: readonly Entry[], exceptions: readonly (readonly string[])[]): MatchTables {
  const words = new Map<string, { readonly forms: Form[]; readonly silences: Form[] }>()
  let count = 0
  const at = (folded: string) => {
    count += 1
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
    for (const phrase of phrases)
      for (const form of formsOf([phrase], false, group)) at(form.folded).silences.push(form)
  })
  const places = new Uint32Array(2 * words.size + 1)
  const owners = new Uint32Array(count)
  const bits = new Uint8Array(count)
  const exact = new Int32Array(count).fill(-1)
  const spellings = new Map<string, number>()
  let place = 0
  let half = 0
  for (const { forms, silences } of words.values())
    for (const part of [forms, silences]) {
      for (const form of part) {
        owners[place] = form.entry
        bits[place] = form.bits
        if (form.exact !== null) {
          const known = spellings.get(form.exact) ?? spellings.size
          spellings.set(form.exact, known)
          exact[place] = known
        }
        place += 1
      }
      half += 1
      places[half] = place
    }
  const keys = [...words.keys()]
  const lengths = Uint32Array.from(keys, word => word.length)
  return { automaton: automatonTables(keys), lengths, places, owners, bits, exact, spellings: [...spellings.keys()] }
}
