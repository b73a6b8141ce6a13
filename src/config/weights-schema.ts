import { z } from 'zod'
import type { TypePoints } from '../rules/type-points.ts'
import { STORY_TYPES } from '../rules/verdict.ts'

const points = z.record(z.string().min(1), z.number().min(-1000).max(1000)).optional()

export const weightsSchema = z
  .strictObject({
    types: z
      .strictObject(Object.fromEntries(STORY_TYPES.map(type => [type, points])))
      .optional()
      .meta({ description: 'Points of each feature for each type of story; the type with the highest sum is told.' }),
  })
  .meta({ title: 'Backchannel weights' })

/** @returns null where the file says nothing of types */
export function toTypePoints({ types }: z.output<typeof weightsSchema>): TypePoints | null {
  if (types === undefined) return null
  return Object.fromEntries(STORY_TYPES.map(type => [type, types[type] ?? {}])) as Record<
    (typeof STORY_TYPES)[number],
    Record<string, number>
  >
}
