import { type ConfigRead, readBeside, readConfig } from '../../config/config.ts'
import { type Around, type KnownParts, settingsOf } from '../../config/known-parts.ts'
import { sourceOf } from '../../config/layers/sources.ts'
import type { Problem } from '../../text/show/problem.ts'
import { KeptParts } from './kept-parts.ts'

/** Files of a config directory to be read. */
export interface ConfigQuestion {
  /** Texts by name. */
  readonly files: ReadonlyMap<string, string>
  /** The directory's name in problems. */
  readonly directory: string
  /** What could not be read as a file, as problems. */
  readonly unreadable: readonly Problem[]
  /** Directory where valid parts are cached; undefined: none. */
  readonly place: string | undefined
}

/** Result of reading the files; `around`: only settings and feeds were read, because the rest is cached. */
export type Anew = ConfigRead | Around

/** Reads the files that are not cached, and caches the result if all are valid. */
export async function readAnew({ files, directory, unreadable, place }: ConfigQuestion): Promise<Anew> {
  if (place === undefined || unreadable.length > 0) return readConfig(files, directory, unreadable)
  const kept = new KeptParts(files, directory, place)
  const before = await kept.settings()
  const settings = before ?? settingsOf(sourceOf('settings.yaml', files, directory), {}).settings
  const known: KnownParts = settings === null ? {} : await kept.known(settings)
  const read = readBeside(known, files, directory)
  const { settings: _, ...others } = known
  const old = before === undefined ? others : known
  if (read.kind === 'valid') await kept.keep(read, old)
  if (read.kind === 'around') await kept.keepAround(read, old)
  return read
}
