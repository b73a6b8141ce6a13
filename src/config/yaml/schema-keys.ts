import { z } from 'zod'
import type { Path } from './path.ts'

/** The keys that a schema's object at a path knows, for suggestions. */
export function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  return schemasAt(schema, path).flatMap(found => (found instanceof z.ZodObject ? Object.keys(found.shape) : []))
}

/** The path, in words, of the schema's block that has a key; null: no block does, or the top level does. */
export function homeOf(schema: z.ZodType, key: string): string | null {
  const top = bare(schema)
  if (!(top instanceof z.ZodObject)) return null
  for (const [name, inner] of Object.entries(top.shape as Record<string, z.ZodType>)) {
    const block = bare(inner)
    if (block instanceof z.ZodObject && key in block.shape) return name
  }
  return null
}

/** Whether the schema takes text at a path. */
export function takesText(schema: z.ZodType, path: Path): boolean {
  return schemasAt(schema, path).some(found => found instanceof z.ZodString)
}

function schemasAt(schema: z.ZodType, path: Path): readonly z.ZodType[] {
  const [step, ...rest] = path
  const inner = bare(schema)
  if (inner instanceof z.ZodUnion) return inner.options.flatMap(option => schemasAt(option as z.ZodType, path))
  if (step === undefined) return [inner]
  if (inner instanceof z.ZodObject) {
    const next = (inner.shape as Record<string, z.ZodType>)[String(step)]
    return next === undefined ? [] : schemasAt(next, rest)
  }
  if (inner instanceof z.ZodArray) return schemasAt(inner.element as z.ZodType, rest)
  if (inner instanceof z.ZodRecord) return schemasAt(inner.valueType as z.ZodType, rest)
  return []
}

function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return bare(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe) return bare(schema.in as z.ZodType)
  return schema
}
