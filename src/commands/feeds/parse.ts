import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeedReading } from '../../feeds/parsed-feed.ts'
import { ParsePool } from '../../io/http/worker/parse-pool.ts'
import { visible } from '../../text/show/visible.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines, writeJsonLine } from '../json-lines.ts'

export const command: Command = {
  name: 'parse',
  summary: 'read feed files and show what the bot sees in them',
  help: `
usage: backchannel parse [--json] FILE...
       backchannel parse [--json] --manifest FILE.jsonl [--root DIR]

Each file is read as if it had been fetched: decoded, repaired, parsed, normalised. With --json one line per file:
{"file","ok","error"?,"feed":{"title"},"items":[{"id","url","title","summary","published"}]}.
A file that is not a feed has "ok":false and the reason; the exit code is then 1.

  --json               print JSON lines
  --content-type TYPE  the Content-Type header the files came with
  --base-url URL       the address they came from; relative links are resolved against it
  --language CODE      the outlet's language, for files without a declared encoding
  --time-zone ZONE     the outlet's IANA zone, for dates without one (default: UTC)
  --manifest FILE      {"file","contentType"?,"baseUrl"?} per line; other keys are ignored
  --root DIR           where the manifest's files are (default: .)`,
  options: {
    json: { type: 'boolean' },
    'content-type': { type: 'string' },
    'base-url': { type: 'string' },
    language: { type: 'string' },
    'time-zone': { type: 'string' },
    manifest: { type: 'string' },
    root: { type: 'string' },
  },
  takesWords: true,
  run: parse,
}

interface FeedFile {
  readonly file: string
  readonly path: string
  readonly contentType: string | null
  readonly baseUrl: string | null
}

async function parse(context: CommandContext): Promise<number> {
  const manifest = context.values.manifest
  if (typeof manifest !== 'string' && context.positionals.length === 0) {
    context.stderr.write('parse: no files – name some, or give --manifest FILE.jsonl\n')
    return EXIT.usage
  }
  const pool = new ParsePool()
  let failed = 0
  try {
    for await (const one of filesOf(context)) {
      const reading = await readOne(one, pool, context)
      if (!reading.ok) failed += 1
      if (context.values.json === true) await writeJsonLine(context.stdout, jsonOf(one.file, reading))
      else context.stdout.write(visible(describe(one.file, reading)))
    }
  } catch (error) {
    context.stderr.write(`${manifest}: ${(error as Error).message} – one JSON object per line, each with "file"\n`)
    return EXIT.usage
  } finally {
    await pool.close()
  }
  return failed === 0 ? EXIT.well : EXIT.no
}

async function* filesOf(context: CommandContext): AsyncGenerator<FeedFile> {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const contentType = text(context.values['content-type'])
  const baseUrl = text(context.values['base-url'])
  for (const file of context.positionals) yield { file, path: file, contentType, baseUrl }
  const manifest = text(context.values.manifest)
  if (manifest === null) return
  for await (const line of readJsonLines(createReadStream(manifest))) {
    const entry = typeof line === 'object' && line !== null ? (line as Record<string, unknown>) : {}
    const file = text(entry.file)
    if (file === null) throw new SyntaxError('a line names no file')
    yield {
      file,
      path: join(text(context.values.root) ?? '.', file),
      contentType: text(entry.contentType) ?? contentType,
      baseUrl: text(entry.baseUrl) ?? baseUrl,
    }
  }
}

async function readOne(one: FeedFile, pool: ParsePool, { values }: CommandContext): Promise<FeedReading> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(one.path)
  } catch (error) {
    return { ok: false, error: `cannot be opened: ${(error as NodeJS.ErrnoException).code ?? 'no reason'}` }
  }
  return pool.parse(bytes, {
    contentType: one.contentType,
    baseUrl: one.baseUrl,
    language: typeof values.language === 'string' ? values.language : '',
    timeZone: typeof values['time-zone'] === 'string' ? values['time-zone'] : 'UTC',
  })
}

function jsonOf(file: string, reading: FeedReading): unknown {
  if (!reading.ok) return { file, ok: false, error: reading.error }
  return {
    file,
    ok: true,
    feed: { title: reading.feed.title },
    items: reading.feed.items.map(({ guid, url, title, summary, published }) => ({
      id: guid,
      url,
      title,
      summary,
      published: published === null ? null : new Date(published).toISOString(),
    })),
  }
}

function describe(file: string, reading: FeedReading): string {
  if (!reading.ok) return `${file}: ${reading.error}\n`
  const { title, items } = reading.feed
  const lines = [`${file}: ${title || 'no title'}, ${items.length} ${items.length === 1 ? 'entry' : 'entries'}`]
  for (const problem of reading.problems) lines.push(`  repaired: ${problem}`)
  for (const item of items) {
    const date =
      item.published === null
        ? 'no date         '
        : new Date(item.published).toISOString().slice(0, 16).replace('T', ' ')
    lines.push(`  ${date}  ${item.title || '(no title)'}`)
  }
  return `${lines.join('\n')}\n`
}
