import { readVersion } from '../io/ops/environment.ts'
import { nearest } from '../text/nearest.ts'
import { indented } from '../text/show/table.ts'
import type { Command } from './command.ts'

/** Every command with its one line, no wider than the terminal. */
export function overview(commands: readonly Command[], columns: number): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 4
  const lines = commands.flatMap(({ name, summary }) =>
    indented(summary, width, columns).map((line, index) =>
      index === 0 ? `  ${name}`.padEnd(width) + line.trim() : line,
    ),
  )
  return `${['usage: backchannel COMMAND [options]', '', ...lines, '', '"backchannel help COMMAND" says more of one; without a command it is "run".'].join('\n')}\n`
}

/** "Backchannel 0.2.0, Node v24.21.0": what a report of a fault needs first. */
export async function versionLine(): Promise<string> {
  return `Backchannel ${await readVersion()}, Node ${process.version}`
}

/** What is said of a command that there is not. */
export function unknownCommand(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return `unknown command "${name}" – ${meant === null ? '' : `did you mean "${meant}"? `}One of: ${known.join(', ')}`
}
