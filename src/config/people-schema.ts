import { z } from 'zod'
import { SIDES } from '../briefs/brief.ts'
import { compilePeople, type KnownPerson, type PeopleIndex } from '../briefs/people-index.ts'
import type { Problem } from '../text/problem.ts'
import { standingTwice } from './people-twice.ts'
import { readYaml } from './read-yaml.ts'

/** config/people.yaml: who is known, in every spelling. */
export const peopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      name: z.string().min(1).max(80).meta({ description: 'The name as it is shown.' }),
      side: z.enum(SIDES),
      role: z.string().max(120).optional().meta({ description: 'The office last held, or the one known best.' }),
      offices: z
        .record(
          z
            .string()
            .regex(
              /^(?:19|20)\d\d(?:-\d\d){0,2}$/,
              'not the beginning of an office – a year, month or day: 2018, 2018-05 or 2018-05-01',
            ),
          z.string().min(1).max(120),
        )
        .optional()
        .meta({
          description:
            'Offices by the day, month or year in which each begins, instead of one role: that of the day of publication is shown, none before the first.',
        }),
      also: z.array(z.string().min(1).max(80)).optional().meta({ description: 'Other spellings, in any language.' }),
      years: z
        .tuple([z.int().min(1900).max(2200), z.int().min(1900).max(2200)])
        .refine(([first, last]) => first <= last, 'the first year is after the last – write the earlier one first')
        .optional()
        .meta({
          description:
            'First and last year in which a bare family name, or a spelling that others share, means this one.',
        }),
    }),
  ),
})

/** Reads and compiles config/people.yaml; null and nobody where it has problems. */
export function readPeople(
  file: string,
  text: string,
): { people: PeopleIndex | null; known: readonly KnownPerson[]; problems: readonly Problem[] } {
  const read = readYaml(file, text, peopleSchema)
  if (read.kind === 'problems') return { people: null, known: [], problems: read.problems }
  const { people } = read.value
  const problems = standingTwice(people).map(({ index, earlier }) => {
    const { name } = people[index] ?? { name: '' }
    const what = `"${name}" stands twice, first on line ${read.at(['people', earlier, 'name']).line}`
    return read.problem(['people', index, 'name'], what, 'keep one, with the spellings and offices of both')
  })
  return { people: problems.length > 0 ? null : compilePeople(people), known: people, problems }
}
