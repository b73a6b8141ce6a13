import { type Excerpt, type Problem, placeOf, renderProblem } from './problem.ts'
import { visible } from './visible.ts'
import { widthOf } from './width.ts'

const [BOLD, RED, YELLOW, DIM, RESET] = ['\u001b[1m', '\u001b[31m', '\u001b[33m', '\u001b[2m', '\u001b[0m']

/**
 * A problem for a terminal: the line of renderProblem, the source line below it, and a caret under the marked part, counted in
 * columns, of which a wide character takes two.
 * @param kind a warning does not keep the bot from running
 */
export function viewProblem(problem: Problem, kind: 'problem' | 'warning', coloured: boolean): string {
  const first = renderProblem(kind === 'warning' ? { ...problem, what: `warning: ${problem.what}` } : problem)
  const paint = (code: string, text: string) => (coloured && text !== '' ? `${code}${text}${RESET}` : text)
  const place = visible(placeOf(problem))
  const told = first.startsWith(place) ? paint(BOLD, place) + first.slice(place.length) : first
  if (problem.excerpt === undefined) return told
  const { before, meant, after } = partsOf(problem.excerpt)
  const number = String(problem.line).padStart(4)
  const mark = `${' '.repeat(widthOf(before))}${paint(kind === 'warning' ? YELLOW : RED, '^'.repeat(Math.max(1, widthOf(meant))))}`
  const margin = `${' '.repeat(number.length)} |`
  return `${told}\n${paint(DIM, `${number} |`)} ${before}${meant}${after}\n${paint(DIM, margin)} ${mark}`
}

function partsOf({ line, start, end }: Excerpt): {
  readonly before: string
  readonly meant: string
  readonly after: string
} {
  return { before: seen(line.slice(0, start)), meant: seen(line.slice(start, end)), after: seen(line.slice(end)) }
}

/** Makes spaces visible that YAML does not accept; what follows stays in its column. */
function seen(text: string): string {
  return visible(
    text
      .replaceAll('\t', '→')
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, '␣')
      .replaceAll('\u3000', '␣␣'),
  )
}
