import { NOT_NAMES } from '../../language/en/not-names.ts'
import type { Side, SideLabel } from '../brief.ts'
import { type NameWord, nameWords } from './names.ts'
import { compileSides, type SideReader } from './sides.ts'
import { type LeaderSpec, NO_SIDES, type SidesFile } from './sides-file.ts'

/** One person of config/people.yaml. */
export interface KnownPerson {
  readonly name: string
  readonly side: Side
  readonly role?: string | undefined
  /** Offices by the day, month or year in which each begins, instead of `role`. */
  readonly offices?: Readonly<Record<string, string>> | undefined
  readonly also?: readonly string[] | undefined
  /** Spellings generated from the others. */
  readonly generated?: readonly string[] | undefined
  /** First and last year in which a one-word or shared spelling means this person. */
  readonly years?: readonly [first: number, last: number] | undefined
}

/** Known people by spelling: Latin ones by their words, others as written. */
export interface PeopleIndex {
  readonly latin: ReadonlyMap<string, readonly KnownPerson[]>
  /** The first words of `latin`: no name begins with another. */
  readonly starts: ReadonlySet<string>
  readonly others: ReadonlyMap<string, readonly KnownPerson[]>
  /** Finds the spellings of `others`; null if there are none. */
  readonly other: RegExp | null
  readonly sides: SideReader
  /** What cards call the sides, in their order. */
  readonly labels: readonly SideLabel[]
  /** Whether a capitalised word cannot belong to a person's name. */
  isNoName(word: string): boolean
  readonly leaders: readonly LeaderSpec[]
  /** Source of a regular expression for institutes by their bare names. */
  readonly institutes: string
}

/** Makes the index that findPeople reads. */
export function compilePeople(people: readonly KnownPerson[], sides: SidesFile = NO_SIDES): PeopleIndex {
  const latin = new Map<string, KnownPerson[]>()
  const others = new Map<string, KnownPerson[]>()
  for (const person of people)
    for (const spelling of [person.name, ...(person.also ?? []), ...(person.generated ?? [])]) {
      const [map, key] = /[a-z]/i.test(spelling) ? [latin, nameKey(nameWords(spelling))] : [others, spelling]
      const before = map.get(key) ?? []
      if (!before.includes(person)) map.set(key, [...before, person])
    }
  const longestFirst = [...others.keys()].sort((a, b) => b.length - a.length)
  const pattern = longestFirst.map(literally).join('|')
  const starts = new Set([...latin.keys()].map(key => key.split(' ')[0] ?? ''))
  const noNames = new Set([...NOT_NAMES, ...sides.noNames.map(word => word.toLowerCase())])
  return {
    latin,
    starts,
    others,
    other: pattern === '' ? null : new RegExp(pattern, 'gu'),
    sides: compileSides(sides),
    labels: sides.sides.map(({ side, label }) => ({ side, label })),
    isNoName: word => noNames.has(word.toLowerCase().replace(/\./g, '')),
    leaders: sides.leaders,
    institutes: sides.institutes.length === 0 ? '(?!)' : sides.institutes.map(literally).join('|'),
  }
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The office that a person held at a time (ms since 1970), since a later one would be wrong for an earlier report; null: none known. */
export function roleAt({ role, offices }: KnownPerson, at: number): string | null {
  if (offices === undefined) return role ?? null
  const day = new Date(at).toISOString().slice(0, 10)
  const last = Object.keys(offices)
    .filter(since => since <= day)
    .sort()
    .at(-1)
  return last === undefined ? null : (offices[last] ?? null)
}

/** The index key of a name's words: no capitals, dots or accents. */
export function nameKey(words: readonly NameWord[]): string {
  return words
    .map(word =>
      word.text
        .normalize('NFD')
        .replace(/[\p{M}.]/gu, '')
        .replace(/’/g, "'")
        .toLowerCase(),
    )
    .join(' ')
}

/** The same without middle initials: "Charles E. Schumer" is "Charles Schumer". */
export function familyKey(words: readonly NameWord[]): string {
  const plain = words.filter((word, i) => i === 0 || i === words.length - 1 || !/^\p{Lu}\.?$/u.test(word.text))
  return plain.length === words.length || plain.length < 2 ? '' : nameKey(plain)
}
