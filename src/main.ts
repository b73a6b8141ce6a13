import { parseArgs } from 'node:util'
import { type Command, EXIT } from './commands/command.ts'

/** The table of commands; each is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  state: () => import('./commands/state.ts'),
}

process.exitCode = await main(process.argv.slice(2))

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'run', ...rest] = argv
  if (name === '--help' || name === 'help' || name === '-h') {
    process.stdout.write(await overview())
    return EXIT.well
  }
  const load = COMMANDS[name]
  if (load === undefined) {
    process.stderr.write(`unknown command "${name}" – one of: ${Object.keys(COMMANDS).join(', ')}\n`)
    return EXIT.usage
  }
  const { command } = await load()
  let parsed: ReturnType<typeof parseArgs>
  try {
    const options = {
      ...command.options,
      help: { type: 'boolean', short: 'h' },
    } as const
    parsed = parseArgs({ args: rest, options, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${(error as Error).message} – see "backchannel ${name} --help"\n`)
    return EXIT.usage
  }
  if (parsed.values.help === true) {
    process.stdout.write(`${command.summary}\n\n${command.help.trim()}\n`)
    return EXIT.well
  }
  const { values, positionals } = parsed
  const { stdin, stdout, stderr, env } = process
  return command.run({ values, positionals, stdin, stdout, stderr, env })
}

async function overview(): Promise<string> {
  const lines = ['usage: backchannel COMMAND [options]    (--help on each)', '']
  for (const load of Object.values(COMMANDS)) {
    const { command } = await load()
    lines.push(`  ${command.name.padEnd(12)} ${command.summary}`)
  }
  return `${lines.join('\n')}\n`
}
