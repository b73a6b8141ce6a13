import { bareForm } from '../../rules/terms/form.ts'
import type { TermSpec, TermsFile } from '../../rules/terms/terms.ts'
import type { ListedPerson } from '../schemas/people-schema.ts'

/** A mistake and its path in the file. */
export interface Finding {
  readonly path: readonly (string | number)[]
  readonly what: string
  readonly todo: string
}

/** terms.yaml with the people of people.yaml added to its lists. */
export interface Fed {
  readonly terms: TermsFile
  /** The person behind each added term. */
  readonly people: ReadonlyMap<TermSpec, ListedPerson>
  /** Names in terms.yaml that are also in people.yaml. */
  readonly twice: readonly Finding[]
  /** Lists that people.yaml names and terms.yaml lacks. */
  readonly unknown: readonly Finding[]
}

/**
 * Adds the people of people.yaml to the lists of terms.yaml: each to the lists that the entry names, or else to the list for the side.
 * A name that is in terms.yaml itself counts only as written there.
 */
export function withPeople(terms: TermsFile, people: readonly ListedPerson[]): Fed {
  const bySide = new Map(
    Object.entries(terms.lists).flatMap(([name, list]) => (list.people ? [[list.people, name]] : [])),
  )
  const listsOf = (person: ListedPerson) => person.lists ?? [bySide.get(person.side)].filter(one => one !== undefined)
  const held = new Set(
    Object.values(terms.lists).flatMap(list => list.terms.flatMap(each => [each.term, ...each.also].map(bareForm))),
  )
  const owners = bearersOf(people)
  const added = new Map<string, TermSpec[]>()
  const by = new Map<TermSpec, ListedPerson>()
  const unknown: Finding[] = []
  for (const [index, person] of people.entries()) {
    const lists = listsOf(person)
    person.lists?.forEach((name, place) => {
      if (terms.lists[name] !== undefined) return
      const what = `${person.name} counts for list "${name}", which terms.yaml does not have`
      unknown.push({ path: ['people', index, 'lists', place], what, todo: 'name one of its lists, or remove it' })
    })
    const [list, ...countsFor] = lists.filter(name => terms.lists[name] !== undefined)
    const [term, ...also] = spellingsOf(person, owners, held)
    if (list === undefined || term === undefined) continue
    const { except = [], 'exact-case': exactCase = null } = person
    const spec = { term, also, except, countsFor, exactCase, languages: [] }
    added.set(list, [...(added.get(list) ?? []), spec])
    by.set(spec, person)
  }
  const lists = Object.entries(terms.lists).map(
    ([name, list]) => [name, { ...list, terms: [...list.terms, ...(added.get(name) ?? [])] }] as const,
  )
  const twice = standingTwice(terms, owners, listsOf)
  return { terms: { lists: Object.fromEntries(lists) }, people: by, twice, unknown }
}

/** Terms that only repeat people.yaml. */
function standingTwice(
  terms: TermsFile,
  owners: ReadonlyMap<string, readonly ListedPerson[]>,
  listsOf: (person: ListedPerson) => readonly string[],
): readonly Finding[] {
  const twice: Finding[] = []
  for (const [name, list] of Object.entries(terms.lists))
    for (const [index, each] of list.terms.entries()) {
      if (each.except.length > 0 || each.countsFor.length > 0 || each.exactCase !== null || each.languages.length > 0)
        continue
      const person = owners.get(bareForm(each.term))?.find(one => listsOf(one).includes(name))
      if (person === undefined) continue
      const there = new Set(spellingsOf(person, owners).map(bareForm))
      if (![each.term, ...each.also].every(spelling => there.has(bareForm(spelling)))) continue
      const what = `"${each.term}" is also in people.yaml, in all these spellings`
      twice.push({ path: ['lists', name, 'terms', index], what, todo: `remove it here: people.yaml feeds ${name}` })
    }
  return twice
}

/**
 * Spellings that name this person and nobody else: whole names; one-word and shared spellings only if the
 * entry is the one with `alone`. Phrases count as they are.
 */
function spellingsOf(
  person: ListedPerson,
  owners: ReadonlyMap<string, readonly ListedPerson[]>,
  held: ReadonlySet<string> = new Set(),
): readonly string[] {
  const generated = new Set(person.generated)
  const names = [person.name, ...(person.also ?? []), ...generated].filter(spelling => {
    if (held.has(bareForm(spelling))) return false
    const shared = (owners.get(bareForm(spelling)) ?? []).filter(one => one !== person)
    if (person.alone === true) return !shared.some(one => one.alone === true)
    return shared.length === 0 && (isWhole(spelling) || (generated.has(spelling) && KANA.test(spelling)))
  })
  const known = new Set(names.map(bareForm))
  return [...names, ...(person.phrases ?? []).filter(phrase => !known.has(bareForm(phrase)))]
}

/** Generated kana are a whole name without its dot, so they count although they are one word. */
const KANA = /\p{Script=Katakana}/u

/** Whether a name is more than a family name, alone or with a title. */
function isWhole(spelling: string): boolean {
  if (/^(?:President|Secretary|Vice President|Chairman|Senator) /.test(spelling)) return false
  if (/[a-z]/i.test(spelling)) return / /.test(spelling)
  if (KANA.test(spelling)) return spelling.includes('・')
  return [...spelling].length >= 3
}

/** Who has each spelling, by its folded form. */
function bearersOf(people: readonly ListedPerson[]): ReadonlyMap<string, readonly ListedPerson[]> {
  const owners = new Map<string, ListedPerson[]>()
  for (const person of people)
    for (const spelling of new Set([person.name, ...(person.also ?? []), ...(person.generated ?? [])].map(bareForm)))
      owners.set(spelling, [...(owners.get(spelling) ?? []), person])
  return owners
}
