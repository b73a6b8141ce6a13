import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { readFeeds } from '../../config/files/feeds-file.ts'
import { editFeeds, type FeedsEdit, localFeeds } from '../../config/layers/edit-feeds.ts'
import { hostName } from '../../feeds/defaults.ts'
import type { Feed } from '../../feeds/feed.ts'
import { readConfigFiles } from '../../io/ops/config-files.ts'
import { writeWhole } from '../../io/ops/write-whole.ts'
import { nearest } from '../../text/nearest.ts'
import { visible } from '../../text/show/visible.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { loadConfig } from '../load-config.ts'

const NAME = 'feeds.yaml'

/** A configured feed, as far as the commands need it. */
export type KnownFeed = Pick<Feed, 'id' | 'name' | 'url' | 'enabled' | 'secret'>

/** The feeds of a configuration, and the file with a person's changes to them. */
export interface FeedsPlace {
  readonly config: Config
  /** The shipped feeds by id, without changes. */
  readonly shipped: ReadonlyMap<string, Feed>
  /** Ids of shipped feeds that were removed. */
  readonly removed: readonly string[]
  /** All present feeds, including paused ones. */
  readonly known: readonly KnownFeed[]
  /** The file of changes: its path, and its text; '': there is none. */
  readonly file: string
  readonly text: string
}

/** Reads the configuration and the file of changes, and writes their problems. @returns the exit code if there are any */
export async function openFeeds({ values, stderr }: CommandContext): Promise<FeedsPlace | number> {
  const directory = String(values.config)
  const config = await loadConfig(directory, stderr)
  if (config === null) return EXIT.config
  const main = await textAt(directory)
  const local = join(directory, 'local')
  const text = await textAt(local)
  const file = join(local, NAME)
  if (typeof main !== 'string' || typeof text !== 'string') {
    for (const one of [main, text]) if (typeof one !== 'string') stderr.write(`${file} ${one.what} – ${one.todo}\n`)
    return EXIT.config
  }
  const shipped = new Map(readFeeds(join(directory, NAME), main).feeds.map(feed => [feed.id, feed]))
  const { feeds, removed } = localFeeds(text)
  const known = new Map<string, KnownFeed>([...shipped, ...config.feeds.map(feed => [feed.id, feed] as const)])
  for (const { id, name, url, enabled, secret } of feeds) {
    const below = id === null ? undefined : known.get(id)
    const address = url ?? below?.url
    if (id === null || address === undefined) continue
    known.set(id, {
      name: name ?? below?.name ?? hostName(address),
      secret: secret || below?.secret === true,
      id,
      url: address,
      enabled: enabled ?? below?.enabled ?? true,
    })
  }
  for (const id of removed) known.delete(id)
  return { config, shipped, removed, known: [...known.values()], file, text }
}

async function textAt(directory: string): Promise<string | { readonly what: string; readonly todo: string }> {
  const read = (await readConfigFiles(directory, [NAME]).catch(() => null))?.get(NAME)
  if (read === undefined || read.kind === 'missing') return ''
  return read.kind === 'text' ? read.text : read
}

/** The message for an id that no feed has. */
export function noSuchFeed(id: string, { known }: Pick<FeedsPlace, 'known'>): string {
  const near = nearest(
    id,
    known.map(feed => feed.id),
  )
  return visible(`no feed has the id "${id}" – ${near === null ? 'see "feeds list"' : `is it "${near}"?`}\n`)
}

/** Writes changes into the file, all or none, or writes why not. @returns the exit code */
export async function writeEdits(
  { file, text }: Pick<FeedsPlace, 'file' | 'text'>,
  edits: readonly FeedsEdit[],
  stderr: NodeJS.WritableStream,
): Promise<number> {
  const edited = editFeeds(text, edits)
  if (edited.kind === 'problem') {
    stderr.write(visible(`${file}:${edited.line}:1 ${edited.what} – ${edited.todo}\n`))
    return EXIT.config
  }
  const failed = edited.text === text ? null : await writeWhole(file, edited.text)
  if (failed !== null) stderr.write(`${file} ${failed}\n`)
  return failed === null ? EXIT.well : EXIT.unreachable
}
