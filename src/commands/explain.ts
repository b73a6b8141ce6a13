import { text } from 'node:stream/consumers'
import { describeReading } from '../events/describe.ts'
import { judge } from '../rules/judge.ts'
import type { Judged } from '../rules/verdict.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { explainJudged } from './explain-judged.ts'
import { explainMessage } from './explain-message.ts'
import { explainPage } from './explain-page.ts'
import { readJsonLines, writeJsonLine } from './json-lines.ts'
import { judgedOf } from './judged-lines.ts'
import { type Judging, loadJudging } from './rule-files.ts'
import { storeOption } from './store-option.ts'

export const command: Command = {
  name: 'explain',
  summary: 'say why an item would or would not be alerted',
  help: `
usage: backchannel explain URL                   the page's headline and first paragraphs
       backchannel explain - < text              a title on the first line, a summary below it
       backchannel explain --message ID          why a posted alert was posted
       backchannel explain --json < items.jsonl  {"id","lang"?,"source"?,"title","summary"?} a line

Prints what every rule says to the item: on which words it matched, what excluded it, or which part was missing; and how its headline is
read as an event. With --json one line
an item, in order: {"id","alert","doubtful","rules","type","event","because"}. Age and whether an item was seen before do not count.
Ends with 1 where the page or the text of "-" would not be alerted, with 69 where the page could not be read.

Options
  --json         read and write JSON lines
  --message ID   link of the message, or its id (developer mode, "Copy Message ID")
  --state DIR    state directory, for --message (default: state)
  --config DIR   where terms.yaml and rules.yaml are (default: config)

Example
  echo "North Korea and US resume talks in Stockholm" | npm run -s backchannel -- explain -
`,
  options: {
    json: { type: 'boolean' },
    message: { type: 'string' },
    config: { type: 'string', default: 'config' },
    ...storeOption,
  },
  takesWords: true,
  run: explain,
}

async function explain(context: CommandContext): Promise<number> {
  if (typeof context.values.message === 'string') return explainMessage(context.values.message, context)
  const json = context.values.json === true
  const [what, ...more] = context.positionals
  if (!json && what !== undefined && /^https?:\/\//i.test(what) && more.length === 0) return explainPage(what, context)
  if ((!json && what !== '-') || more.length > 0) {
    context.stderr.write(
      'explain needs an address, "-" with a text, or --json with items, on standard input – see "explain --help"\n',
    )
    return EXIT.usage
  }
  const by = await loadJudging(String(context.values.config), context.stderr)
  if (by === null) return EXIT.config
  if (json) return explainLines(context, by)
  const [title = '', ...rest] = (await text(context.stdin)).trim().split('\n')
  return explainJudged({ ...NOTHING, title: title.trim(), summary: rest.join('\n').trim() }, by, context)
}

const NOTHING: Judged = { title: '', summary: '', language: '', source: '', outlet: '', outletKind: '' }

async function explainLines(context: CommandContext, { ruleSet, sense }: Judging): Promise<number> {
  try {
    for await (const line of readJsonLines(context.stdin)) {
      const { id, judged } = judgedOf(line)
      const { alert, doubtful, rules, type, because } = judge(judged, ruleSet)
      await writeJsonLine(context.stdout, {
        id,
        alert,
        doubtful,
        rules,
        type,
        event: describeReading(sense.read(judged)),
        because,
      })
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    context.stderr.write(`standard input: ${error.message} – write one item a line\n`)
    return EXIT.usage
  }
  return EXIT.well
}
