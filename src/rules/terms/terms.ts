import { foldText } from '../../text/fold/fold.ts'
import { guessLanguage } from '../../text/fold/language.ts'
import { compileMatcher, type Matcher, placeOf } from './match.ts'
import type { Entry } from './match-tables.ts'

/** A term of config/terms.yaml with defaults filled in. */
export interface TermSpec {
  readonly term: string
  /** Other names, romanisations and languages. */
  readonly also: readonly string[]
  /** Longer phrases in which it does not count. */
  readonly except: readonly string[]
  /** Other lists that it counts for as well. */
  readonly countsFor: readonly string[]
  /** null: only for all-capital names of at most four letters. */
  readonly exactCase: boolean | null
  /** Languages of the texts in which it counts; empty: all. */
  readonly languages: readonly string[]
}

export interface ListSpec {
  readonly about: string
  /** Lists whose terms count for this one too. */
  readonly includes: readonly string[]
  /** Phrases in which none of its terms counts. */
  readonly except: readonly string[]
  /** The side whose people in people.yaml it includes. */
  readonly people?: string | undefined
  readonly terms: readonly TermSpec[]
}

/** config/terms.yaml, valid. */
export interface TermsFile {
  readonly lists: Readonly<Record<string, ListSpec>>
}

/** A term with every list that it counts for. */
export interface Term {
  readonly id: string
  readonly name: string
  readonly lists: readonly string[]
}

/** A term found in a text, with the words as written there; offsets in UTF-16 units. */
export interface TermHit {
  readonly term: string
  readonly lists: readonly string[]
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface TermIndex {
  /** Names of the lists, in file order. */
  readonly lists: readonly string[]
  readonly terms: readonly Term[]
  /** The matcher's entries: entry i is term i. */
  readonly entries: readonly Entry[]
  readonly exceptions: readonly (readonly string[])[]
  /** Every term in a text, in the order in which the words end. @param language guessed from the script if omitted */
  scan(text: string, language?: string): readonly TermHit[]
}

/** Compiles a valid terms file. */
export function compileTerms(file: TermsFile): TermIndex {
  const above = listsAbove(file)
  const terms: Term[] = []
  const entries: Entry[] = []
  const exceptions: string[][] = []
  const group = (phrases: readonly string[]) => {
    if (phrases.length === 0) return []
    exceptions.push([...phrases])
    return [exceptions.length - 1]
  }
  for (const [name, list] of Object.entries(file.lists)) {
    const shared = group(list.except)
    for (const spec of list.terms) {
      const lists = new Set<string>()
      for (const own of [name, ...spec.countsFor]) for (const each of above.get(own) ?? [own]) lists.add(each)
      const id = termId(spec.term)
      terms.push({ id, name: spec.term, lists: [...lists] })
      entries.push({
        id,
        names: [spec.term, ...spec.also],
        exactCase: spec.exactCase,
        languages: spec.languages,
        exceptions: [...shared, ...group(spec.except)],
      })
    }
  }
  // Built at the first scan: if rules are compiled with these terms, their matcher finds the terms too.
  let matcher: Matcher | null = null
  const scan = termScanner(terms, () => (matcher ??= compileMatcher(entries, exceptions)))
  return { lists: Object.keys(file.lists), terms, entries, exceptions, scan }
}

/** A scan for terms with a matcher whose first entries are these terms. */
export function termScanner(terms: readonly Term[], matcher: () => Matcher): TermIndex['scan'] {
  return (text, language = guessLanguage(text)) => {
    const scanned = matcher().scan(text, language, 3, terms.length)
    const hits: TermHit[] = []
    scanned.entries.forEach((entry, hit) => {
      const term = terms[entry]
      if (term === undefined) return
      const { start, end } = placeOf(scanned, hit)
      const last = hits.at(-1)
      if (last?.term === term.id && last.start === start && last.end === end) return
      hits.push({ term: term.id, lists: term.lists, start, end, text: text.slice(start, end) })
    })
    return hits
  }
}

/** A term's id: its name folded, with hyphens between the words. */
export function termId(name: string): string {
  return foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/** For each list: itself and every list that includes it, directly or through others. */
function listsAbove(file: TermsFile): ReadonlyMap<string, readonly string[]> {
  const includedBy = new Map<string, string[]>()
  for (const [name, list] of Object.entries(file.lists))
    for (const each of list.includes) includedBy.set(each, [...(includedBy.get(each) ?? []), name])
  const above = new Map<string, readonly string[]>()
  for (const name of Object.keys(file.lists)) {
    const reached = new Set([name])
    for (const each of reached) for (const other of includedBy.get(each) ?? []) reached.add(other)
    above.set(name, [...reached])
  }
  return above
}
