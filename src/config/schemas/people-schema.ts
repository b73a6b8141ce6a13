import { z } from 'zod'
import type { KnownPerson } from '../../briefs/people/people-index.ts'
import { listName } from './terms-schema.ts'

const phrases = (about: string) => z.array(z.string().min(1).max(200)).optional().meta({ description: about })

/** config/people.yaml: who is known, in every spelling. */
export const peopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      name: z.string().min(1).max(80).meta({ description: 'The name as it is shown.' }),
      side: z.string().min(1).max(80).meta({ description: 'A side of sides.yaml, or other.' }),
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
      lists: z.array(listName).optional().meta({
        description:
          'Lists of terms.yaml that the person counts for, in place of the one that takes in the side; [] is none.',
      }),
      alone: z.boolean().optional().meta({
        description: 'A family name alone, or another spelling of one word, means this person to the rules too.',
      }),
      phrases: phrases(
        'Words that mean this person to the rules but are not a spelling of the name: a title, a nickname.',
      ),
      except: phrases('Longer phrases in which the person does not count for the rules.'),
      'exact-case': z.boolean().optional().meta({ description: 'Capitals must stand as written for the rules.' }),
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

/** A person of people.yaml, with what the rules use. */
export type ListedPerson = z.output<typeof peopleSchema>['people'][number] & KnownPerson
