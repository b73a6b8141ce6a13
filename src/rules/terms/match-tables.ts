import { type AutomatonTables, automatonTables } from './automaton.ts'
import { type Form, formsOf } from './form.ts'

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
  /** Groups of phrases, by number: inside of these phrases it does not count. */
  readonly exceptions: readonly number[]
}

/** All that finding words goes by, as plain numbers: it can be written down, or given to another thread. */
export interface MatchTables {
  readonly automaton: AutomatonTables
  /** Length of each folded word. */
  readonly lengths: Uint32Array
  /** Forms of word w stand from places[2w] to places[2w + 1]: ways of writing entries; then to places[2w + 2] phrases that silence. */
  readonly places: Uint32Array
  /** The entry of each form, or the group of phrases. */
  readonly owners: Uint32Array
  /** How it may stand, as bits of FORM. */
  readonly bits: Uint8Array
  /** Place in `spellings` of the letters as they must stand; -1: case says nothing. */
  readonly exact: Int32Array
  readonly spellings: readonly string[]
}

/** Every folded word that is looked for, with what may stand where it is found. */
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
