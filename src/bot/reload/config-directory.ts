import type { ConfigRead } from '../../config/config.ts'
import type { Around } from '../../config/known-parts.ts'
import { CONFIG_NAMES, LOCAL } from '../../config/layers/files.ts'
import { whose } from '../../config/layers/own-examples.ts'
import { type Config, compileParts, NO_TABLES, type Parts, type Tables } from '../../config/parts.ts'
import { readConfigFiles, readFolder } from '../../io/ops/config-files.ts'
import { idOf } from '../../text/id.ts'
import { type Problem, renderProblem } from '../../text/show/problem.ts'
import type { ConfigQuestion } from './config-anew.ts'
import { KeptParts } from './kept-parts.ts'

/** A config directory as it was found. */
export interface ConfigDirectory {
  /** Texts of the readable files by name; the user's own as local/NAME. */
  readonly texts: ReadonlyMap<string, string>
  /** What is in place of a file and cannot be read. */
  readonly unreadable: readonly Problem[]
}

/** Result of reading files: a valid configuration as plain data, or every problem, or only the parts that are not cached. */
export type FreshRead =
  | (Pick<Extract<ConfigRead, { kind: 'valid' }>, 'kind' | 'parts' | 'tables' | 'wrong'> & {
      /** The compiled configuration, if reading compiled it. */
      readonly config?: Config
    })
  | Extract<ConfigRead, { kind: 'problems' }>
  | Around

/** The configuration, whether read now or from the cache. */
export type PartsRead =
  | {
      readonly kind: 'valid'
      readonly parts: Parts
      readonly tables: Tables
      /** As in ConfigRead. */
      readonly examples: readonly Problem[]
      readonly changed: readonly Problem[]
      /** Compiles it at the first call. */
      config(): Config
    }
  | Problems

type Problems = Extract<FreshRead, { kind: 'problems' }>

/** Reads the files of a config directory and the user's own in its folder "local", no others. @returns a problem if the directory is unreadable */
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

/**
 * The configuration of a config directory's files: from the cache if the same files were read before, else read, and cached if valid.
 * @param apart reads files in another thread; default: in this one
 * @param judges false: the tables that find words are not needed
 */
export async function readFound(
  found: ConfigDirectory,
  directory: string,
  apart: (question: ConfigQuestion) => Promise<FreshRead> = readHere,
  judges = true,
): Promise<PartsRead> {
  const { texts, unreadable } = found
  const kept = unreadable.length === 0 ? new KeptParts(texts, directory) : null
  let before = await kept?.whole(judges)
  const question = { files: texts, directory, unreadable, place: kept?.place }
  let read = before == null ? await apart(question) : null
  if (read?.kind === 'around') {
    before = await kept?.beside(read, judges)
    // The cache turned out to be unusable: read everything.
    read = before == null ? await apart({ ...question, place: undefined }) : null
  }
  if (read?.kind === 'problems') return read
  const whole = read?.kind === 'valid' ? read : before
  if (whole == null) throw new Error('files that are neither valid nor wrong')
  const { parts, wrong } = whole
  const tables = whole.tables ?? NO_TABLES
  let config = read?.kind === 'valid' ? read.config : undefined
  const compiled = () => {
    config ??= compileParts(parts, tables)
    return config
  }
  return { kind: 'valid', parts, tables, ...whose(wrong, texts, directory), config: compiled }
}

/** Reads files in this thread. Reading YAML and reporting its mistakes takes more code than all the rest, so it is loaded on demand. */
export async function readHere(question: ConfigQuestion): Promise<FreshRead> {
  const { readAnew } = await import('./config-anew.ts')
  return readAnew(question)
}

/** Like readFound, for a directory. */
export async function readPartsOf(directory: string): Promise<PartsRead> {
  const found = await lookInto(directory)
  return 'what' in found ? { kind: 'problems', problems: [found] } : readFound(found, directory)
}

/** Reads the configuration of a directory: whole and valid, or every problem. */
export async function readConfigDirectory(
  directory: string,
): Promise<{ readonly kind: 'valid'; readonly config: Config } | Problems> {
  const read = await readPartsOf(directory)
  return read.kind === 'problems' ? read : { kind: 'valid', config: read.config() }
}

/** Reads the settings and feeds of a directory, if everything in it is valid; else every problem. */
export async function readFeedsOf(
  directory: string,
): Promise<(Pick<Parts, 'settings' | 'feeds'> & { readonly kind: 'valid' }) | Problems> {
  const found = await lookInto(directory)
  if ('what' in found) return { kind: 'problems', problems: [found] }
  const around = found.unreadable.length === 0 ? await new KeptParts(found.texts, directory).around() : null
  if (around !== null) return { ...around, kind: 'valid' }
  const read = await readFound(found, directory, readHere, false)
  return read.kind === 'problems' ? read : { ...read.parts, kind: 'valid' }
}

function at(file: string, what: string, todo: string): Problem {
  return { file, line: 0, column: 0, what, todo }
}

/** Identifies a directory's content. */
export function markOf({ texts, unreadable }: Pick<ConfigDirectory, 'texts' | 'unreadable'>): string {
  return idOf([...[...texts].flat(), ...unreadable.map(renderProblem)])
}
