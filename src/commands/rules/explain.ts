/** Explains why an item would or would not be alerted, with the functions that the bot uses. */

import { text } from 'node:stream/consumers'
import { describeReading } from '../../events/describe.ts'
import { judge } from '../../rules/judge.ts'
import type { Judged, Verdict } from '../../rules/verdict.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines, writeJsonLine } from '../json-lines.ts'
import { storeOption } from '../store/store-option.ts'
import { alertOption } from './alert-option.ts'
import { explainJudged } from './explain-judged.ts'
import { judgedOf } from './judged-lines.ts'
import { loadJudging } from './judging.ts'
import type { Judging } from './rule-files.ts'

export const command: Command = {
  name: 'explain',
  summary: 'say why an item would or would not be alerted',
  help: `
usage: backchannel explain WORDS…                a headline
       backchannel explain URL                   the page's headline and first paragraphs
       backchannel explain - < text              a title on the first line, a summary below it
       backchannel explain --message ID          why a posted alert was posted
       backchannel explain --json < items.jsonl  {"id","lang"?,"source"?,"title","summary"?} per line

Prints the verdict, the words that matched a rule, the points of its relevance, and how the headline is read as an event; if
nothing is alerted, what prevented it or came nearest. With --json one line of at most 1 KB per item, in order:
{"id","alert","doubtful","score","rules","type","event","points"}; --all adds "because". Neither age nor whether an item was seen counts.
Exits with 1 if the page or the text of "-" would not be alerted, with 69 if the page could not be read.

Options
  --all          every rule and every point
  --alert LEVEL  alert level instead of that of settings.yaml: strict, normal, wide, or a score from 0 to 100
  --json         read and write JSON lines
  --message ID   the message's link, or its id (developer mode, "Copy Message ID")
  --state DIR    state directory, for --message (default: state)
  --config DIR   where terms.yaml and rules.yaml are (default: config)

Example
  npm run -s backchannel -- explain Envoys resume talks after a month
`,
  options: {
    json: { type: 'boolean' },
    all: { type: 'boolean' },
    alert: { type: 'string' },
    message: { type: 'string' },
    config: { type: 'string', default: 'config' },
    ...storeOption,
  },
  takesWords: true,
  run: explain,
}

async function explain(context: CommandContext): Promise<number> {
  if (typeof context.values.message === 'string') {
    const { explainMessage } = await import('./explain-message.ts')
    return explainMessage(context.values.message, context)
  }
  const json = context.values.json === true
  const alert = alertOption(context.values.alert)
  if (alert === undefined) {
    context.stderr.write(
      `--alert: "${context.values.alert}" is not a level – strict, normal, wide, or a score from 0 to 100\n`,
    )
    return EXIT.usage
  }
  const [what, ...more] = context.positionals
  if (!json && what !== undefined && /^https?:\/\//i.test(what) && more.length === 0) {
    const { explainPage } = await import('./explain-page.ts')
    return explainPage(what, context)
  }
  if (what === undefined ? !json : json) {
    context.stderr.write(
      'explain needs the words of a headline, an address, "-" with a text, or --json with items, on standard input – see "explain --help"\n',
    )
    return EXIT.usage
  }
  const by = await loadJudging(String(context.values.config), context.stderr, alert)
  if (by === null) return EXIT.config
  if (json) return explainLines(context, by)
  if (what !== '-') return explainJudged({ ...NOTHING, title: context.positionals.join(' ').trim() }, by, context)
  if (more.length > 0) {
    context.stderr.write('nothing may follow "-": the text comes on standard input\n')
    return EXIT.usage
  }
  const [title = '', ...rest] = (await text(context.stdin)).trim().split('\n')
  return explainJudged({ ...NOTHING, title: title.trim(), summary: rest.join('\n').trim() }, by, context)
}

const NOTHING: Judged = { title: '', summary: '', language: '', source: '', outlet: '', outletKind: '' }

async function explainLines(context: CommandContext, { ruleSet, sense }: Judging): Promise<number> {
  try {
    for await (const line of readJsonLines(context.stdin)) {
      const { id, judged } = judgedOf(line)
      const verdict = judge(judged, ruleSet)
      await writeJsonLine(
        context.stdout,
        explained(id, verdict, describeReading(sense.read(judged)), context.values.all === true),
      )
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    context.stderr.write(`standard input: ${error.message} – write one item per line\n`)
    return EXIT.usage
  }
  return EXIT.well
}

/** Longest line without --all, in bytes. */
const LONGEST_LINE = 1000

/** A verdict for one line of JSON: heaviest points first, as many as fit. */
function explained(id: unknown, verdict: Verdict, event: readonly string[], all: boolean): object {
  const { alert, doubtful, score, rules, type, points, because } = verdict
  const head = { id, alert, doubtful, score, rules, type }
  if (all) return { ...head, event, points, because }
  const shown = points.slice(0, MOST_POINTS).map(({ name, points: each }) => ({ name, points: each }))
  let line = { ...head, event: event.slice(0, MOST_TOLD), points: shown }
  while (line.points.length > 0 && Buffer.byteLength(JSON.stringify(line)) > LONGEST_LINE)
    line = { ...line, points: line.points.slice(0, -1) }
  return line
}

const MOST_POINTS = 8
const MOST_TOLD = 3
