import type { KnownPerson } from '../briefs/people-index.ts'
import { bareForm } from '../rules/form.ts'
import type { TermSpec, TermsFile } from '../rules/terms.ts'

/** The list of terms.yaml to which a side's people of people.yaml belong. */
const LISTS: Partial<Record<KnownPerson['side'], string>> = { DPRK: 'dprk-people', US: 'us-people' }

/** Lists that people.yaml feeds. */
export const FED_LISTS: readonly string[] = Object.values(LISTS)

/** A name that both files hold though one would do, and the way to it in terms.yaml. */
export interface StandsTwice {
  readonly path: readonly (string | number)[]
  readonly what: string
  readonly todo: string
}

/**
 * Gives terms the people of people.yaml, so that a person is added once: those that no list names yet, in the spellings that mean
 * nobody else. A list that terms.yaml does not have is not made.
 */
export function withPeople(
  terms: TermsFile,
  people: readonly KnownPerson[],
): { readonly terms: TermsFile; readonly twice: readonly StandsTwice[] } {
  const shared = sharedSpellings(people)
  const known = new Set(
    Object.values(terms.lists).flatMap(list => list.terms.flatMap(each => [each.term, ...each.also].map(bareForm))),
  )
  const lists = { ...terms.lists }
  for (const person of people) {
    const name = LISTS[person.side]
    const list = name === undefined ? undefined : lists[name]
    const spellings = spellingsOf(person, shared)
    const [first, ...also] = spellings
    if (name === undefined || list === undefined || first === undefined) continue
    if (spellings.some(each => known.has(bareForm(each)))) continue
    const added: TermSpec = { term: first, also, except: [], countsFor: [], exactCase: null, languages: [] }
    lists[name] = { ...list, terms: [...list.terms, added] }
  }
  return { terms: { lists }, twice: standingTwice(terms, people, shared) }
}

/** Terms of the people's own lists that say nothing that people.yaml does not say. */
function standingTwice(terms: TermsFile, people: readonly KnownPerson[], shared: ReadonlySet<string>) {
  const twice: StandsTwice[] = []
  for (const [side, name] of Object.entries(LISTS))
    for (const [index, each] of (terms.lists[name]?.terms ?? []).entries()) {
      if (each.except.length > 0 || each.countsFor.length > 0 || each.exactCase !== null || each.languages.length > 0)
        continue
      const person = people.find(one => one.side === side && bareForm(one.name) === bareForm(each.term))
      if (person === undefined) continue
      const there = new Set(spellingsOf(person, shared).map(bareForm))
      if (![each.term, ...each.also].every(spelling => there.has(bareForm(spelling)))) continue
      const what = `"${each.term}" stands in people.yaml as well, in all these spellings`
      twice.push({ path: ['lists', name, 'terms', index], what, todo: `remove it here: people.yaml feeds ${name}` })
    }
  return twice
}

/** Spellings by which a text names this person and nobody else: whole names, no family name alone. */
function spellingsOf(person: KnownPerson, shared: ReadonlySet<string>): readonly string[] {
  return [person.name, ...(person.also ?? [])].filter(spelling => {
    if (shared.has(bareForm(spelling)) || /^(?:President|Secretary|Vice President|Chairman|Senator) /.test(spelling))
      return false
    if (/[a-z]/i.test(spelling)) return / /.test(spelling)
    return /\p{Script=Katakana}/u.test(spelling) ? spelling.includes('・') : [...spelling].length >= 3
  })
}

function sharedSpellings(people: readonly KnownPerson[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const person of people) {
    const own = new Set([person.name, ...(person.also ?? [])].map(bareForm))
    for (const spelling of own) if (seen.has(spelling)) shared.add(spelling)
    for (const spelling of own) seen.add(spelling)
  }
  return shared
}
