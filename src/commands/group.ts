import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTerms } from '../config/terms-file.ts'
import type { ScanTerms } from '../stories/fingerprint.ts'
import { Placer } from '../stories/place.ts'
import type { Story } from '../stories/story.ts'
import { renderProblem } from '../text/problem.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { readJsonLines, writeJsonLine } from './json-lines.ts'

const DAY = 86_400_000

export const command: Command = {
  name: 'group',
  summary: 'put items into stories, one at a time, as the bot does',
  help: `
usage: backchannel group --json < items.jsonl

Reads {"id","date"?,"source"?,"lang"?,"title","summary"?,"url"?} a line in order of arrival and prints
{"id","story","similarity"?,"because"} a line.

  --json         read and write JSON lines
  --config DIR   where terms.yaml is, if anywhere (default: config)`,
  options: { json: { type: 'boolean' }, config: { type: 'string', default: 'config' } },
  run: group,
}

async function group(context: CommandContext): Promise<number> {
  const scan = await readScan(String(context.values.config ?? 'config'), context)
  const placer = new Placer(scan)
  const open = new Map<string, Story>()
  let clock = 0
  for await (const line of readJsonLines(context.stdin)) {
    const item = line as Record<string, unknown>
    const text = (key: string) => (typeof item[key] === 'string' ? (item[key] as string) : '')
    const at = Date.parse(text('date')) || clock
    clock = Math.max(clock, at)
    for (const story of open.values()) if (clock - story.lastAt > 3 * DAY) open.delete(story.id)
    const placed = placer.place(
      {
        id: String(item.id),
        title: text('title'),
        summary: text('summary'),
        language: text('lang'),
        outlet: text('source'),
        url: text('url') || null,
        at,
      },
      [...open.values()],
    )
    open.set(placed.story.id, placed.story)
    const { similarity, because } = placed
    await writeJsonLine(context.stdout, {
      id: item.id,
      story: placed.story.id,
      ...(similarity === null ? {} : { similarity: Math.round(similarity * 1000) / 1000 }),
      because,
    })
  }
  return EXIT.well
}

async function readScan(directory: string, context: CommandContext): Promise<ScanTerms> {
  const file = join(directory, 'terms.yaml')
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return () => []
  }
  const { terms, problems } = readTerms(file, text)
  for (const problem of problems) context.stderr.write(`${renderProblem(problem)}\n`)
  return terms === null ? () => [] : (words, language) => terms.scan(words, language)
}
