import { z } from 'zod'
import { SIDES } from '../briefs/brief.ts'
import { compilePeople, type KnownPerson, type PeopleIndex } from '../briefs/people-index.ts'
import { bareForm } from '../rules/form.ts'
import type { Problem } from '../text/problem.ts'
import { withGenerated } from './generated-spellings.ts'
import { readYaml } from './read-yaml.ts'
import { listName } from './terms-schema.ts'

const phrases = (about: string) => z.array(z.string().min(1).max(200)).optional().meta({ description: about })

/** config/people.yaml: who is known, in every spelling. */
export const peopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      name: z.string().min(1).max(80).meta({ description: 'The name as it is shown.' }),
      side: z.enum(SIDES),
      role: z.string().max(120).optional().meta({ description: 'The office last held, or the one known best.' }),
      offices: z
        .record(z.string().regex(/^(?:19|20)\d\d(?:-\d\d){0,2}$/), z.string().min(1).max(120))
        .optional()
        .meta({
          description:
            'Offices by the day, month or year in which each begins, instead of one role: that of the day of publication is shown, none before the first.',
        }),
      also: z.array(z.string().min(1).max(80)).optional().meta({ description: 'Other spellings, in any language.' }),
      lists: z.array(listName).optional().meta({
        description:
          'Lists of terms.yaml that the person counts for, in place of the one that takes in the side; [] is none.',
      }),
      alone: z.boolean().optional().meta({
        description: 'A family name alone, or another spelling of one word, means this person to the rules too.',
      }),
      phrases: phrases(
        'Words that mean this person to the rules and are no spelling of the name: a title, a nickname.',
      ),
      except: phrases('Longer phrases in which the person does not count for the rules.'),
      'exact-case': z.boolean().optional().meta({ description: 'Capitals must stand as written for the rules.' }),
      years: z
        .tuple([z.int().min(1900).max(2200), z.int().min(1900).max(2200)])
        .optional()
        .meta({
          description:
            'First and last year in which a bare family name, or a spelling that others share, means this one.',
        }),
    }),
  ),
})

/** A person of people.yaml, and what the rules make of him. */
export type ListedPerson = z.output<typeof peopleSchema>['people'][number] & KnownPerson

/** Reads and compiles config/people.yaml; null and nobody where it has problems. */
export function readPeople(
  file: string,
  text: string,
): {
  people: PeopleIndex | null
  known: readonly ListedPerson[]
  problems: readonly Problem[]
  /** Makes a problem of a finding whose path leads into the file. */
  problem: (path: readonly (string | number)[], what: string, todo: string) => Problem
} {
  const read = readYaml(file, text, peopleSchema)
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
