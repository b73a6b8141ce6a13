import { isGivenName } from '../../language/en/given-names.ts'
import { languageOf } from '../../language/known-languages.ts'
import { isFamilyName } from '../../language/ko/romanisations.ts'
import { bareForm } from '../../rules/terms/form.ts'
import type { TermHit } from '../../rules/terms/terms.ts'
import { guessLanguage } from '../../text/fold/language.ts'
import { type Candidate, easternCandidates, isTitleCase, latinCandidates, smallWords } from './name-candidates.ts'
import { nameWords, unknownNames } from './names.ts'
import { nameKey, type PeopleIndex } from './people-index.ts'

const MOST_HEADLINES = 2
/** If a longer name is this nearly as frequent as a shorter one within it, both mean the same. */
const SAME = 0.8

/** An item whose names are counted. */
export interface NamingItem {
  readonly title: string
  readonly summary: string
  /** '': guessed from the script. */
  readonly language: string
  /** Its publisher, whose own name is not counted. */
  readonly source: string
}

/** A name that is in no list and is no known person's. */
export interface UnlistedName {
  readonly name: string
  /** How many items contain it. */
  readonly items: number
  /** Up to two, of the first items. */
  readonly headlines: readonly string[]
}

interface Count {
  readonly name: string
  items: number
  readonly headlines: string[]
}

/** Counts names in items that are neither in the term lists nor known people's. */
export class UnlistedNames {
  readonly #scan: (text: string, language?: string) => readonly TermHit[]
  readonly #people: PeopleIndex
  readonly #counts = new Map<string, Count>()
  readonly #small = new Map<string, number>()
  readonly #outlets = new Set<string>()

  constructor(scan: (text: string, language?: string) => readonly TermHit[], people: PeopleIndex) {
    this.#scan = scan
    this.#people = people
  }

  /** Reads one item; each of its names counts once. */
  read({ title, summary, language, source }: NamingItem): void {
    this.#outlets.add(bareForm(source))
    const seen = new Set<string>()
    for (const text of [title.replace(/ [-–|] [^-–|]{2,40}$/u, ''), summary]) {
      if (text === '') continue
      const own = language || guessLanguage(text)
      const covered = this.#scan(text, own)
      for (const candidate of candidatesOf(text, own, this.#people)) {
        const name = this.#unknownPart(candidate, text, covered)
        if (name === null) continue
        const key = bareForm(name)
        if (seen.has(key)) continue
        seen.add(key)
        const count = this.#counts.get(key) ?? { name, items: 0, headlines: [] }
        count.items += 1
        if (count.headlines.length < MOST_HEADLINES && !count.headlines.includes(title)) count.headlines.push(title)
        this.#counts.set(key, count)
      }
      for (const word of new Set(smallWords(text))) this.#small.set(word, (this.#small.get(word) ?? 0) + 1)
    }
  }

  /** The names in at least `least` items, the most frequent first. */
  found(least: number): readonly UnlistedName[] {
    const frequent = [...this.#counts]
      .filter(([key, { items }]) => items >= least && !this.#isOutlet(key) && (this.#small.get(key) ?? 0) < items)
      .map(([key, count]) => ({ key: ` ${key} `, count }))
    return frequent
      .filter(
        ({ key, count }) =>
          !frequent.some(
            other => other.key !== key && other.key.includes(key) && other.count.items >= count.items * SAME,
          ),
      )
      .map(({ count: { name, items, headlines } }) => ({ name, items, headlines }))
      .sort((a, b) => b.items - a.items || a.name.localeCompare(b.name))
  }

  #isOutlet(key: string): boolean {
    return [...this.#outlets].some(outlet => ` ${outlet} `.includes(` ${key} `))
  }

  /** The part of a candidate that is neither a term nor a known person; null: nothing. */
  #unknownPart({ name, start, end }: Candidate, text: string, covered: readonly TermHit[]): string | null {
    const inside = covered.filter(hit => hit.start < end && hit.end > start)
    if (!/[a-z]/i.test(name)) {
      return inside.length > 0 || (this.#people.other !== null && name.search(this.#people.other) >= 0) ? null : name
    }
    if (inside.some(hit => hit.start <= start && hit.end >= end)) return null
    let words = nameWords(name)
    if (this.#isKnown(words.map(word => nameKey([word])))) return null
    const isCovered = (index: number) => {
      const word = words[index]
      if (word === undefined) return false
      return inside.some(hit => hit.start < start + word.end && hit.end > start + word.start)
    }
    // A Korean family name that is itself a term also begins other people's names.
    if (!(words.length === 3 && isFamilyName(words[0]?.text ?? ''))) {
      let [from, to] = [0, words.length]
      while (from < to && isCovered(from)) from += 1
      while (to > from && isCovered(to - 1)) to -= 1
      words = words.slice(from, to)
    }
    const [first, last] = [words[0], words.at(-1)]
    // The rest of a name whose other word is known: "Vladimir".
    if (first === undefined || last === undefined || (words.length === 1 && isGivenName(first.text))) return null
    if (this.#isKnown(words.map(word => nameKey([word])))) return null
    const rest = text.slice(start + first.start, start + last.end)
    return rest.length < 3 ? null : rest
  }

  /** Whether these words contain a known person's name, or the last of them is one by itself. */
  #isKnown(keys: readonly string[]): boolean {
    const { latin } = this.#people
    for (let from = 0; from < keys.length; from += 1)
      for (let to = from + 2; to <= keys.length; to += 1) if (latin.has(keys.slice(from, to).join(' '))) return true
    return latin.has(keys.at(-1) ?? '') || (keys.length === 1 && isFamilyName(keys[0] ?? ''))
  }
}

function candidatesOf(text: string, language: string, people: PeopleIndex): readonly Candidate[] {
  if (languageOf(language)?.names !== undefined) return easternCandidates(text, language)
  if (!isTitleCase(text)) return latinCandidates(text, people.isNoName)
  // In title case only names beside a given name, a title or a verb of speech count.
  return unknownNames(text, nameWords(text), new Set(), people).map(({ name, start }) => ({
    name,
    start,
    end: start + name.length,
  }))
}
