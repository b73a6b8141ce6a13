import { parseArgs } from 'node:util'
import { type Command, EXIT } from './commands/command.ts'
import { failureOf } from './commands/failure.ts'
import { helpText, overview, unknownCommand, versionLine } from './commands/help.ts'
import { readEnvVariables } from './commands/init/env-variables.ts'

/** The table of commands; each is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  backtest: () => import('./commands/rules/backtest.ts'),
  train: () => import('./commands/teach/train.ts'),
  brief: () => import('./commands/stories/brief.ts'),
  check: () => import('./commands/check.ts'),
  config: () => import('./commands/store/config.ts'),
  demo: () => import('./commands/demo/demo.ts'),
  digest: () => import('./commands/store/digest.ts'),
  feedback: () => import('./commands/teach/feedback.ts'),
  feeds: () => import('./commands/feeds/feeds.ts'),
  explain: () => import('./commands/rules/explain.ts'),
  group: () => import('./commands/stories/group.ts'),
  replay: () => import('./commands/stories/replay.ts'),
  health: () => import('./commands/health.ts'),
  init: () => import('./commands/init/init.ts'),
  once: () => import('./commands/once.ts'),
  parse: () => import('./commands/feeds/parse.ts'),
  run: () => import('./commands/run.ts'),
  schema: () => import('./commands/schema.ts'),
  state: () => import('./commands/store/state.ts'),
  status: () => import('./commands/store/status.ts'),
  summarise: () => import('./commands/stories/summarise.ts'),
  terms: () => import('./commands/teach/terms.ts'),
  test: () => import('./commands/test.ts'),
  upcoming: () => import('./commands/store/upcoming.ts'),
}

/** How long open handles may keep an ended program alive. */
const LINGER_MS = 1000
/** How long after being told to stop the program ends, whatever still hangs; a container is killed after 10 s. */
const STOP_MS = 9500

// Who reads the output may go away (`| head -1`, a terminal that is closed): what is then written is lost, and nothing else. A command
// that only prints ends with its usual code, the bot goes on posting.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
// What a library has to say to programmers is no line of ours, and may name what is a secret.
process.removeAllListeners('warning')

const code = await main(process.argv.slice(2))
process.exitCode = code
setTimeout(() => process.exit(code), LINGER_MS).unref()

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'run', ...rest] = argv
  if (name === '--version' || name === '-v' || name === 'version') {
    process.stdout.write(`${await versionLine()}\n`)
    return EXIT.well
  }
  if (name === 'help' && rest[0] !== undefined) return main([rest[0], '--help'])
  if (name === '--help' || name === 'help' || name === '-h') {
    const commands = await Promise.all(Object.values(COMMANDS).map(async load => (await load()).command))
    process.stdout.write(overview(commands, process.stdout.columns ?? 80))
    return EXIT.well
  }
  const load = COMMANDS[name]
  if (load === undefined) {
    process.stderr.write(`${unknownCommand(name, Object.keys(COMMANDS))}\n`)
    return EXIT.usage
  }
  const { command } = await load()
  let parsed: ReturnType<typeof parseArgs>
  try {
    const options = {
      ...command.options,
      help: { type: 'boolean', short: 'h' },
    } as const
    parsed = parseArgs({ args: rest, options, allowPositionals: command.takesWords === true })
  } catch (error) {
    process.stderr.write(`${(error as Error).message.split('. ')[0]} – see "backchannel ${name} --help"\n`)
    return EXIT.usage
  }
  if (parsed.values.help === true) {
    const own = command.helpOf?.[parsed.positionals[0] ?? '']
    process.stdout.write(
      helpText(own?.trim() ?? `${command.summary}\n\n${command.help.trim()}`, process.stdout.columns),
    )
    return EXIT.well
  }
  const variables = await readEnvVariables(process.env)
  for (const problem of variables.problems) process.stderr.write(`${problem}\n`)
  if (variables.problems.length > 0) return EXIT.config
  // For libraries as well, which read some of their own; Docker Compose's env_file does no less.
  Object.assign(process.env, variables.added)
  const { values, positionals } = parsed
  const { stdin, stdout, stderr, env } = process
  const signal = command.stopsItself === true ? stopSignal() : new AbortController().signal
  try {
    return await command.run({ values, positionals, stdin, stdout, stderr, env, signal })
  } catch (error) {
    const { code, text } = failureOf(error)
    stderr.write(`${text}\n`)
    return code
  }
}

/**
 * Aborts at the first SIGTERM or SIGINT; a second one ends the program at once, and so does STOP_MS: what is stored is enough to go on
 * from.
 */
function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143)
    controller.abort(name)
    setTimeout(() => {
      process.stderr.write('something did not end in time – what is under way is settled after the next start\n')
      process.exit(EXIT.well)
    }, STOP_MS).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  return controller.signal
}
