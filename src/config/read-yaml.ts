import { isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Excerpt, Problem } from '../text/problem.ts'
import { excerptOf } from './excerpt.ts'
import { issueTexts } from './issue-texts.ts'
import { firstProblems, MOST_PROBLEMS } from './most-problems.ts'
import type { Path } from './path.ts'
import { syntaxFaults } from './syntax.ts'
import { keyOffset, nodeAt, offsetOf, startOf } from './yaml-place.ts'
import { type YamlWarning, yamlWarnings } from './yaml-warnings.ts'

/** Where something stands in a file, both counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A file that was read and is valid, with the places of its parts. */
export interface YamlRead<T> {
  readonly kind: 'read'
  readonly file: string
  readonly value: T
  /** The place of a value, or of the nearest part around it; `index` counts UTF-16 units into a text value, in whatever style it is written. */
  at(path: Path, index?: number): Position
  /** A problem at that place. */
  problem(path: Path, what: string, todo: string, index?: number): Problem
  /** The problem at a key of the block at a path. */
  keyProblem(path: Path, key: string, what: string, todo: string): Problem
  /** What is valid and hardly meant. */
  warnings(): readonly Problem[]
}

export type YamlResult<T> = YamlRead<T> | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** Reads one YAML file by its schema; finds every problem, not only the first, and names up to 200. */
export function readYaml<S extends z.ZodType>(file: string, text: string, schema: S): YamlResult<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    // Looked for below: the library compares each key with each, which takes minutes for 30,000.
    uniqueKeys: false,
    prettyErrors: false,
  })
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const say = (at: number, length: number, what: string, todo: string): Problem => {
    const excerpt: Excerpt | undefined = excerptOf(text, at, length)
    return { file, ...place(at), what, todo, ...(excerpt === undefined ? {} : { excerpt }) }
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
  const keyProblem = (path: Path, key: string, what: string, todo: string): Problem =>
    say(keyOffset(root, path, key), key.length, what, todo)
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch {
    return {
      kind: 'problems',
      problems: [problem([], 'too many aliases', 'write the values out')],
    }
  }
  const parsed = schema.safeParse(data)
  if (!parsed.success) {
    const { found, left } = issueTexts(parsed.error.issues, schema, data, path => nodeAt(root, path))
    const problems = found.map(({ path, key, what, todo }) =>
      key === null ? problem(path, what, todo) : keyProblem(path, key, what, todo),
    )
    return { kind: 'problems', problems: firstProblems(problems, left) }
  }
  return {
    kind: 'read',
    file,
    value: parsed.data,
    at: (path, index) => place(offsetOf(root, path, text, index)),
    problem,
    keyProblem,
    warnings: () => yamlWarnings(document, text).map((one: YamlWarning) => say(one.at, one.length, one.what, one.todo)),
  }
}

/** UTF-16 units of the word at a place of an expression. */
function wordAt(text: string, offset: number): number {
  return /^[@\p{L}\p{N}*_/.-]+/u.exec(text.slice(offset, offset + 100))?.[0].length ?? 1
}

/** UTF-16 units that a value takes on its first line; a block is meant by its beginning. */
function lengthOf(node: Node | null): number {
  if (!isScalar(node) || !node.range) return 1
  return Math.max(1, node.range[1] - startOf(node))
}
