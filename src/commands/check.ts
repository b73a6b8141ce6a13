import { join } from 'node:path'
import { type ConfigDirectory, lookInto, readFound } from '../bot/reload/config-directory.ts'
import { KeptParts } from '../bot/reload/kept-parts.ts'
import { LOCAL } from '../config/layers/files.ts'
import { straysAmong } from '../config/layers/strays.ts'
import { namesIn } from '../io/ops/config-files.ts'
import { isTerminal } from '../io/ops/terminal.ts'
import type { Problem } from '../text/show/problem.ts'
import { viewProblem } from '../text/show/problem-view.ts'
import { type Command, EXIT } from './command.ts'

export const command: Command = {
  name: 'check',
  summary: 'read the config files, run the examples of rules and events, and name every problem',
  help: `
usage: backchannel check [--config DIR]

Reads the files of the config directory, with those of its folder local merged in, and prints each problem as
file:line:column what – what to do, with its line. Warnings name what is valid but probably not meant, such as an unused list:
the bot runs with them. "config show --origin" shows which file each part comes from.
Exit code 0: all well, or only warnings; 78: problems. Colours: on a terminal, unless NO_COLOR is set.

  --config DIR   config directory (default: config)`,
  options: { config: { type: 'string', default: 'config' } },
  async run({ values, stdout, stderr, env }) {
    const directory = String(values.config)
    const coloured = isTerminal(stderr) && (env.NO_COLOR ?? '') === ''
    const write = (problems: readonly Problem[], kind: 'problem' | 'warning') => {
      for (const one of problems) stderr.write(`${viewProblem(one, kind, coloured)}\n`)
      if (problems.length > 0) stderr.write(`${problems.length} ${kind}${problems.length === 1 ? '' : 's'}\n`)
    }
    const found = await lookInto(directory)
    if ('what' in found) {
      write([found], 'problem')
      return EXIT.config
    }
    const read = await readFound(found, directory, undefined, false)
    if (read.kind === 'problems') {
      write(read.problems, 'problem')
      return EXIT.config
    }
    write(read.examples, 'problem')
    const strays = straysAmong(await namesIn(join(directory, LOCAL)), directory)
    write([...strays, ...(await warningsOf(found, directory))], 'warning')
    if (read.examples.length > 0) return EXIT.config
    const todo = `your files in ${directory}/${LOCAL} cause this: nothing to do if you mean it`
    write(
      read.changed.map(problem => ({ ...problem, todo })),
      'warning',
    )
    const { feeds, rules, terms } = read.parts
    const count = Object.values(terms.lists).reduce((sum, list) => sum + list.terms.length, 0)
    const polled = feeds.filter(feed => feed.enabled).length
    const own = [...found.texts.keys()].filter(name => name.startsWith(`${LOCAL}/`))
    stdout.write(
      `all well: ${polled} of ${feeds.length} feeds polled, ${count} terms, ${rules.rules.length} rules${own.length === 0 ? '' : `, with your ${own.join(', ')}`}\n`,
    )
    return EXIT.well
  },
}

/** Warnings about valid files; cached for the same files. */
async function warningsOf(found: ConfigDirectory, directory: string): Promise<readonly Problem[]> {
  const kept = new KeptParts(found.texts, directory)
  const before = await kept.warnings()
  if (before !== undefined) return before
  const { warningsOf } = await import('../config/warnings.ts')
  const warnings = warningsOf(found.texts, directory)
  await kept.keepWarnings(warnings)
  return warnings
}
