import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScanTerms } from '../../stories/alike/fingerprint.ts'
import { Shelf } from '../../stories/alike/shelf.ts'
import { arrivalsOf } from '../../stories/arrival.ts'
import { isOpen } from '../../stories/lifecycle.ts'
import { Placer } from '../../stories/place.ts'
import type { Story } from '../../stories/story.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines, writeJsonLine } from '../json-lines.ts'
import { loadSense, loadTerms, loadWording } from '../rules/rule-files.ts'

/** Default of settings.yaml, in ms. */
const QUIET_MS = 3 * 86_400_000

export const command: Command = {
  name: 'group',
  summary: 'put items into stories, one at a time, as the bot does',
  help: `
usage: backchannel group --json [--config DIR] < items.jsonl

Reads {"id","date"?,"source"?,"lang"?,"title","summary"?,"url"?} per line in order of arrival, and prints
{"id","story","similarity"?,"because":[…]} per line. Dates may be a day or a month only.

  --json         read and write JSON lines
  --config DIR   its terms.yaml matches items across languages; may be missing (default: config)`,
  options: { json: { type: 'boolean' }, config: { type: 'string', default: 'config' } },
  run: group,
}

async function group(context: CommandContext): Promise<number> {
  const scan = await readScan(String(context.values.config ?? 'config'), context)
  if (scan === null) return EXIT.config
  const sense = await loadSense(String(context.values.config ?? 'config'), scan, context.stderr)
  if (sense === null) return EXIT.config
  const wording = await loadWording(String(context.values.config ?? 'config'), context.stderr)
  if (wording === null) return EXIT.config
  const placer = new Placer(scan, wording, sense)
  const open = new Shelf<Story>()
  const items: Record<string, unknown>[] = []
  for await (const line of readJsonLines(context.stdin)) items.push(line as Record<string, unknown>)
  const arrivals = arrivalsOf(items.map(item => (typeof item.date === 'string' ? item.date : '')))
  let clock = 0
  for (const [index, item] of items.entries()) {
    const text = (key: string) => (typeof item[key] === 'string' ? (item[key] as string) : '')
    const at = arrivals[index] ?? clock
    clock = Math.max(clock, at)
    for (const story of open.values()) if (!isOpen(story, clock, QUIET_MS)) open.delete(story.id)
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
      open,
      clock,
      QUIET_MS,
    )
    open.put(placed.story)
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

/** The terms of a config directory; none if it has no terms.yaml; null: that has problems. */
async function readScan(directory: string, context: CommandContext): Promise<ScanTerms | null> {
  const file = join(directory, 'terms.yaml')
  const there = await access(file).then(
    () => true,
    () => false,
  )
  if (!there) return () => []
  const terms = await loadTerms(file, context.stderr)
  return terms === null ? null : (words, language) => terms.scan(words, language)
}
