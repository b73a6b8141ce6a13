import type { ParseArgsOptionsConfig } from 'node:util'

/** Exit codes, one meaning each; 69 and 78 are those of sysexits.h. */
export const EXIT = {
  well: 0,
  no: 1,
  usage: 64,
  unreachable: 69,
  internal: 70,
  config: 78,
} as const

/** What a command may touch: handed in, so that tests run commands without a process. */
export interface CommandContext {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborts at the first SIGTERM or SIGINT of a command that stops itself; never for others. */
  readonly signal: AbortSignal
}

/** One file in src/commands/ each; main.ts lists them. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Text of --help below the usage line: what it does, its options, an example. */
  readonly help: string
  /** Where the first word is a command of a group: the text of --help behind each. */
  readonly helpOf?: Readonly<Record<string, string>>
  readonly options: ParseArgsOptionsConfig
  /** Set where the command takes words beside its options; others refuse them. */
  readonly takesWords?: true
  /** Set where the command has work in hand to settle when it is told to stop; others end as every program does. */
  readonly stopsItself?: true
  /** @returns the exit code */
  run(context: CommandContext): Promise<number>
}
