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
  /** Texts by file name, of those that could be read; the user's own by local/ and their name. */
  readonly texts: ReadonlyMap<string, string>
  /** What stands in the place of a file and cannot be read. */
  readonly unreadable: readonly Problem[]
}

/** What files come to: a valid configuration as plain data, or every problem; or what was read beside the kept rest. */
export type FreshRead =
  | (Pick<Extract<ConfigRead, { kind: 'valid' }>, 'kind' | 'parts' | 'tables' | 'wrong'> & {
      /** Where it was compiled on the way. */
      readonly config?: Config
    })
  | Extract<ConfigRead, { kind: 'problems' }>
  | Around

/** The same, whether it was read now or before from the same files by the same program. */
export type PartsRead =
  | {
      readonly kind: 'valid'
      readonly parts: Parts
      readonly tables: Tables
      /** As those of ConfigRead. */
      readonly examples: readonly Problem[]
      readonly changed: readonly Problem[]
      /** Compiles it where that is not done yet. */
      config(): Config
    }
  | Problems

type Problems = Extract<FreshRead, { kind: 'problems' }>

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

/**
 * What the files of a config directory come to; taken from what was kept of the same ones, and kept where they are valid.
 * @param apart reads files in another thread; left out: they are read here
 * @param judges false: what finds words is not needed, and made at first use
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
    // What was there a moment ago and cannot be believed is read like all else.
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

/** Reads files in this thread. Reading YAML and naming what is wrong with it takes more code than all the rest: it is loaded where it is needed. */
export async function readHere(question: ConfigQuestion): Promise<FreshRead> {
  const { readAnew } = await import('./config-anew.ts')
  return readAnew(question)
}

/** As readFound, of a directory. */
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

/** Reads the settings and feeds of a directory, where all that stands there is valid; else every problem. */
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

/** What is there, in short. */
export function markOf({ texts, unreadable }: Pick<ConfigDirectory, 'texts' | 'unreadable'>): string {
  return idOf([...[...texts].flat(), ...unreadable.map(renderProblem)])
}
