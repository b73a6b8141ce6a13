import type { Node } from 'yaml'
import type { z } from 'zod'
import { nearest } from '../../text/nearest.ts'
import { MOST_PROBLEMS } from './most-problems.ts'
import type { Path } from './path.ts'
import { type Found, problemText } from './problem-text.ts'
import { knownKeys } from './schema-keys.ts'

/**
 * Words the schema's issues, one per mistake: a misspelt key is also a missing one, and a file without its top key has only
 * unknown keys.
 * @param nodeOf the part of the file at a path
 */
export function issueTexts(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  data: unknown,
  nodeOf: (path: Path) => Node | null,
): { readonly found: readonly Found[]; readonly left: number } {
  const whole = wrongWhole(issues, schema)
  if (whole !== null) return { found: [whole], left: 0 }
  const { first, left } = firstIssues(withoutFollowUps(issues, data))
  const found = once(first.flatMap(issue => problemText(issue, schema, data, nodeOf)))
  return { found: found.flatMap(one => renamed(one, found)), left }
}

/** A file without any known key: it is another file's text, or its top key is missing. */
function wrongWhole(issues: readonly z.core.$ZodIssue[], schema: z.ZodType): Found | null {
  const unknown = issues.find(issue => issue.code === 'unrecognized_keys' && issue.path.length === 0)
  const known = knownKeys(schema, [])
  const missing = issues.flatMap(issue => (issue.path.length === 1 && isMissing(issue) ? [String(issue.path[0])] : []))
  const [needed] = missing
  if (unknown?.code !== 'unrecognized_keys' || needed === undefined) return null
  if (issues.some(issue => issue.path.length > 1) || unknown.keys.some(key => nearest(key, known) !== null)) return null
  const first = unknown.keys[0] ?? null
  const todo = `write "${needed}:" in a line above and indent what belongs to it, or put this file's own text here`
  return { path: [], key: first, what: `the file has no "${needed}:"`, todo }
}

/** Drops missing keys that are there misspelt, or under another name. */
function withoutFollowUps(issues: readonly z.core.$ZodIssue[], data: unknown): readonly z.core.$ZodIssue[] {
  const unknown = new Map<string, readonly string[]>()
  for (const issue of issues)
    if (issue.code === 'unrecognized_keys') unknown.set(JSON.stringify(issue.path), issue.keys)
  if (unknown.size === 0) return issues
  return issues.filter(issue => {
    const key = issue.path.at(-1)
    if (typeof key !== 'string' || !isMissing(issue, data)) return true
    const beside = unknown.get(JSON.stringify(issue.path.slice(0, -1))) ?? []
    return nearest(key, beside.map(bareKey)) === null
  })
}

/** A key without capitals, underscores and hyphens, for comparison. */
function bareKey(key: string): string {
  return key.replace(/[^\p{L}\p{N}]/gu, '')
}

function isMissing(issue: z.core.$ZodIssue, data?: unknown): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value' && issue.code !== 'invalid_union') return false
  if (issue.input !== undefined) return false
  let value = data
  if (data === undefined) return true
  for (const step of issue.path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step]
  return value === undefined
}

/** Drops duplicates: two checks may find the same mistake. */
function once(found: readonly Found[]): readonly Found[] {
  const places = new Set<string>()
  return found.filter(({ path, key, what }) => {
    const place = JSON.stringify([path, key, key === null ? '' : what])
    if (places.has(place)) return false
    places.add(place)
    return true
  })
}

/** One unknown and one missing key in the same block are probably the same key. */
function renamed(one: Found, found: readonly Found[]): readonly Found[] {
  const place = (path: Path) => JSON.stringify(path)
  const isLost = (each: Found) => each.key === null && / is missing$/.test(each.what)
  const isStrange = (each: Found) => each.key !== null && each.todo.startsWith('known keys')
  const block = isLost(one) ? place(one.path.slice(0, -1)) : place(one.path)
  const lost = found.filter(each => isLost(each) && place(each.path.slice(0, -1)) === block)
  const strange = found.filter(each => isStrange(each) && place(each.path) === block)
  if (lost.length !== 1 || strange.length !== 1) return [one]
  if (isLost(one)) return []
  return isStrange(one) ? [{ ...one, todo: `is it "${lost[0]?.path.at(-1)}", which is missing? ${one.todo}` }] : [one]
}

/** Only as many issues as are reported, since each is looked up in the file; one issue may cover thousands of keys. */
function firstIssues(issues: readonly z.core.$ZodIssue[]): {
  readonly first: readonly z.core.$ZodIssue[]
  readonly left: number
} {
  let left = Math.max(0, issues.length - MOST_PROBLEMS)
  const first = issues.slice(0, MOST_PROBLEMS).map(issue => {
    if (issue.code !== 'unrecognized_keys') return issue
    left += Math.max(0, issue.keys.length - MOST_PROBLEMS)
    return { ...issue, keys: issue.keys.slice(0, MOST_PROBLEMS) }
  })
  return { first, left }
}
