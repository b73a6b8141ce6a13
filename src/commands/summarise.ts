import type { Report } from '../briefs/brief.ts'
import { summarise } from '../briefs/summary.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { readJsonLines, writeJsonLine } from './json-lines.ts'

export const command: Command = {
  name: 'summarise',
  summary: 'choose the sentences that tell a story, as the bot does',
  help: `
usage: backchannel summarise --json < stories.jsonl

Reads {"id","docs":[{"title","source"?,"date"?,"lang"?,"text"}]} a line and prints {"id","summary"} a line: two or three whole
sentences, word for word from the documents, at most 90 words.

  --json         read and write JSON lines
  --outlets      print {"text","outlet"} for each sentence instead of its text`,
  options: { json: { type: 'boolean' }, outlets: { type: 'boolean' } },
  run,
}

async function run({ values, stdin, stdout, stderr }: CommandContext): Promise<number> {
  if (values.json !== true) {
    stderr.write('summarise needs --json and stories on standard input – see "summarise --help"\n')
    return EXIT.usage
  }
  try {
    for await (const line of readJsonLines(stdin)) {
      const { id, reports } = storyOf(line)
      const chosen = summarise(reports)
      await writeJsonLine(stdout, { id, summary: values.outlets === true ? chosen : chosen.map(one => one.text) })
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    stderr.write(`standard input: ${error.message} – write one story a line\n`)
    return EXIT.usage
  }
  return EXIT.well
}

function storyOf(line: unknown): { readonly id: unknown; readonly reports: readonly Report[] } {
  if (!isRecord(line) || !Array.isArray(line.docs)) throw new SyntaxError('a line is no story with docs')
  return { id: line.id, reports: line.docs.filter(isRecord).map(reportOf) }
}

function reportOf(doc: Readonly<Record<string, unknown>>): Report {
  const text = (key: string) => (typeof doc[key] === 'string' ? doc[key] : '')
  return {
    title: text('title'),
    text: text('text'),
    outlet: text('source'),
    language: text('lang'),
    timeZone: 'UTC',
    publishedAt: Date.parse(text('date')) || 0,
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
