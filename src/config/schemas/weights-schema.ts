import { z } from 'zod'
import { STORY_TYPES } from '../../rules/verdict.ts'
import type { TypePoints } from '../../rules/weigh/type-points.ts'

const points = z.int('points are whole numbers').min(-100).max(100)
const level = z.int('a score is a whole number').min(0, 'a score is at least 0').max(100, 'a score is at most 100')

const typePoints = z.record(z.string().min(1), z.number().min(-1000).max(1000)).optional()

const weight = z.strictObject({
  name: z.string().min(1).max(80).meta({ description: 'Shown by explain.' }),
  when: z
    .string({ error: 'an expression must be text – put it in quotes' })
    .meta({ description: 'An expression as in rules.yaml; it may ask for event: and form: as well.' }),
  of: z.string().min(1).max(40).meta({ description: 'What explain counts it under, with others.' }),
  points: points.meta({ description: 'What it adds to the score, or takes.' }),
  why: z.string().min(1).max(200).meta({ description: 'The reason in one line.' }),
})

export const weightsSchema = z
  .strictObject({
    base: points.meta({ description: 'Points of an item on which nothing holds.' }),
    levels: z
      .strictObject({ strict: level, normal: level, wide: level })
      .meta({ description: 'The score from which an item is alerted, by the level that settings.yaml names.' }),
    weights: z.array(weight),
    types: z
      .strictObject(Object.fromEntries(STORY_TYPES.map(type => [type, typePoints])))
      .optional()
      .meta({ description: 'Points of each feature for each type of story; the type with the highest sum wins.' }),
  })
  .meta({ title: 'Backchannel weights' })

/** @returns null if the file has no types */
export function toTypePoints({ types }: z.output<typeof weightsSchema>): TypePoints | null {
  if (types === undefined) return null
  return Object.fromEntries(STORY_TYPES.map(type => [type, types[type] ?? {}])) as Record<
    (typeof STORY_TYPES)[number],
    Record<string, number>
  >
}
