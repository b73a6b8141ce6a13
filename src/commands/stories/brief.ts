import { brief } from '../../briefs/about.ts'
import type { Report } from '../../briefs/brief.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines, writeJsonLine } from '../json-lines.ts'
import { loadPeople, loadPlaces } from '../rules/rule-files.ts'

export const command: Command = {
  name: 'brief',
  summary: 'who, where and when in reports, as the bot reads them',
  help: `
usage: backchannel brief --json [--config DIR] < reports.jsonl

Reads {"id","date","source"?,"lang"?,"title","text"} per line and prints {"id","people":[{"name","side"}],"where","coming":[{"what","date","at"?}]}.
date is YYYY-MM-DD or YYYY-MM; at is there only if the text gives a time of day and its zone.

  --json         read and write JSON lines
  --config DIR   config directory (default: config)`,
  options: { json: { type: 'boolean' }, config: { type: 'string', default: 'config' } },
  run,
}

async function run({ values, stdin, stdout, stderr }: CommandContext): Promise<number> {
  if (values.json !== true) {
    stderr.write('brief needs --json and reports on standard input – see "brief --help"\n')
    return EXIT.usage
  }
  const directory = String(values.config)
  const people = await loadPeople(directory, stderr)
  const places = await loadPlaces(directory, stderr)
  if (people === null || places === null) return EXIT.config
  try {
    for await (const line of readJsonLines(stdin)) {
      const { id, report } = reportOf(line)
      const said = brief([report], { people, places }, [])
      await writeJsonLine(stdout, {
        id,
        people: said.people.map(({ name, side }) => ({ name, side })),
        where: said.where,
        coming: said.coming.map(({ what, date, time, at }) => ({
          what,
          date,
          ...(time === 'instant' ? { at: new Date(at).toISOString() } : {}),
        })),
      })
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    stderr.write(`standard input: ${error.message} – write one report per line\n`)
    return EXIT.usage
  }
  return EXIT.well
}

/** Reads a report from a line. Its day is the written one, in any zone. */
function reportOf(line: unknown): { readonly id: unknown; readonly report: Report } {
  if (typeof line !== 'object' || line === null) throw new SyntaxError('a line is not a report')
  const fields = line as Readonly<Record<string, unknown>>
  const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : '')
  const publishedAt = Date.parse(text('date').slice(0, 10))
  if (Number.isNaN(publishedAt)) throw new SyntaxError('a report has no date')
  const report = {
    title: text('title'),
    text: text('text'),
    outlet: text('source'),
    language: text('lang'),
    timeZone: 'UTC',
    publishedAt,
  }
  return { id: fields.id, report }
}
