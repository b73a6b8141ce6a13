import type { Report } from '../../briefs/brief.ts'
import { summarise } from '../../briefs/summary/summary.ts'
import { readSummaryAccess } from '../../config/summary-access.ts'
import { SummaryServer } from '../../io/http/summary-server.ts'
import { readEnvironment } from '../../io/ops/environment.ts'
import { isRecord } from '../../text/record.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines, writeJsonLine } from '../json-lines.ts'
import { loadPlaces } from '../rules/rule-files.ts'

export const command: Command = {
  name: 'summarise',
  summary: 'choose the sentences that sum up a story, as the bot does',
  help: `
usage: backchannel summarise --json [--config DIR] < stories.jsonl

Reads {"id","docs":[{"title","source"?,"date"?,"lang"?,"text"}]} per line and prints {"id","summary"} per line: two or three whole
sentences, word for word from the documents, at most 90 words.

  --json         read and write JSON lines
  --server       ask the server of SUMMARY_URL (with SUMMARY_MODEL and SUMMARY_KEY or SUMMARY_KEY_FILE) first; its summary is printed
                 only if every name and number in it occurs in the documents
  --outlets      print {"text","outlet"} for each sentence instead of its text
  --config DIR   its places.yaml defines datelines; may be missing (default: config)`,
  options: {
    json: { type: 'boolean' },
    outlets: { type: 'boolean' },
    server: { type: 'boolean' },
    config: { type: 'string', default: 'config' },
  },
  run,
}

async function run({ values, env, stdin, stdout, stderr, signal }: CommandContext): Promise<number> {
  if (values.json !== true) {
    stderr.write('summarise needs --json and stories on standard input – see "summarise --help"\n')
    return EXIT.usage
  }
  const server = values.server === true ? await serverOf(env) : null
  if (typeof server === 'string') {
    stderr.write(`${server}\n`)
    return EXIT.config
  }
  const places = await loadPlaces(String(values.config ?? 'config'), stderr)
  if (places === null) return EXIT.config
  try {
    for await (const line of readJsonLines(stdin)) {
      const { id, reports } = storyOf(line)
      const written = await server?.summarise(reports, signal)
      if (written !== undefined && written.kind !== 'written')
        stderr.write(`${String(id)}: ${written.why} – the reports' own sentences instead\n`)
      const chosen = written?.kind === 'written' ? written.summary : summarise(reports, places)
      await writeJsonLine(stdout, { id, summary: values.outlets === true ? chosen : chosen.map(one => one.text) })
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    stderr.write(`standard input: ${error.message} – write one story per line\n`)
    return EXIT.usage
  }
  return EXIT.well
}

/** @returns the server, or what is wrong with the environment */
async function serverOf(given: CommandContext['env']): Promise<SummaryServer | string> {
  const { values: env, problems } = await readEnvironment(given, ['SUMMARY_KEY'])
  if (problems.length > 0) return problems.join('\n')
  const access = readSummaryAccess(env)
  if (access === null) return 'SUMMARY_URL is missing – set it to the base of the API, and SUMMARY_MODEL to a model'
  if ('problems' in access) return access.problems.join('\n')
  return new SummaryServer({ ...access, deadlineMs: 15_000, take: async () => true })
}

function storyOf(line: unknown): { readonly id: unknown; readonly reports: readonly Report[] } {
  if (!isRecord(line) || !Array.isArray(line.docs)) throw new SyntaxError('a line is not a story with docs')
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
