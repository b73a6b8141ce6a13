import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml'
import type { z } from 'zod'
import type { Problem } from '../text/problem.ts'
import { firstProblems, MOST_PROBLEMS } from './most-problems.ts'
import { type Path, problemText } from './problem-text.ts'

/** Where something stands: in which file, and there, both counted from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A file that is YAML, whatever it holds, with the places of its parts. */
export interface YamlParsed {
  readonly kind: 'parsed'
  readonly file: string
  readonly data: unknown
  /** The place of a value, or of the nearest part around it; `index` counts UTF-16 units into a text value, in whatever style it is written. */
  place(path: Path, index?: number): Position
  /** The place of a key of the block at a path. */
  keyPlace(path: Path, key: string): Position
}

/** A file that was read and is valid, with the places of its parts. */
export interface YamlRead<T> {
  readonly kind: 'read'
  readonly file: string
  readonly value: T
  /** As YamlParsed.place. */
  at(path: Path, index?: number): Position
  /** A problem at that place. */
  problem(path: Path, what: string, todo: string, index?: number): Problem
}

export type YamlResult<T> = YamlRead<T> | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** Reads one YAML file by its schema; finds every problem, not only the first, and names up to 200. */
export function readYaml<S extends z.ZodType>(file: string, text: string, schema: S): YamlResult<z.output<S>> {
  const parsed = parseYaml(file, text)
  return parsed.kind === 'problems' ? parsed : readParsed(parsed, schema)
}

/** Reads the YAML of one file. */
export function parseYaml(
  file: string,
  text: string,
): YamlParsed | { readonly kind: 'problems'; readonly problems: readonly Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    // Looked for below: the library compares each key with each, which takes minutes for 30,000.
    uniqueKeys: false,
    prettyErrors: false,
  })
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const errors = [...document.errors.map(({ pos, message }) => ({ at: pos[0], message })), ...repeatedKeys(document)]
  if (errors.length > 0) {
    const problems = errors.slice(0, MOST_PROBLEMS).map(({ at, message }) => ({
      ...place(at),
      what: `not valid YAML: ${message.replace(/\s+/g, ' ')}`,
      todo: 'check quotes, colons and indentation on this line and the one before',
    }))
    return { kind: 'problems', problems: firstProblems(problems, errors.length - problems.length) }
  }
  const root = document.contents as Node | null
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch {
    return {
      kind: 'problems',
      problems: [{ ...place(startOf(root)), what: 'too many aliases', todo: 'write the values out' }],
    }
  }
  return {
    kind: 'parsed',
    file,
    data,
    place: (path, index) => place(offsetOf(root, path, text, index)),
    keyPlace: (path, key) => place(keyOffset(root, path, key)),
  }
}

/** Reads what was parsed by its schema. */
export function readParsed<S extends z.ZodType>(parsed: YamlParsed, schema: S): YamlResult<z.output<S>> {
  const { file, data, place, keyPlace } = parsed
  const checked = schema.safeParse(data)
  if (checked.success) {
    const problem = (path: Path, what: string, todo: string, index?: number): Problem => ({
      ...place(path, index),
      what,
      todo,
    })
    return { kind: 'read', file, value: checked.data, at: place, problem }
  }
  const { first, left } = firstIssues(checked.error.issues)
  const problems = first.flatMap(issue =>
    problemText(issue, schema, data).map(({ path, key, what, todo }) => ({
      ...(key === null ? place(path) : keyPlace(path, key)),
      what,
      todo,
    })),
  )
  return { kind: 'problems', problems: firstProblems(problems, left) }
}

/** Keys that stand twice in one block: YAML 1.2, 3.2.1.1. */
function repeatedKeys(document: Document): readonly { readonly at: number; readonly message: string }[] {
  const found: { readonly at: number; readonly message: string }[] = []
  visit(document, {
    Map(_, { items }) {
      const known = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (known.has(key.value)) found.push({ at: startOf(key), message: 'Map keys must be unique' })
        known.add(key.value)
      }
    },
  })
  return found
}

/** As many of the issues as are named, since each is looked up in the file; one may stand for thousands of keys. */
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

function keyOffset(root: Node | null, path: Path, key: string): number {
  const node = nodeAt(root, path)
  if (isMap(node)) {
    const pair = node.items.find(item => isPair(item) && isScalar(item.key) && String(item.key.value) === key)
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0]
  }
  return startOf(node ?? root)
}

function offsetOf(root: Node | null, path: Path, text: string, index?: number): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = nodeAt(root, path.slice(0, depth))
    if (node === null) continue
    if (depth === path.length && index !== undefined && isScalar(node) && typeof node.value === 'string') {
      return within(node.value, startOf(node), text, index)
    }
    return startOf(node)
  }
  return 0
}

/**
 * Finds the index-th unit of a scalar's value in its source. Every printed character of the value stands in the source in the same
 * order, whatever the style (plain, quoted, folded, block); only white space, quotes and backslashes differ.
 */
function within(value: string, start: number, text: string, index: number): number {
  let offset = start
  if (text[offset] === '|' || text[offset] === '>') offset = text.indexOf('\n', offset) + 1
  else if (text[offset] === '"' || text[offset] === "'") offset += 1
  for (let at = 0; at <= index && at < value.length; at += 1) {
    const wanted = value[at] ?? ''
    if (/\s/.test(wanted)) {
      if (at < index) continue
      return offset
    }
    while (offset < text.length && text[offset] !== wanted) offset += 1
    if (at === index) return offset
    offset += 1
  }
  return offset
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

function nodeAt(root: Node | null, path: Path): Node | null {
  let node: Node | null = root
  for (const step of path) {
    if (!isCollection(node)) return null
    const next: unknown = isMap(node) ? pairValue(node.items, step) : node.get(step, true)
    if (next === undefined || next === null) return null
    node = next as Node
  }
  return node
}

function pairValue(items: readonly Pair[], key: string | number): unknown {
  const pair = items.find(item => isScalar(item.key) && String(item.key.value) === String(key))
  return pair?.value ?? pair?.key
}
