import { join } from 'node:path'
import type { Fed } from '../../config/files/people-terms.ts'
import type { ListedPerson } from '../../config/schemas/people-schema.ts'
import { bareForm } from '../../rules/terms/form.ts'
import { compileTerms, type ListSpec, type TermSpec } from '../../rules/terms/terms.ts'
import { nearest } from '../../text/nearest.ts'
import { renderProblem } from '../../text/show/problem.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { readTermsFile } from '../rules/rule-files.ts'

/** A term in its list. */
interface Placed {
  readonly list: string
  readonly term: TermSpec
  readonly person: ListedPerson | undefined
  /** Every list that it counts for, directly or through inclusion. */
  readonly counts: readonly string[]
}

/** Prints all lists, one list, or what a name counts for. @returns the exit code */
export async function showTerms({ values, stdout, stderr }: CommandContext, what: string): Promise<number> {
  const { fed, problems } = await readTermsFile(join(String(values.config), 'terms.yaml'))
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  if (fed === null || problems.length > 0) return EXIT.config
  const placed = place(fed)
  const { lists } = fed.terms
  if (what === '') {
    stdout.write(
      Object.entries(lists)
        .map(([name, list]) => overviewOf(name, list, placed))
        .join(''),
    )
    return EXIT.well
  }
  const list = lists[what.replace(/^@/, '')]
  if (list !== undefined) {
    const name = what.replace(/^@/, '')
    stdout.write(`${listText(name, list, lists)}\n${ownOf(name, placed).map(termText).join('')}`)
    return EXIT.well
  }
  const wanted = bareForm(what)
  const found = placed.filter(one => spellingsOf(one).some(spelling => bareForm(spelling) === wanted))
  if (found.length > 0) {
    stdout.write(found.map(termText).join(''))
    return EXIT.well
  }
  const names = [...Object.keys(lists), ...placed.flatMap(one => [one.term.term, ...one.term.also])]
  const near = nearest(what, names)
  stderr.write(
    `no list, term or person "${what}" – ${near === null ? '' : `did you mean "${near}"? `}"terms show" lists them all\n`,
  )
  return EXIT.no
}

function place(fed: Fed): readonly Placed[] {
  const compiled = compileTerms(fed.terms).terms
  const all = Object.entries(fed.terms.lists).flatMap(([list, { terms }]) => terms.map(term => ({ list, term })))
  return all.map(({ list, term }, index) => ({
    list,
    term,
    person: fed.people.get(term),
    counts: compiled[index]?.lists ?? [list],
  }))
}

/** A list's own terms, without those of included lists. */
function ownOf(name: string, placed: readonly Placed[]): readonly Placed[] {
  return placed.filter(({ list, term }) => list === name || term.countsFor.includes(name))
}

function overviewOf(name: string, list: ListSpec, placed: readonly Placed[]): string {
  const own = ownOf(name, placed)
  const people = own.filter(one => one.person !== undefined).length
  const of = people === 0 ? '' : `, ${people} of them people`
  const includes = list.includes.length === 0 ? '' : `; includes ${list.includes.join(', ')}`
  return `${name.padEnd(20)} ${own.length} ${own.length === 1 ? 'term' : 'terms'}${of}${includes}\n${' '.repeat(21)}${list.about}\n`
}

function listText(name: string, list: ListSpec, lists: Readonly<Record<string, ListSpec>>): string {
  const within = Object.keys(lists).filter(other => lists[other]?.includes.includes(name))
  const lines = [`@${name}: ${list.about}`]
  if (list.includes.length > 0) lines.push(`  includes      ${list.includes.join(', ')}`)
  if (within.length > 0) lines.push(`  is part of    ${within.join(', ')}`)
  if (list.people !== undefined) lines.push(`  takes in      people of people.yaml whose side is ${list.people}`)
  if (list.except.length > 0) lines.push(`  not within    ${list.except.join(', ')}`)
  return `${lines.join('\n')}\n`
}

function spellingsOf({ term, person }: Placed): readonly string[] {
  return [term.term, ...term.also, ...(person === undefined ? [] : [person.name, ...(person.also ?? [])])]
}

function termText({ term, person, counts }: Placed): string {
  const generated = new Set(person?.generated)
  const all = [term.term, ...term.also]
  const lines = [person === undefined ? term.term : `${person.name} (people.yaml: ${person.side}${officeOf(person)})`]
  const add = (key: string, words: readonly string[]) => {
    if (words.length > 0) lines.push(`  ${key.padEnd(13)} ${words.join(', ')}`)
  }
  const phrases = new Set(person?.phrases)
  add(
    'spellings',
    all.filter(one => !generated.has(one) && !phrases.has(one)),
  )
  add(
    'generated',
    all.filter(one => generated.has(one)),
  )
  add(
    'phrases',
    all.filter(one => phrases.has(one)),
  )
  const counted = new Set(all.map(bareForm))
  const unsure = [person?.name ?? term.term, ...(person?.also ?? [])].filter(one => !counted.has(bareForm(one)))
  add('not counted', unsure)
  add('not within', term.except)
  add('only in', term.languages)
  if (term.exactCase !== null) add('capitals', [term.exactCase ? 'as written' : 'in any case'])
  add('counts for', counts)
  return `${lines.join('\n')}\n`
}

function officeOf({ role, offices }: ListedPerson): string {
  const last =
    role ??
    Object.entries(offices ?? {})
      .sort(([a], [b]) => a.localeCompare(b))
      .at(-1)?.[1]
  return last === undefined ? '' : `, ${last}`
}
