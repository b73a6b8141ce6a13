/** Plays past items through the whole bot and prints what would be posted for each. Nothing is sent. */

import { writeFile } from 'node:fs/promises'
import { type PastReport, Replay } from '../../bot/replay.ts'
import { arrivalsOf } from '../../stories/arrival.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines, writeJsonLine } from '../json-lines.ts'
import { loadConfig } from '../load-config.ts'

export const command: Command = {
  name: 'replay',
  summary: 'play past items through the whole bot: what would be posted for each',
  help: `
usage: backchannel replay --json [--messages FILE] [--config DIR] < items.jsonl

Reads {"id","run"?,"date","source"?,"lang"?,"title","summary"?,"url"?} per line in order of arrival and plays them through the bot – rules,
events, stories, plan – with a temporary store, and their dates as the clock. Items of different runs never meet. A date may
be a day or a month only: it counts as the latest time that the order of arrival allows. Nothing is fetched and nothing is sent.

Prints {"id","alert","story","thread"?,"message":"post"|"reply"|"edit"|"none","because":[…]} per line.

  --json            read and write JSON lines
  --messages FILE   write what the channel would hold at the end, as JSON lines of Discord's message bodies
  --config DIR      config directory (default: config)`,
  options: {
    json: { type: 'boolean' },
    messages: { type: 'string' },
    config: { type: 'string', default: 'config' },
  },
  run,
}

async function run(context: CommandContext): Promise<number> {
  const { values, stdin, stdout, stderr } = context
  if (values.json !== true) {
    stderr.write('replay needs --json and items on standard input – see "replay --help"\n')
    return EXIT.usage
  }
  const config = await loadConfig(String(values.config), stderr)
  if (config === null) return EXIT.config
  let lines: readonly Line[]
  try {
    lines = await readLines(stdin)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    stderr.write(`standard input: ${error.message} – write one item per line\n`)
    return EXIT.usage
  }
  const times = new Map<Line, number>()
  for (const ofRun of Map.groupBy(lines, line => line.run).values()) {
    const arrivals = arrivalsOf(ofRun.map(line => line.date))
    for (const [index, line] of ofRun.entries()) times.set(line, arrivals[index] ?? 0)
  }
  const replays = new Map<string, Replay>()
  for (const line of lines) {
    const replay = replays.get(line.run) ?? (await Replay.open(config))
    replays.set(line.run, replay)
    const { alert, story, thread, message, because } = await replay.play({ ...line.report, at: times.get(line) ?? 0 })
    const { id } = line
    await writeJsonLine(stdout, {
      id,
      alert,
      story: story ?? `alone ${line.report.id}`,
      ...(thread === null ? {} : { thread }),
      message,
      because,
    })
  }
  if (typeof values.messages === 'string') {
    const messages = [...replays.values()].flatMap(replay => replay.messages())
    await writeFile(values.messages, messages.map(message => `${JSON.stringify(message)}\n`).join(''))
  }
  for (const replay of replays.values()) await replay.close()
  return EXIT.well
}

interface Line {
  readonly id: unknown
  readonly run: string
  readonly date: string
  readonly report: Omit<PastReport, 'at'>
}

async function readLines(stdin: NodeJS.ReadableStream): Promise<readonly Line[]> {
  const lines: Line[] = []
  for await (const value of readJsonLines(stdin)) {
    if (typeof value !== 'object' || value === null) throw new SyntaxError('a line is not an item')
    const item = value as Readonly<Record<string, unknown>>
    const text = (key: string) => (typeof item[key] === 'string' ? (item[key] as string) : '')
    lines.push({
      id: item.id,
      run: text('run'),
      date: text('date'),
      report: {
        id: String(item.id),
        title: text('title'),
        summary: text('summary'),
        outlet: text('source'),
        language: text('lang'),
        url: text('url') || null,
      },
    })
  }
  return lines
}
