import type { Problem } from '../text/show/problem.ts'

/** One setting of an .env file, or one line that sets nothing, with its line breaks. */
interface Part {
  /** The variable's name; null: a comment, an empty line or a mistake. */
  readonly name: string | null
  readonly text: string
  /** Line number, from 1. */
  readonly line: number
  readonly mistake: { readonly what: string; readonly todo: string } | null
}

const NAME = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=[^\S\n]*/
const CLOSE = 'close it at the end of the value, or leave quotes out'

/**
 * Lines of an .env file that Node and Docker Compose silently ignore. Problems name the line and never
 * its text, which may be a secret.
 */
export function envProblems(file: string, text: string): readonly Problem[] {
  return partsOf(text).flatMap(({ line, mistake }) => (mistake === null ? [] : [{ file, line, column: 1, ...mistake }]))
}

/**
 * Sets and removes variables in an .env file. Each stays in its place, new ones go to the end; all other lines are unchanged.
 * @param changes by name; null removes the variable. Values are written verbatim, so they must have no quotes, `#` or line breaks
 */
export function withVariables(text: string, changes: Readonly<Record<string, string | null>>): string {
  const parts = partsOf(text)
  const last = new Map(parts.flatMap(({ name, line }) => (name === null ? [] : [[name, line] as const])))
  const kept = parts.flatMap(({ name, text: own, line }) => {
    const value = name === null ? undefined : changes[name]
    if (value === undefined) return [own]
    // Of repeated variables the last one counts.
    return value === null || last.get(name ?? '') !== line ? [] : [`${name}=${value}\n`]
  })
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === null || last.has(name) ? [] : [`${name}=${value}\n`],
  )
  const before = kept.join('')
  const ends = before === '' || before.endsWith('\n') || added.length === 0
  return `${before}${ends ? '' : '\n'}${added.join('')}`
}

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let line = 1
  let rest = text.replaceAll('\r\n', '\n')
  while (rest !== '') {
    const part = partOf(rest, line)
    parts.push(part)
    rest = rest.slice(part.text.length)
    line += part.text.split('\n').length - 1
  }
  return parts
}

/** The part at the start of a text. A quoted value may span lines (Node's documentation, "dotenv"). */
function partOf(text: string, line: number): Part {
  const own = /^.*\n?/.exec(text)?.[0] ?? ''
  if (/^\s*(?:#.*)?\s*$/.test(own)) return { name: null, text: own, line, mistake: null }
  const [head, name] = NAME.exec(own) ?? []
  if (head === undefined || name === undefined) {
    const mistake = own.includes('=')
      ? { what: 'what is before "=" is not a name', todo: 'write NAME=value, the name in letters, digits and _' }
      : { what: 'is not NAME=value', todo: 'put the name and "=" before the value, or # before a comment' }
    return { name: null, text: own, line, mistake }
  }
  const quote = text[head.length] ?? ''
  if (!/["'`]/.test(quote)) return { name, text: own, line, mistake: null }
  const end = text.indexOf(quote, head.length + 1)
  const whole = end === -1 ? own : text.slice(0, end) + (/^.*\n?/.exec(text.slice(end))?.[0] ?? '')
  const swallows = whole.split('\n').some((each, index) => index > 0 && NAME.test(each))
  if (end !== -1 && !swallows) return { name, text: whole, line, mistake: null }
  return { name, text: own, line, mistake: { what: `the quote ${quote} after ${name}= is never closed`, todo: CLOSE } }
}
