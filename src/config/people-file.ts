import { compilePeople, type PeopleIndex } from '../briefs/people-index.ts'
import { bareForm } from '../rules/form.ts'
import type { Problem } from '../text/problem.ts'
import { withGenerated } from './generated-spellings.ts'
import { type ListedPerson, peopleSchema } from './people-schema.ts'
import { type FileText, readLayers } from './read-layers.ts'

/**
 * Reads and compiles config/people.yaml; null and nobody where it has problems.
 * @param over what is put on it, in order
 */
export function readPeople(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): {
  people: PeopleIndex | null
  known: readonly ListedPerson[]
  problems: readonly Problem[]
  /** Makes a problem of a finding whose path leads into the file. */
  problem: (path: readonly (string | number)[], what: string, todo: string) => Problem
} {
  const read = readLayers('people', { file, text, over }, peopleSchema)
  if (read.kind === 'problems') {
    const problem = (_path: unknown, what: string, todo: string) => ({ file, line: 1, column: 1, what, todo })
    return { people: null, known: [], problems: read.problems, problem }
  }
  const problems = namedTwice(read.value.people).map(({ path, what, todo }) => read.problem(path, what, todo))
  const known = withGenerated<ListedPerson>(read.value.people)
  const people = problems.length > 0 ? null : compilePeople(known)
  return { people, known, problems, problem: read.problem }
}

/** People who stand twice under one name: the second would never be shown. */
function namedTwice(people: readonly ListedPerson[]) {
  const first = new Map<string, ListedPerson>()
  return people.flatMap((person, index) => {
    const before = first.get(bareForm(person.name))
    first.set(bareForm(person.name), before ?? person)
    if (before === undefined) return []
    const what = `"${person.name}" stands twice`
    return [{ path: ['people', index, 'name'], what, todo: 'make one entry of both, or add what tells them apart' }]
  })
}
