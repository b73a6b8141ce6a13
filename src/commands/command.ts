import type { ParseArgsOptionsConfig } from 'node:util'

/** Exit codes, one meaning each; 69 and 78 as in sysexits.h. */
export const EXIT = {
  well: 0,
  no: 1,
  usage: 64,
  unreachable: 69,
  internal: 70,
  config: 78,
} as const

/** What a command may use; passed in, so that tests run commands without a process. */
export interface CommandContext {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** For a command that stops itself: aborts at the first SIGTERM or SIGINT. For others: never aborts. */
  readonly signal: AbortSignal
}

/** A command; main.ts lists them. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Text of --help below the usage line: what it does, its options, an example. */
  readonly help: string
  /** For a group of commands: text of --help by the first word. */
  readonly helpOf?: Readonly<Record<string, string>>
  readonly options: ParseArgsOptionsConfig
  /** Set if the command takes words besides its options; others refuse them. */
  readonly takesWords?: true
  /** Set if the command must settle work in progress before it stops; a signal ends the others at once. */
  readonly stopsItself?: true
  /** @returns the exit code */
  run(context: CommandContext): Promise<number>
}
