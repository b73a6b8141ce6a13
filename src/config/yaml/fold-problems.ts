import type { Problem } from '../../text/show/problem.ts'

/** How many further lines are named after the first. */
const MOST_LINES = 5

/** Reports a repeated mistake once: problems of a file with the same text are merged into the first, with the lines of the others. */
export function foldProblems(problems: readonly Problem[]): readonly Problem[] {
  // A problem's text begins with the rule's name; a list that several rules misspell is still one mistake.
  const same = Map.groupBy(problems, ({ file, what, todo }) => `${file}\n${causeOf(what)}\n${todo}`)
  return [...same.values()].map(group => {
    const [first] = group as [Problem]
    const lines = [...new Set(group.map(one => one.line))].filter(line => line !== first.line)
    if (lines.length === 0) return first
    const named = lines.slice(0, MOST_LINES)
    const rest = lines.length - named.length
    const also = `also on line${lines.length === 1 ? '' : 's'} ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
    return { ...first, what: `${first.what} (${also})` }
  })
}

function causeOf(what: string): string {
  return /^(?:rule|exclusion|type) "[^"]*": (no list "@.*)$/.exec(what)?.[1] ?? what
}
