import { lookInto } from '../bot/config-directory.ts'
import { FORMS, type Part } from '../config/layer-forms.ts'
import { mergeLayers } from '../config/read-layers.ts'
import { showPart } from '../config/show.ts'
import { sourceOf } from '../config/sources.ts'
import { renderProblem } from '../text/problem.ts'
import { visible } from '../text/visible.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'

const PARTS = Object.keys(FORMS) as readonly Part[]

export const command: Command = {
  name: 'config',
  summary: 'show the configuration in force: the shipped one with your own changes',
  help: `
usage: backchannel config show [--origin] [${PARTS.join('|')}]…

Prints the files of the config directory as YAML, with those of its folder local merged in. Secrets of feeds stand as "…".

  --origin       say in comments where each piece comes from, as file:line; a line without one comes from where the line above it does
  --config DIR   config directory (default: config)

Example
  npm run -s backchannel -- config show --origin rules | grep local/`,
  options: { origin: { type: 'boolean' }, config: { type: 'string', default: 'config' } },
  takesWords: true,
  run: show,
}

async function show({ values, positionals, stdout, stderr }: CommandContext): Promise<number> {
  const [verb, ...names] = positionals
  const unknown = names.find(name => !PARTS.includes(name as Part))
  if (verb !== 'show' || unknown !== undefined) {
    stderr.write(`config ${visible(positionals.join(' '))}: not understood – config show [${PARTS.join('|')}]…\n`)
    return EXIT.usage
  }
  const directory = String(values.config)
  const found = await lookInto(directory)
  const problems = 'what' in found ? [found] : [...found.unreadable]
  const texts = 'what' in found ? new Map<string, string>() : found.texts
  const parts = names.length === 0 ? PARTS : PARTS.filter(part => names.includes(part))
  for (const [index, part] of parts.entries()) {
    const source = sourceOf(`${part}.yaml`, texts, directory)
    if (source === null) continue
    const merged = mergeLayers(part, source)
    problems.push(...merged.problems)
    if (parts.length > 1) stdout.write(`${index === 0 ? '' : '---\n'}# ${part}.yaml\n`)
    if (merged.parsed !== null) stdout.write(showPart(part, merged.parsed, values.origin === true))
  }
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return problems.length > 0 ? EXIT.config : EXIT.well
}
