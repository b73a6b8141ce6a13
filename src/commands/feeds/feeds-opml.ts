import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { FeedsEdit } from '../../config/layers/edit-feeds.ts'
import { decode } from '../../feeds/decode/decode.ts'
import { feedAddress, idFromUrl, markedId } from '../../feeds/defaults.ts'
import type { Feed } from '../../feeds/feed.ts'
import { feedAt } from '../../feeds/feed-at.ts'
import { type ListedFeed, MOST_OUTLINES, readOpml, writeOpml } from '../../feeds/opml.ts'
import { concealed } from '../../feeds/secrets.ts'
import { typedAddress } from '../../feeds/typed-address.ts'
import { allowedFor, Guard } from '../../io/http/request/guard.ts'
import { writeWhole } from '../../io/ops/write-whole.ts'
import { visible } from '../../text/show/visible.ts'
import { shownUrl } from '../../text/shown-url.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { loadConfig } from '../load-config.ts'
import { type FeedsPlace, openFeeds, writeEdits } from './feeds-local.ts'

export const importHelp = `
usage: backchannel feeds import FILE.opml|- [--dry-run] [--config DIR]

Adds the new feeds of an OPML file, including those in nested outlines, and says of each whether it was added, known or
refused. They are not polled: name and language come from the file, the rest has defaults; "feeds test ID" shows a feed's entries.

  --dry-run      say what would be done, and write nothing
  --config DIR   config directory (default: config)

Exit code 0: well, 1: some were refused, 64: the file is not OPML, 69: it cannot be read.`

export const exportHelp = `
usage: backchannel feeds export FILE.opml|- [--all] [--secrets] [--config DIR]

Writes the feeds as OPML 2.0 for feed readers; "-" writes to standard output.

  --all          include paused feeds
  --secrets      include feeds whose address holds a secret; else they are left out and named
  --config DIR   config directory (default: config)`

/** Largest OPML file, in bytes: some twenty thousand feeds, more than any list made by a person. */
const MOST_BYTES = 5_000_000
/** Hosts looked up at once. */
const TOGETHER = 50

/** `feeds import`. @returns the exit code */
export async function importFeeds(context: CommandContext, [file = '']: readonly string[]): Promise<number> {
  const { values, stdin, stdout, stderr } = context
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await buffer(stdin) : await readFile(file)
  } catch (error) {
    stderr.write(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})\n`)
    return EXIT.unreachable
  }
  const listed = bytes.length > MOST_BYTES ? null : readOpml(decode(bytes, null, '').text)
  if (listed === null) {
    stderr.write(`${file} is not an OPML file of at most 5 MB – export one from a feed reader\n`)
    return EXIT.usage
  }
  const place = await openFeeds(context)
  if (typeof place === 'number') return place
  const sorted = await sort(listed, place)
  const edits = sorted.flatMap(({ edit }) => (edit === null ? [] : [edit]))
  const dry = values['dry-run'] === true
  if (!dry && edits.length > 0) {
    const code = await writeEdits(place, edits, stderr)
    if (code !== EXIT.well) return code
  }
  for (const { what, line } of sorted) stdout.write(visible(`${what.padEnd(8)} ${line}\n`))
  const count = (what: string) => sorted.filter(one => one.what === what).length
  const where = dry ? ' – nothing was written' : edits.length > 0 ? ` – see ${place.file}` : ''
  const cut = listed.length === MOST_OUTLINES ? `, and only the first ${MOST_OUTLINES} feeds are read` : ''
  stdout.write(`${count('added')} added, ${count('known')} known, ${count('refused')} refused${cut}${where}\n`)
  return count('refused') === 0 ? EXIT.well : EXIT.no
}

interface Sorted {
  readonly what: 'added' | 'known' | 'refused'
  readonly line: string
  readonly edit: FeedsEdit | null
}

async function sort(listed: readonly ListedFeed[], place: FeedsPlace): Promise<readonly Sorted[]> {
  const ids = new Set([...place.known.map(feed => feed.id), ...place.shipped.keys()])
  const removed = [...place.shipped.values()].filter(feed => place.removed.includes(feed.id))
  const met = new Map<string, string>()
  const refusals = await refusalsOf(listed, place.config.settings.allowHosts)
  return listed.map((one, index) => {
    const refusal = refusals[index] ?? null
    const url = typedAddress(one.address)
    if (url === null || refusal !== null) {
      const shown = url === null ? JSON.stringify(one.address.slice(0, 80)) : shownUrl(url)
      return { what: 'refused', line: `${shown}: ${refusal}`, edit: null }
    }
    const known = feedAt(place.known, url)?.id ?? met.get(feedAddress(url))
    if (known !== undefined) return { what: 'known', line: `${shownUrl(url)}: ${known}`, edit: null }
    const back = feedAt(removed, url)
    const made = idFromUrl(url)
    const id = back?.id ?? (ids.has(made) ? markedId(made, url) : made)
    ids.add(id)
    met.set(feedAddress(url), id)
    const line = `${shownUrl(url)}: ${id}${one.name === '' ? '' : ` (${one.name})`}`
    if (back !== null) return { what: 'added', line: `${line}, which had been removed`, edit: { kind: 'restore', id } }
    return { what: 'added', line, edit: { kind: 'add', entry: entryOf(id, url, one) } }
  })
}

function entryOf(id: string, url: string, { name, language, kind }: ListedFeed): Readonly<Record<string, string>> {
  return {
    id,
    ...(name === '' ? {} : { name }),
    url,
    ...(language === '' ? {} : { language }),
    ...(kind === null ? {} : { kind }),
  }
}

/** For each feed why the guard refuses its address; null: it is permitted. */
async function refusalsOf(
  listed: readonly ListedFeed[],
  allowHosts: readonly string[],
): Promise<readonly (string | null)[]> {
  const refusals: (string | null)[] = []
  for (let at = 0; at < listed.length; at += TOGETHER) {
    const some = listed.slice(at, at + TOGETHER)
    refusals.push(...(await Promise.all(some.map(({ address }) => refusalOf(address, allowHosts)))))
  }
  return refusals
}

async function refusalOf(address: string, allowHosts: readonly string[]): Promise<string | null> {
  const url = typedAddress(address)
  if (url === null) return 'not an http(s) address without name and password'
  if (url.length > 2000) return 'its address is longer than 2,000 characters'
  return (await new Guard(allowedFor(url, allowHosts)).admit(new URL(url)))?.message ?? null
}

/** `feeds export`. @returns the exit code */
export async function exportFeeds(context: CommandContext, [file = '']: readonly string[]): Promise<number> {
  const { values, stdout, stderr } = context
  const config = await loadConfig(String(values.config), stderr)
  if (config === null) return EXIT.config
  const wanted = config.feeds.filter(feed => feed.enabled || values.all === true)
  const secret = values.secrets === true ? [] : wanted.filter(holdsSecret)
  const told = wanted.filter(feed => !secret.includes(feed))
  const text = writeOpml(told)
  if (file === '-') stdout.write(text)
  else {
    const failed = await writeWhole(file, text)
    if (failed !== null) {
      stderr.write(`${file} ${failed}\n`)
      return EXIT.unreachable
    }
  }
  if (secret.length > 0)
    stderr.write(
      `left out, since their addresses hold secrets: ${secret.map(feed => feed.id).join(', ')} – --secrets writes them too\n`,
    )
  if (file !== '-') stdout.write(`${told.length} feeds written to ${file}\n`)
  return EXIT.well
}

function holdsSecret(feed: Feed): boolean {
  return concealed(feed.url, feed) !== feed.url
}
