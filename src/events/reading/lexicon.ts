import { inflect } from '../../language/en/inflect.ts'
import { LANGUAGES } from '../../language/known-languages.ts'
import { compileMatcher, placeOf } from '../../rules/terms/match.ts'
import type { Entry, MatchTables } from '../../rules/terms/match-tables.ts'
import type { Mode } from '../event.ts'
import type { ActSpec, EventsFile, ObjectSpec, Words } from '../events-file.ts'

/** The meaning of words in config/events.yaml. */
export type Meaning =
  | { readonly is: 'act'; readonly name: string; readonly spec: ActSpec; readonly form: 'base' | 'inflected' | 'noun' }
  | { readonly is: 'object'; readonly name: string; readonly spec: ObjectSpec }
  | { readonly is: 'mode'; readonly mode: Exclude<Mode, 'done'> }
  | { readonly is: 'background' }
  | { readonly is: 'again' }
  | { readonly is: 'place'; readonly place: string; readonly land: string; readonly capital: boolean }
  | { readonly is: 'land'; readonly land: string }

/** Words with a meaning found in a text; offsets in UTF-16 units. */
export interface Hit {
  readonly meaning: Meaning
  readonly start: number
  readonly end: number
  readonly text: string
}

/** config/events.yaml, compiled. */
export interface Lexicon {
  readonly file: EventsFile
  /** The tables that find the words. */
  tables(): MatchTables
  /** All words with a meaning, in order; of overlapping acts, and of overlapping objects, only the longest. */
  scan(text: string, language: string): readonly Hit[]
}

/** Compiles a valid events file. @param tables those of the same file, if they were built before */
export function compileLexicon(file: EventsFile, tables: MatchTables | null = null): Lexicon {
  const meanings: Meaning[] = []
  const entries: Entry[] = []
  const add = (meaning: Meaning, names: readonly string[], languages: readonly string[]) => {
    if (names.length === 0) return
    meanings.push(meaning)
    entries.push({ id: String(entries.length), names, exactCase: null, languages, exceptions: [] })
  }
  const words = (meaning: Meaning, of: Words) => {
    const inflected = of.verbs.flatMap(verb => inflect(verb, file.irregular).filter(form => form !== verb))
    for (const { code, compounds = false } of LANGUAGES) {
      const own = code === 'en' ? [...inflected, ...of.en] : of[code]
      // Where compounds are written together, an act is inside a word as often as at its beginning.
      add(meaning, compounds ? own.map(word => (word.length > 1 ? `*${word}` : word)) : own, [code])
    }
  }
  for (const [name, spec] of Object.entries(file.acts)) {
    words({ is: 'act', name, spec, form: 'inflected' }, spec)
    // Added after the inflected forms, since "dies" is a verb before it is the plural of "die".
    add({ is: 'act', name, spec, form: 'base' }, spec.verbs, ['en'])
    add({ is: 'act', name, spec, form: 'noun' }, spec.nouns, ['en'])
  }
  for (const [name, spec] of Object.entries(file.objects)) words({ is: 'object', name, spec }, spec)
  for (const mode of ['ahead', 'may', 'not', 'asked'] as const) words({ is: 'mode', mode }, file.modes[mode])
  words({ is: 'background' }, file.background)
  words({ is: 'again' }, file.again)
  for (const { name, land, also } of file.places) {
    add({ is: 'place', place: name, land, capital: false }, [name, ...also], [])
  }
  for (const { name, land, also } of file.capitals) {
    add({ is: 'place', place: name, land, capital: true }, [name, ...also], [])
  }
  for (const { land, also } of file.lands) add({ is: 'land', land }, [land, ...also], [])
  const matcher = compileMatcher(entries, [], tables)
  return {
    file,
    tables: matcher.tables,
    scan(text, language) {
      const scanned = matcher.scan(text, language, 0)
      const hits: Hit[] = []
      scanned.entries.forEach((entry, at) => {
        const meaning = meanings[entry]
        if (meaning === undefined) return
        const { start, end } = placeOf(scanned, at)
        hits.push({ meaning, start, end, text: text.slice(start, end) })
      })
      return longest(hits)
    },
  }
}

/** Of overlapping hits of one kind the longest is kept; two meanings of the same words are both kept. */
function longest(hits: readonly Hit[]): readonly Hit[] {
  const kept: Hit[] = []
  const byLength = [...hits].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  for (const hit of byLength) {
    const covered = kept.some(
      other =>
        kindOf(other) === kindOf(hit) &&
        !needsObject(other) &&
        other.start < hit.end &&
        hit.start < other.end &&
        (other.start !== hit.start || other.end !== hit.end),
    )
    if (!covered) kept.push(hit)
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end)
}

/**
 * Whether an act counts only with an object of its family: without one, a shorter act on the same words may be meant. Not in English,
 * where a particle makes a different verb: "carry out" is not "carry".
 */
function needsObject({ meaning, text }: Hit): boolean {
  return meaning.is === 'act' && meaning.spec.about.length > 0 && !/^[a-z]/i.test(text)
}

function kindOf({ meaning }: Hit): string {
  return meaning.is === 'place' || meaning.is === 'land' ? 'where' : meaning.is
}
