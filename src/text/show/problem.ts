import { visible } from './visible.ts'

/** A mistake in a file that people edit. Every problem says where, what and what to do. */
export interface Problem {
  readonly file: string
  /** Counted from 1; 0: it is the file or directory as a whole. */
  readonly line: number
  /** Counted from 1, in UTF-16 units. */
  readonly column: number
  readonly what: string
  readonly todo: string
  /** The line it is in; absent: there is none to show, or it may hold a secret. */
  readonly excerpt?: Excerpt
}

/** A line of a file, or the relevant part of a long one. */
export interface Excerpt {
  readonly line: string
  /** The marked part, in UTF-16 units of `line`. */
  readonly start: number
  readonly end: number
}

/** One line for people: `config/rules.yaml:14:22 what – what to do`. */
export function renderProblem(problem: Problem): string {
  return visible(`${placeOf(problem)} ${problem.what} – ${problem.todo}`)
}

/** `config/rules.yaml:14:22`. */
export function placeOf({ file, line, column }: Problem): string {
  return `${file}:${line === 0 ? '' : `${line}:${column}`}`
}
