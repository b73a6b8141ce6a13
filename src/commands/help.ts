import { readVersion } from '../io/ops/environment.ts'
import { nearest } from '../text/nearest.ts'
import { indented } from '../text/show/table.ts'
import type { Command } from './command.ts'

/** Every command with its summary, wrapped to the terminal's width. */
export function overview(commands: readonly Command[], columns: number): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 4
  const lines = commands.flatMap(({ name, summary }) =>
    indented(summary, width, columns).map((line, index) =>
      index === 0 ? `  ${name}`.padEnd(width) + line.trim() : line,
    ),
  )
  return `${['usage: backchannel COMMAND [options]', '', ...lines, '', '"backchannel help COMMAND" explains a command; the default command is "run".'].join('\n')}\n`
}

/** Columns of help where no terminal says how wide it is. */
const COLUMNS = 100

/** What stands before a line's text: its indent, and an option or a usage that is set off by two spaces. */
const HEAD = /^ *(?:\S.*? {2,})?/

/** One command's help: lines that are too wide are wrapped together with what goes on below them, those of an option below its text. */
export function helpText(text: string, columns = COLUMNS): string {
  const lines = text.split('\n')
  const shown: string[] = []
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line.length <= columns) {
      shown.push(line)
      continue
    }
    const [head = ''] = HEAD.exec(line) ?? []
    let words = line.slice(head.length)
    const goesOn = (next: string) => next.trim() !== '' && HEAD.exec(next)?.[0] === ' '.repeat(head.length)
    while (!/[.:]$/.test(words) && lines[0] !== undefined && goesOn(lines[0])) words += ` ${lines.shift()?.trim()}`
    const [first = '', ...more] = indented(words, head.length, columns)
    shown.push(head + first.trimStart(), ...more)
  }
  return `${shown.join('\n')}\n`
}

/** "Backchannel 0.2.0, Node v24.21.0", for bug reports. */
export async function versionLine(): Promise<string> {
  return `Backchannel ${await readVersion()}, Node ${process.version}`
}

/** The message for an unknown command. */
export function unknownCommand(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return `unknown command "${name}" – ${meant === null ? '' : `did you mean "${meant}"? `}One of: ${known.join(', ')}`
}
