import { createReadStream } from 'node:fs'
import { Backtest, type Change, type Counts } from '../rules/backtest.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Judged } from '../rules/verdict.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { readJsonLines, writeJsonLine } from './json-lines.ts'
import { judgedOf } from './judged-lines.ts'
import { loadRuleSet } from './rule-files.ts'

export const command: Command = {
  name: 'backtest',
  summary: 'say what changed rules would alert newly, and no longer',
  help: `
usage: backchannel backtest --rules FILE… [--terms FILE] --items FILE.jsonl

Runs the rules in force and the new ones over past items and prints what would be alerted newly (+) and no longer (-), with the words
and the reason, then counts. Nothing is posted or changed.

Options
  --rules FILE…   the new rules; default: those in force
  --terms FILE    the new terms; default: those in force
  --items FILE    items as JSON lines, as explain --json takes them
  --config DIR    the files in force (default: config)
  --json          one JSON line a change, then one with the counts

Example
  npm run -s backchannel -- backtest --rules new-rules.yaml --items items.jsonl
`,
  options: {
    rules: { type: 'string', multiple: true },
    terms: { type: 'string' },
    items: { type: 'string' },
    config: { type: 'string', default: 'config' },
    json: { type: 'boolean' },
  },
  run: backtest,
}

interface Past {
  readonly id: string
  readonly judged: Judged
}

async function backtest(context: CommandContext): Promise<number> {
  const { values, positionals, stderr } = context
  const directory = String(values.config)
  const rules = [...((values.rules ?? []) as readonly string[]), ...positionals]
  const terms = values.terms === undefined ? {} : { terms: String(values.terms) }
  if (rules.length === 0 && values.terms === undefined) {
    stderr.write('nothing to compare – name the new files with --rules FILE or --terms FILE\n')
    return EXIT.usage
  }
  const before = await loadRuleSet({ directory }, stderr)
  const after = await loadRuleSet({ directory, ...terms, ...(rules.length > 0 ? { rules } : {}) }, stderr)
  if (before === null || after === null) return EXIT.config
  if (values.items === undefined) {
    stderr.write('no items – name them with --items FILE\n')
    return EXIT.usage
  }
  return compareAll(fileItems(String(values.items)), before, after, context)
}

async function* fileItems(file: string): AsyncGenerator<Past> {
  for await (const line of readJsonLines(createReadStream(file, 'utf8'))) {
    const { id, judged } = judgedOf(line)
    yield { id: String(id ?? ''), judged }
  }
}

/** Compares both sets on every item, writes each change as it is found and the counts at the end. */
export async function compareAll(
  items: AsyncIterable<Past>,
  before: RuleSet,
  after: RuleSet,
  context: Pick<CommandContext, 'values' | 'stdout'>,
): Promise<number> {
  const test = new Backtest(before, after)
  const json = context.values.json === true
  for await (const { id, judged } of items) {
    const change = test.compare(id, judged)
    if (change === null) continue
    if (json) await writeJsonLine(context.stdout, change)
    else context.stdout.write(renderChange(change))
  }
  if (json) await writeJsonLine(context.stdout, test.counts())
  else context.stdout.write(renderCounts(test.counts()))
  return EXIT.well
}

function renderChange({ change, title, source, rules, type, words, because }: Change): string {
  const sign = change === 'new' ? '+' : '-'
  const by = `${type}, ${rules.join(', ')}: ${words.map(word => `"${word}"`).join(', ')}`
  const side = change === 'new' ? 'before:' : 'after:'
  const why = because.slice(0, 3).map(reason => `    ${side} ${reason}\n`)
  return `${sign} ${title}${source === '' ? '' : ` (${source})`}\n    ${by}\n${why.join('')}`
}

function renderCounts(counts: Counts): string {
  return `${counts.items} items: ${counts.before} alerted now, ${counts.after} with the new rules: ${counts.new} newly, ${counts.gone} no longer\n`
}
