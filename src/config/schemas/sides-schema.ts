import { z } from 'zod'
import type { SidesFile } from '../../briefs/people/sides-file.ts'

const word = z.string().min(1).max(80)
const words = (about: string) => z.array(word).optional().meta({ description: about })
export const sideName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z\d-]{0,31}$/, 'not a name for a side – letters, digits and hyphens, such as US')
const day = z.iso.date('not a day – write it as 2006-01-31')
const weight = z.number().min(0).max(3)

/** config/sides.yaml: the sides of the subject. */
export const sidesSchema = z
  .strictObject({
    sides: z
      .array(
        z.strictObject({
          side: sideName.meta({ description: 'Its name in people.yaml and terms.yaml.' }),
          label: word.meta({ description: 'What cards call it.' }),
          words: words("Words beside a name that say so, as they stand; a possessive 's may follow."),
        }),
      )
      .min(1, 'no side is listed – add at least one')
      .meta({ description: 'In the order of cards.' }),
    others: words('Words beside a name of everyone else.'),
    shapes: z
      .array(
        z.strictObject({
          korean: z.boolean().optional().meta({ description: 'A Korean family name before two more words.' }),
          hyphen: z.boolean().optional().meta({ description: 'Whether it has a hyphen.' }),
          given: z.boolean().optional().meta({ description: 'Whether it begins with a given name.' }),
          families: words('First words of it.'),
          endings: words('Endings of its last word.'),
          'most-words': z.int().min(1).max(9).optional(),
          side: sideName,
          weight: weight.meta({ description: 'How sure that is: a title beside a name is 3, a word near it 0.5.' }),
        }),
      )
      .optional()
      .meta({ description: "What a name's own shape says of its side: the first that fits." }),
    leaders: z
      .array(
        z.strictObject({
          name: word.meta({ description: 'The family name that is used alone.' }),
          with: words('Names beside it that make it sure.'),
          'not-before': words("Words after it that make it another's."),
          means: z
            .array(z.strictObject({ person: word.meta({ description: 'A name of people.yaml.' }), since: day }))
            .min(1, 'nobody is meant – add a person'),
        }),
      )
      .optional()
      .meta({ description: 'Family names that alone mean one person.' }),
    'no-names': words("Words of the subject with a capital that are part of no person's name."),
    institutes: words('Institutes that are known by their bare names: who is "of" one is a person.'),
  })
  .meta({ title: 'Backchannel sides' })

/** Fills in the defaults. */
export function toSides(raw: z.output<typeof sidesSchema>): SidesFile {
  return {
    sides: raw.sides.map(({ side, label, words: own = [] }) => ({ side, label, words: own })),
    others: raw.others ?? [],
    shapes: (raw.shapes ?? []).map(one => ({
      korean: one.korean ?? null,
      hyphen: one.hyphen ?? null,
      given: one.given ?? null,
      families: one.families ?? [],
      endings: one.endings ?? [],
      mostWords: one['most-words'] ?? MANY,
      side: one.side,
      weight: one.weight,
    })),
    leaders: (raw.leaders ?? []).map(one => ({
      name: one.name,
      with: one.with ?? [],
      notBefore: one['not-before'] ?? [],
      means: one.means
        .map(({ person, since }) => ({ person, since: Date.parse(since) }))
        .sort((a, b) => a.since - b.since),
    })),
    noNames: raw['no-names'] ?? [],
    institutes: raw.institutes ?? [],
  }
}

/** More words than a name has. */
const MANY = 9
