import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRuleSet } from '../config/rules-file.ts'
import { judge } from '../rules/judge.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { renderProblem } from '../text/problem.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { readJsonLines, writeJsonLine } from './json-lines.ts'

export const command: Command = {
  name: 'explain',
  summary: 'say why an item would or would not be alerted',
  help: `
usage: backchannel explain --json < items.jsonl

Options
  --json         read items as JSON lines, write one verdict a line
  --config DIR   where terms.yaml and rules.yaml are (default: config)
`,
  options: { json: { type: 'boolean' }, config: { type: 'string', default: 'config' } },
  run: explain,
}

async function explain(context: CommandContext): Promise<number> {
  const directory = String(context.values.config ?? 'config')
  const ruleSet = await load(directory, context)
  if (ruleSet === null) return EXIT.config
  for await (const line of readJsonLines(context.stdin)) {
    const item = line as Record<string, unknown>
    const text = (key: string) => (typeof item[key] === 'string' ? (item[key] as string) : '')
    const verdict = judge(
      {
        title: text('title'),
        summary: text('summary'),
        language: text('lang'),
        source: text('source'),
        outlet: '',
        outletKind: '',
      },
      ruleSet,
    )
    const { alert, doubtful, rules, type, because } = verdict
    await writeJsonLine(context.stdout, { id: item.id, alert, doubtful, rules, type, because })
  }
  return EXIT.well
}

async function load(directory: string, context: CommandContext): Promise<RuleSet | null> {
  const read = async (name: string) => {
    const file = join(directory, name)
    return { file, text: await readFile(file, 'utf8') }
  }
  const { ruleSet, problems } = readRuleSet(await read('terms.yaml'), [await read('rules.yaml')])
  for (const problem of problems) context.stderr.write(`${renderProblem(problem)}\n`)
  return ruleSet
}
