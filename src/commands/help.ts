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

/** "Backchannel 0.2.0, Node v24.21.0", for bug reports. */
export async function versionLine(): Promise<string> {
  return `Backchannel ${await readVersion()}, Node ${process.version}`
}

/** The message for an unknown command. */
export function unknownCommand(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return `unknown command "${name}" – ${meant === null ? '' : `did you mean "${meant}"? `}One of: ${known.join(', ')}`
}
