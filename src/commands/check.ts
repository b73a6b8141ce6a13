import { lookInto } from '../bot/config-directory.ts'
import { type ConfigRead, readConfig } from '../config/config.ts'
import { LOCAL } from '../config/files.ts'
import { renderProblem } from '../text/problem.ts'
import { type Command, EXIT } from './command.ts'

export const command: Command = {
  name: 'check',
  summary: 'read the config files, run the examples of rules and events, and name every problem',
  help: `
usage: backchannel check [--config DIR]

Reads the files of the config directory, with your own of its folder local put on them, and prints each problem as
file:line:column what – what to do. "config show --origin" shows what comes from where.
Exit code 0: all well, 78: problems.

  --config DIR   config directory (default: config)`,
  options: { config: { type: 'string', default: 'config' } },
  async run({ values, stdout, stderr }) {
    const directory = String(values.config)
    const found = await lookInto(directory)
    const read: ConfigRead =
      'what' in found ? { kind: 'problems', problems: [found] } : readConfig(found.texts, directory, found.unreadable)
    const problems = read.kind === 'problems' ? read.problems : read.examples
    for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
    if (problems.length > 0) stderr.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`)
    if (read.kind === 'problems' || problems.length > 0) return EXIT.config
    const todo = `what stands in ${directory}/${LOCAL} makes it so: nothing to do if you mean it`
    for (const problem of read.changed) stderr.write(`${renderProblem({ ...problem, todo })}\n`)
    const { feeds, ruleSet, terms } = read.config
    const polled = feeds.filter(feed => feed.enabled).length
    const own = 'what' in found ? [] : [...found.texts.keys()].filter(name => name.startsWith(`${LOCAL}/`))
    stdout.write(
      `all well: ${polled} of ${feeds.length} feeds polled, ${terms.terms.length} terms, ${ruleSet.rules.length} rules${own.length === 0 ? '' : `, with your ${own.join(', ')}`}\n`,
    )
    return EXIT.well
  },
}
