/** Reads YAML by a schema: data, or each mistake once, as a problem with file, line and column. */

import { isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Excerpt, Problem } from '../../text/show/problem.ts'
import { excerptOf } from './excerpt.ts'
import { issueTexts } from './issue-texts.ts'
import { firstProblems, MOST_PROBLEMS } from './most-problems.ts'
import type { Path } from './path.ts'
import { syntaxFaults } from './syntax.ts'
import { keyOffset, nodeAt, offsetOf, startOf } from './yaml-place.ts'
import { type YamlWarning, yamlWarnings } from './yaml-warnings.ts'

/** A position: file, line and column, both from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The positions of the parts of a file. */
export interface Places {
  /** The position of a value, or of the nearest part around it; `index` counts UTF-16 units into a text value, whatever its YAML style. */
  at(path: Path, index?: number): Position
  /** A problem at that place. */
  problem(path: Path, what: string, todo: string, index?: number): Problem
  /** A problem at a key of the block at a path. */
  keyProblem(path: Path, key: string, what: string, todo: string): Problem
  /** What is valid but probably not meant. */
  warnings(): readonly Problem[]
}

/** A file of valid YAML, whatever its contents. */
export interface YamlParsed extends Places {
  readonly kind: 'parsed'
  readonly file: string
  readonly data: unknown
  /** The YAML node at a path; null: there is none. */
  node(path: Path): Node | null
}

/** A file that is valid by its schema. */
export interface YamlRead<T> extends Places {
  readonly kind: 'read'
  readonly file: string
  readonly value: T
}

export type YamlResult<T> = YamlRead<T> | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** Reads one YAML file by its schema; finds every problem and reports up to 200. */
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
    // `syntaxFaults` checks this: the library compares every pair of keys, which takes minutes for 30,000.
    uniqueKeys: false,
    prettyErrors: false,
  })
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const say = (at: number, length: number, what: string, todo: string): Problem => {
    const excerpt: Excerpt | undefined = excerptOf(text, at, length)
    return { ...place(at), what, todo, ...(excerpt === undefined ? {} : { excerpt }) }
  }
  const faults = syntaxFaults(text, document, offset => place(offset).line)
  if (faults.length > 0) {
    const problems = faults.slice(0, MOST_PROBLEMS).map(({ at, length, what, todo }) => say(at, length, what, todo))
    return { kind: 'problems', problems: firstProblems(problems, faults.length - problems.length) }
  }
  const root = document.contents as Node | null
  const problem = (path: Path, what: string, todo: string, index?: number): Problem => {
    const node = nodeAt(root, path)
    const offset = offsetOf(root, path, text, index)
    return say(offset, index === undefined ? lengthOf(node) : wordAt(text, offset), what, todo)
  }
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch {
    return { kind: 'problems', problems: [problem([], 'too many aliases', 'write the values out')] }
  }
  return {
    kind: 'parsed',
    file,
    data,
    node: path => nodeAt(root, path),
    at: (path, index) => place(offsetOf(root, path, text, index)),
    problem,
    keyProblem: (path, key, what, todo) => say(keyOffset(root, path, key), key.length, what, todo),
    warnings: () => yamlWarnings(document, text).map((one: YamlWarning) => say(one.at, one.length, one.what, one.todo)),
  }
}

/** Applies a schema to parsed YAML. */
export function readParsed<S extends z.ZodType>(parsed: YamlParsed, schema: S): YamlResult<z.output<S>> {
  const { file, data, node, at, problem, keyProblem, warnings } = parsed
  const checked = schema.safeParse(data)
  if (checked.success) return { kind: 'read', file, value: checked.data, at, problem, keyProblem, warnings }
  const { found, left } = issueTexts(checked.error.issues, schema, data, node)
  const problems = found.map(({ path, key, what, todo }) =>
    key === null ? problem(path, what, todo) : keyProblem(path, key, what, todo),
  )
  return { kind: 'problems', problems: firstProblems(problems, left) }
}

/** The length, in UTF-16 units, of the word at an offset of an expression. */
function wordAt(text: string, offset: number): number {
  return /^[@\p{L}\p{N}*_/.-]+/u.exec(text.slice(offset, offset + 100))?.[0].length ?? 1
}

/** The length of a value on its first line, in UTF-16 units; a block is marked at its beginning. */
function lengthOf(node: Node | null): number {
  if (!isScalar(node) || !node.range) return 1
  return Math.max(1, node.range[1] - startOf(node))
}
