import { visible } from './visible.ts'

/** Something wrong in a file a person edits. Every problem says where, what and what to do. */
export interface Problem {
  readonly file: string
  /** Counted from 1; 0: it is the file or directory as a whole. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number
  readonly what: string
  readonly todo: string
}

/** One line for a person: `config/rules.yaml:14:22 what – what to do`. */
export function renderProblem(problem: Problem): string {
  const { file, line, column, what, todo } = problem
  return visible(`${file}:${line === 0 ? '' : `${line}:${column}`} ${what} – ${todo}`)
}
