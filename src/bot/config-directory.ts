import type { ConfigRead } from '../config/config.ts'
import { CONFIG_NAMES, LOCAL } from '../config/files.ts'
import { type Config, compileParts, type Parts } from '../config/parts.ts'
import { secretsOf } from '../feeds/secrets.ts'
import { readConfigFiles, readFolder } from '../io/ops/config-files.ts'
import { Kept } from '../io/ops/kept.ts'
import type { Problem } from '../text/problem.ts'

/** A config directory as it was found. */
export interface ConfigDirectory {
  /** Texts by file name, of those that could be read; the user's own by local/ and their name. */
  readonly texts: ReadonlyMap<string, string>
  /** What stands in the place of a file and cannot be read. */
  readonly unreadable: readonly Problem[]
}

/** What files come to: a valid configuration as plain data, or every problem. */
export type FreshRead =
  | {
      readonly kind: 'valid'
      readonly parts: Parts
      /** As those of ConfigRead. */
      readonly examples: readonly Problem[]
      readonly changed: readonly Problem[]
      /** Where it was compiled on the way. */
      readonly config?: Config
    }
  | Extract<ConfigRead, { kind: 'problems' }>

/** The same, whether it was read now or before from the same files by the same program. `config` compiles it where that is not done yet. */
export type PartsRead =
  | (Omit<Extract<FreshRead, { kind: 'valid' }>, 'config'> & { config(): Config })
  | Extract<FreshRead, { kind: 'problems' }>

/** The floors whose code makes a configuration of files. */
const ROOMS = ['language/ko', 'text', 'feeds', 'rules', 'events', 'briefs', 'alerts', 'config']

/** Reads the files of a config directory and the user's own ones in its folder "local", and no others. @returns a problem where the directory itself cannot be read */
export async function lookInto(directory: string): Promise<ConfigDirectory | Problem> {
  try {
    const shipped = await readConfigFiles(directory, CONFIG_NAMES)
    const files = [...shipped, ...(await readFolder(directory, LOCAL, CONFIG_NAMES))]
    const texts = new Map(files.flatMap(([name, read]) => (read.kind === 'text' ? [[name, read.text] as const] : [])))
    const unreadable = files.flatMap(([name, read]) =>
      read.kind === 'unreadable' ? [at(`${directory}/${name}`, read.what, read.todo)] : [],
    )
    return { texts, unreadable }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return at(directory, `the config directory cannot be read (${code})`, 'name it with --config DIR')
  }
}

/** What is kept of a config directory as it was found. */
export function keptOf({ texts }: ConfigDirectory, directory: string): Kept {
  return Kept.about(ROOMS, [directory, ...[...texts].flat()])
}

/**
 * What the files of a config directory come to; taken from what was kept of the same ones, and kept where they are valid. Feeds with a
 * secret in them are not written down a second time: these are read anew.
 * @param readApart reads files in another thread; left out: they are read here
 */
export async function readFound(
  found: ConfigDirectory,
  directory: string,
  readApart?: (...of: Parameters<typeof readHere>) => Promise<FreshRead>,
): Promise<PartsRead> {
  const { texts, unreadable } = found
  const kept = unreadable.length === 0 ? keptOf(found, directory) : null
  const before = (await kept?.read('config')) as KeptConfig | undefined
  if (before !== undefined) {
    const { feeds } = before.parts
    const known = feeds ?? (readApart === undefined ? await feedsIn(texts, directory) : null)
    if (known !== null) return readOf({ ...before, kind: 'valid', parts: { ...before.parts, feeds: known } })
  }
  const read = await (readApart ?? readHere)(texts, directory, unreadable)
  if (read.kind === 'valid' && before === undefined) {
    const { parts, examples, changed } = read
    const isSecret = parts.feeds.some(feed => secretsOf(feed).length > 0)
    const keeping: KeptConfig = { parts: isSecret ? { ...parts, feeds: null } : parts, examples, changed }
    await kept?.write('config', keeping)
  }
  return readOf(read)
}

function readOf(read: FreshRead): PartsRead {
  if (read.kind === 'problems') return read
  let { config } = read
  return { ...read, config: () => (config ??= compileParts(read.parts)) }
}

/** Reading YAML and naming what is wrong with it takes more code than all the rest: it is loaded where it is needed. */
async function readHere(
  texts: ConfigDirectory['texts'],
  directory: string,
  unreadable: readonly Problem[],
): Promise<FreshRead> {
  const { readConfig } = await import('../config/config.ts')
  return readConfig(texts, directory, unreadable)
}

interface KeptConfig {
  readonly parts: Omit<Parts, 'feeds'> & { readonly feeds: Parts['feeds'] | null }
  readonly examples: readonly Problem[]
  readonly changed: readonly Problem[]
}

async function feedsIn(texts: ConfigDirectory['texts'], directory: string): Promise<Parts['feeds'] | null> {
  const { readFeeds } = await import('../config/feeds-file.ts')
  const { sourceOf } = await import('../config/sources.ts')
  const source = sourceOf('feeds.yaml', texts, directory)
  if (source === null) return null
  const { feeds, problems } = readFeeds(source.file, source.text, source.over)
  return problems.length === 0 ? feeds : null
}

/** As readFound, of a directory. */
export async function readPartsOf(directory: string): Promise<PartsRead> {
  const found = await lookInto(directory)
  return 'what' in found ? { kind: 'problems', problems: [found] } : readFound(found, directory)
}

/** Reads the configuration of a directory: whole and valid, or every problem. */
export async function readConfigDirectory(directory: string): Promise<ConfigRead> {
  const read = await readPartsOf(directory)
  return read.kind === 'problems' ? read : { ...read, config: read.config() }
}

function at(file: string, what: string, todo: string): Problem {
  return { file, line: 0, column: 0, what, todo }
}
