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
  /** The line it stands in; missing: none can be shown, or it may hold a secret. */
  readonly excerpt?: Excerpt
}

/** A line of a file, or the part of a long one that matters. */
export interface Excerpt {
  readonly line: string
  /** What is meant, in UTF-16 units of `line`. */
  readonly start: number
  readonly end: number
}

/** One line for a person: `config/rules.yaml:14:22 what – what to do`. */
export function renderProblem(problem: Problem): string {
  return visible(`${placeOf(problem)} ${problem.what} – ${problem.todo}`)
}

/** `config/rules.yaml:14:22`. */
export function placeOf({ file, line, column }: Problem): string {
  return `${file}:${line === 0 ? '' : `${line}:${column}`}`
}
