import { isScalar, type Node } from 'yaml'
import type { z } from 'zod'
import { nearest } from '../../text/nearest.ts'
import { quotable } from '../../text/show/quotable.ts'
import { INVISIBLE } from '../../text/show/visible.ts'
import type { Path } from './path.ts'
import { homeOf, knownKeys } from './schema-keys.ts'
import { colonInText, valueAt, wrongKind } from './wrong-kind.ts'

export interface Found {
  readonly path: Path
  /** Set if the key, not its value, is wrong. */
  readonly key: string | null
  readonly what: string
  readonly todo: string
}

/** Splits a schema's message, written as "what – what to do". */
const DASH = ' – '

/**
 * Words one zod issue, as one or more problems, for a person who edits YAML.
 * @param nodeOf the part of the file at a path
 */
export function problemText(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  data: unknown,
  nodeOf: (path: Path) => Node | null,
): readonly Found[] {
  const path = issue.path.filter(step => typeof step !== 'symbol') as (string | number)[]
  const name = nameOf(path)
  const found = (what: string, todo: string): readonly Found[] => [{ path, key: null, what, todo }]
  const value = valueAt(data, path)
  const kind = (expected: string, values: readonly string[] = []) => {
    const node = nodeOf(path)
    const written = isScalar(node)
      ? { source: node.source ?? null, quoted: /^QUOTE/.test(String(node.type)), comment: node.comment != null }
      : { source: null, quoted: false, comment: false }
    return [{ path, key: null, ...wrongKind({ path, name, value, expected, values, schema, ...written }) }]
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => unknownKey(key, path, schema))
    case 'invalid_type':
      return issue.message.startsWith('has ') ? customText(issue.message, name, found) : kind(issue.expected)
    case 'invalid_value': {
      const values = issue.values.map(String)
      if (typeof value !== 'string') return kind('choice', values)
      const near = nearest(value, values)
      const todo =
        near === null ? `one of: ${values.join(', ')}` : `did you mean "${near}"? One of: ${values.join(', ')}`
      return found(`${name} cannot be ${JSON.stringify(near === null ? quotable(value) : value)}`, todo)
    }
    case 'too_small':
      if (issue.origin === 'string') return found(`${name} is empty`, 'write text')
      if (issue.message.includes(DASH)) return customText(issue.message, name, found)
      return issue.origin === 'array'
        ? found(`${name} has too few entries`, `at least ${issue.minimum}`)
        : found(`${name} is too small`, `at least ${issue.minimum}`)
    case 'too_big':
      if (issue.origin === 'array') return found(`${name} has too many entries`, `at most ${issue.maximum}`)
      return issue.origin === 'string'
        ? found(`${name} is too long`, `at most ${issue.maximum} characters`)
        : found(`${name} is too large`, `at most ${issue.maximum}`)
    case 'invalid_key': {
      const key = String(path.at(-1) ?? '')
      const [what = 'not a name', todo = 'rename it'] = (issue.issues[0]?.message ?? '').split(DASH)
      // Names of rules and terms are shown; a key under headers or routes may be a token that lost its colon.
      const shown = path.includes('headers') || path.includes('routes') ? quotable(key) : key
      return [{ path: path.slice(0, -1), key, what: `"${shown}" is ${what}`, todo }]
    }
    case 'invalid_union': {
      const takesText = issue.errors.flat().some(error => error.code === 'invalid_type' && error.expected === 'string')
      const colon = takesText ? colonInText(value) : null
      if (colon !== null) return found(colon.what, colon.todo)
      const choices = issue.errors.flat().find(error => error.code === 'invalid_value')
      const misspelt = typeof value === 'string' && nearest(value, choices?.values.map(String) ?? []) !== null
      // A union's own message about what it takes is better than its first choice's.
      if (choices !== undefined && issue.message.includes(DASH) && !misspelt)
        return customText(issue.message, name, found)
      const meant = issue.errors.find(
        errors => !errors.some(error => error.path.length === 0 && error.code === 'invalid_type'),
      )
      if (
        meant !== undefined &&
        !(meant.length === 1 && meant[0]?.code === 'invalid_value' && typeof value !== 'string')
      )
        return meant.flatMap(error =>
          problemText({ ...error, path: [...issue.path, ...error.path] }, schema, data, nodeOf),
        )
      const kinds = issue.errors.flat().flatMap(error => (error.code === 'invalid_type' ? [error.expected] : []))
      const values = issue.errors
        .flat()
        .flatMap(error => (error.code === 'invalid_value' ? error.values.map(String) : []))
      return kind([...new Set(kinds)].join('|'), values)
    }
    default:
      return customText(issue.message, name, found)
  }
}

/** The name of a part: its key, or that of its list. */
function nameOf(path: Path): string {
  if (path.length === 0) return 'the file'
  const last = path.findLast(step => typeof step === 'string')
  return `"${last === undefined ? path.join('.') : quotable(String(last))}"`
}

function customText(
  message: string,
  name: string,
  found: (what: string, todo: string) => readonly Found[],
): readonly Found[] {
  const [what = message, todo = 'see the schema named at the top of the file'] = message.split(DASH)
  if (what.startsWith('not ')) return found(`${name} is ${what}`, todo)
  if (what.startsWith('has ')) return found(`${name} ${what}`, todo)
  return found(what.startsWith('Invalid') ? `${name}: ${what}` : what, todo)
}

function unknownKey(key: string, path: Path, schema: z.ZodType): Found {
  const known = knownKeys(schema, path)
  const seen = key.replace(INVISIBLE, '')
  if (seen !== key && known.includes(seen))
    return { path, key, what: `the key "${seen}" has an invisible character in it`, todo: 'retype it' }
  const near = known.find(each => bare(each) === bare(key)) ?? nearest(key, known)
  const home = path.length === 0 && near === null ? homeOf(schema, key) : null
  const list = known.length > 0 ? `known keys: ${known.join(', ')}` : 'remove it'
  const todo =
    home !== null ? `it belongs under ${home}:` : near === null ? list : `did you mean "${near}"? Otherwise remove it`
  return { path, key, what: `unknown key "${near === null ? quotable(key) : key}"`, todo }
}

/** A key without what people misremember: capitals, hyphens and underscores. */
function bare(key: string): string {
  return key.toLowerCase().replace(/[-_ ]/g, '')
}
