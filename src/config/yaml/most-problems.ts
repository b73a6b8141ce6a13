import type { Problem } from '../../text/show/problem.ts'

/** How many problems of one file are reported: if there are more, most have one cause. */
export const MOST_PROBLEMS = 200

/**
 * The first problems, and one more that counts the rest.
 * @param left how many more there are than were passed in
 */
export function firstProblems(problems: readonly Problem[], left = 0): readonly Problem[] {
  const rest = Math.max(0, problems.length - MOST_PROBLEMS) + left
  const first = problems.slice(0, MOST_PROBLEMS)
  const last = first.at(-1)
  // A single problem too many is shown in place of the line that would count it.
  if (last === undefined || (left === 0 && rest <= 1)) return problems
  const { file, line, column } = last
  return [...first, { file, line, column, what: `and ${rest} more problems`, todo: 'fix those above first' }]
}
