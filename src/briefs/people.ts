import type { Person, Side } from './brief.ts'
import { type NameWord, nameWords, unknownNames } from './names.ts'

/** One person of config/people.yaml. */
export interface KnownPerson {
  readonly name: string
  readonly side: Side
  readonly role?: string | undefined
  readonly also?: readonly string[] | undefined
}

/** Known people by spelling: Latin ones by their words, others as they stand. */
export interface PeopleIndex {
  readonly latin: ReadonlyMap<string, KnownPerson>
  readonly others: readonly (readonly [spelling: string, person: KnownPerson])[]
}

const MOST_WORDS = 4
const LEADER_SINCE = Date.UTC(2011, 11, 17)

/** Makes the index that findPeople reads. */
export function compilePeople(people: readonly KnownPerson[]): PeopleIndex {
  const latin = new Map<string, KnownPerson>()
  const others: (readonly [string, KnownPerson])[] = []
  for (const person of people)
    for (const spelling of [person.name, ...(person.also ?? [])]) {
      if (/[a-z]/i.test(spelling)) latin.set(nameKey(nameWords(spelling)), person)
      else others.push([spelling, person])
    }
  return { latin, others }
}

/** The people that a text names, in the order in which they first stand in it. */
export function findPeople(text: string, index: PeopleIndex, publishedAt: number): readonly Person[] {
  const words = nameWords(text)
  const found = new Map<string, { at: number; person: Person }>()
  const add = (at: number, person: Person) => {
    const before = found.get(person.name)
    if (before === undefined || before.at > at) found.set(person.name, { at, person })
  }
  const taken = new Set<number>()
  for (let i = 0; i < words.length; i += 1) {
    for (let n = MOST_WORDS; n >= 1; n -= 1) {
      const run = words.slice(i, i + n)
      if (run.length < n || !adjoining(run) || !/^\p{Lu}/u.test(run[0]?.text ?? '')) continue
      const person = index.latin.get(nameKey(run))
      if (person === undefined) continue
      // "Abe" within "Abe Lincoln" is not the known one.
      add(run[0]?.start ?? 0, shown(person))
      for (let k = i; k < i + n; k += 1) taken.add(k)
      i += n - 1
      break
    }
  }
  for (const [spelling, person] of index.others) {
    const at = text.indexOf(spelling)
    if (at >= 0) add(at, shown(person))
  }
  for (const { name, side, start } of unknownNames(text, words, taken))
    add(start, { name, side, role: null, known: false })
  const leader = index.latin.get('kim jong un')
  const alone = /\b(?:Trump[-– ](?:and )?Kim|Kim[-– ]Trump|leader Kim|Kim’s regime)\b(?! (?:Jong|Il))/.exec(text)
  if (leader !== undefined && alone !== null && publishedAt >= LEADER_SINCE) add(alone.index, shown(leader))
  return [...found.values()].sort((a, b) => a.at - b.at).map(one => one.person)
}

function nameKey(words: readonly NameWord[]): string {
  return words.map(word => word.text.toLowerCase().replace(/\./g, '')).join(' ')
}

function adjoining(words: readonly NameWord[]): boolean {
  return words.every((word, i) => i === 0 || word.joined)
}

function shown(person: KnownPerson): Person {
  return { name: person.name, side: person.side, role: person.role ?? null, known: true }
}
