import { type ConfigDirectory, lookInto } from '../../bot/reload/config-directory.ts'
import { FORMS, type Part } from '../../config/layers/layer-forms.ts'
import { mergeLayers } from '../../config/layers/read-layers.ts'
import { showPart } from '../../config/layers/show.ts'
import { sourceOf } from '../../config/layers/sources.ts'
import { describeMaker } from '../../desk/amendment.ts'
import { type Problem, renderProblem } from '../../text/show/problem.ts'
import { visible } from '../../text/show/visible.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { exportDesk } from './config-export.ts'
import { storeOption } from './store-option.ts'
import { heldFor } from './stored-amendments.ts'

const PARTS = Object.keys(FORMS) as readonly Part[]

export const command: Command = {
  name: 'config',
  summary: 'show the configuration in force: the shipped one with your own changes, and those made in Discord',
  help: `
usage: backchannel config show [--origin] [${PARTS.join('|')}]…
       backchannel config export [--write [--clear]]

show prints the files of the config directory as YAML, with those of its folder local merged in, then the changes made in Discord (/feed,
/term, /rule), which are in the store. Secrets of feeds are shown as "…".
export prints the changes made in Discord as files for the folder local.

  --origin       add comments on where each part comes from, as file:line, or for Discord who made it and when; a line without one comes
                 from the same place as the line above
  --write        write them into the files of the folder local; existing content stays, including comments
  --clear        with --write: then remove them from the store, so that only the files have them
  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)

Example
  npm run -s backchannel -- config show --origin rules | grep -e local/ -e desk/`,
  options: {
    origin: { type: 'boolean' },
    write: { type: 'boolean' },
    clear: { type: 'boolean' },
    config: { type: 'string', default: 'config' },
    ...storeOption,
  },
  takesWords: true,
  run: configure,
}

async function configure(context: CommandContext): Promise<number> {
  const { values, positionals, stderr } = context
  const [verb, ...names] = positionals
  const unknown = names.find(name => !PARTS.includes(name as Part))
  if (!(verb === 'show' && unknown === undefined) && !(verb === 'export' && names.length === 0)) {
    const usage = `config show [${PARTS.join('|')}]… or config export`
    stderr.write(`config ${visible(positionals.join(' '))}: not understood – ${usage}\n`)
    return EXIT.usage
  }
  const directory = String(values.config)
  const looked = await lookInto(directory)
  const problems = 'what' in looked ? [looked] : [...looked.unreadable]
  const found = 'what' in looked ? { texts: new Map<string, string>(), unreadable: [] } : looked
  if (verb === 'export') return problems.length > 0 ? tell(problems, stderr) : exportDesk(found, directory, context)
  return show(found, directory, names, problems, context)
}

async function show(
  found: ConfigDirectory,
  directory: string,
  names: readonly string[],
  problems: Problem[],
  context: CommandContext,
): Promise<number> {
  const { values, stdout, stderr } = context
  const held = await heldFor(found, directory, context)
  if (typeof held === 'number') return held
  for (const { why } of held.aside) stderr.write(visible(`not valid, and has no effect: ${why}\n`))
  const texts = new Map([...found.texts, ...held.layer.texts])
  const makerOf = (file: string, line: number) => {
    const amendment = held.layer.madeAt(file, line)
    return amendment === null ? null : describeMaker(amendment.made)
  }
  const parts = names.length === 0 ? PARTS : PARTS.filter(part => names.includes(part))
  for (const [index, part] of parts.entries()) {
    const source = sourceOf(`${part}.yaml`, texts, directory)
    if (source === null) continue
    const merged = mergeLayers(part, source)
    problems.push(...merged.problems)
    if (parts.length > 1) stdout.write(`${index === 0 ? '' : '---\n'}# ${part}.yaml\n`)
    if (merged.parsed !== null) stdout.write(showPart(part, merged.parsed, values.origin === true, makerOf))
  }
  return problems.length > 0 ? tell(problems, stderr) : EXIT.well
}

function tell(problems: readonly Problem[], stderr: NodeJS.WritableStream): number {
  for (const problem of problems) stderr.write(`${renderProblem(problem)}\n`)
  return EXIT.config
}
