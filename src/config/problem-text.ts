import { z } from 'zod'
import { nearest } from '../text/nearest.ts'
import { quotable } from '../text/quotable.ts'

/** The way to a part of a file: keys and list places. */
export type Path = readonly (string | number)[]

interface Found {
  readonly path: Path
  /** Set where the key, not its value, is wrong. */
  readonly key: string | null
  readonly what: string
  readonly todo: string
}

/** Parts a schema's message into what is wrong and what to do: schemas write "what – what to do". */
const DASH = ' – '

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
  null: 'nothing',
}

/** Says one zod issue as one or more sentences for a person who edits YAML. */
export function problemText(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): readonly Found[] {
  const path = issue.path.filter(step => typeof step !== 'symbol') as (string | number)[]
  const last = path.findLast(step => typeof step === 'string')
  const name = path.length === 0 ? 'the file' : `"${last === undefined ? path.join('.') : quotable(last)}"`
  const found = (what: string, todo: string): readonly Found[] => [{ path, key: null, what, todo }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => unknownKey(key, path, knownKeys(schema, path)))
    case 'invalid_type': {
      if (valueAt(data, path) === undefined) return found(`${name} is missing`, `add it: ${article(issue.expected)}`)
      const actual = kindOf(valueAt(data, path))
      return found(
        `${name} must be ${article(issue.expected)}, not ${article(actual)}`,
        `write ${article(issue.expected)}`,
      )
    }
    case 'invalid_value': {
      const value = valueAt(data, path)
      const values = issue.values.map(String)
      const near = typeof value === 'string' ? nearest(value, values) : null
      const todo =
        near === null ? `one of: ${values.join(', ')}` : `did you mean "${near}"? One of: ${values.join(', ')}`
      const shown = typeof value === 'string' && near === null ? quotable(value) : value
      return found(`${name} cannot be ${JSON.stringify(shown) ?? 'empty'}`, todo)
    }
    case 'too_small':
      return found(`${name} is too ${issue.origin === 'number' ? 'small' : 'short'}`, `at least ${issue.minimum}`)
    case 'too_big':
      return found(`${name} is too ${issue.origin === 'number' ? 'large' : 'long'}`, `at most ${issue.maximum}`)
    case 'invalid_key': {
      const key = String(path.at(-1) ?? '')
      const [what = 'not a name', todo = 'rename it'] = (issue.issues[0]?.message ?? '').split(DASH)
      // Rules and terms are named in words; what stands among headers and routes may be a token that lost its colon.
      const shown = path.includes('headers') || path.includes('routes') ? quotable(key) : key
      return [{ path: path.slice(0, -1), key, what: `"${shown}": ${what}`, todo }]
    }
    case 'invalid_union': {
      const meant = issue.errors.find(
        errors => !errors.some(error => error.path.length === 0 && error.code === 'invalid_type'),
      )
      if (meant === undefined) return customText(issue.message, name, found)
      return meant.flatMap(error => problemText({ ...error, path: [...issue.path, ...error.path] }, schema, data))
    }
    default:
      return customText(issue.message, name, found)
  }
}

function customText(
  message: string,
  name: string,
  found: (what: string, todo: string) => readonly Found[],
): readonly Found[] {
  const [what = message, todo] = message.split(DASH)
  return found(
    what.startsWith('Invalid') ? `${name}: ${what}` : what,
    todo ?? 'see the schema named at the top of the file',
  )
}

function unknownKey(key: string, path: Path, known: readonly string[]): Found {
  const near = nearest(key, known)
  const list = known.length > 0 ? `known keys: ${known.join(', ')}` : 'remove it'
  return {
    path,
    key,
    what: `unknown key "${near === null ? quotable(key) : key}"`,
    todo: near === null ? list : `did you mean "${near}"? Otherwise remove it`,
  }
}

function article(kind: string): string {
  return NAMES[kind] ?? kind
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

/** The keys that a schema's object at a path knows, for suggestions. */
function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  const [step, ...rest] = path
  const inner = bare(schema)
  if (inner instanceof z.ZodUnion) {
    return inner.options.flatMap(option => knownKeys(option as z.ZodType, path))
  }
  if (step === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : []
  if (inner instanceof z.ZodObject) {
    const next = (inner.shape as Record<string, z.ZodType>)[String(step)]
    return next === undefined ? [] : knownKeys(next, rest)
  }
  if (inner instanceof z.ZodArray) return knownKeys(inner.element as z.ZodType, rest)
  if (inner instanceof z.ZodRecord) return knownKeys(inner.valueType as z.ZodType, rest)
  return []
}

function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return bare(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe) return bare(schema.in as z.ZodType)
  return schema
}
