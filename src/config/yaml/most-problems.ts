import type { Problem } from '../../text/show/problem.ts'

/** Problems of one file that are named: whoever has more has one cause for most of them. */
export const MOST_PROBLEMS = 200

/**
 * The first problems, and one more that counts the rest.
 * @param left how many more there are than were handed in
 */
export function firstProblems(problems: readonly Problem[], left = 0): readonly Problem[] {
  const rest = Math.max(0, problems.length - MOST_PROBLEMS) + left
  const first = problems.slice(0, MOST_PROBLEMS)
  const last = first.at(-1)
  // One more than that is the count of those that were left out before.
  if (last === undefined || (left === 0 && rest <= 1)) return problems
  const { file, line, column } = last
  return [...first, { file, line, column, what: `and ${rest} more problems`, todo: 'mend those above first' }]
}
