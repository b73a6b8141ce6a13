import { type ConfigRead, readConfig } from '../config/config.ts'
import { settingsOf } from '../config/known-parts.ts'
import { sourceOf } from '../config/sources.ts'
import type { Problem } from '../text/problem.ts'
import { KeptParts } from './kept-parts.ts'

/** Files of a config directory that are to be read. */
export interface ConfigQuestion {
  /** Texts by name. */
  readonly files: ReadonlyMap<string, string>
  /** How problems name the place. */
  readonly directory: string
  /** What stands in the place of files, as problems. */
  readonly unreadable: readonly Problem[]
  /** Where parts are kept; undefined: nowhere. */
  readonly place: string | undefined
}

/** Reads those files of which nothing is kept, and keeps what they come to where all are valid. */
export async function readAnew({ files, directory, unreadable, place }: ConfigQuestion): Promise<ConfigRead> {
  if (place === undefined || unreadable.length > 0) return readConfig(files, directory, unreadable)
  const kept = new KeptParts(files, directory, place)
  const before = await kept.settings()
  const settings = before ?? settingsOf(sourceOf('settings.yaml', files, directory), {}).settings
  const known = settings === null ? {} : await kept.known(settings)
  const read = readConfig(files, directory, unreadable, known)
  if (read.kind === 'valid') await kept.keep(read, before === undefined ? without(known) : known)
  return read
}

/** Settings that were read just now are not kept yet. */
function without({ settings: _, ...known }: Parameters<KeptParts['keep']>[1]): Parameters<KeptParts['keep']>[1] {
  return known
}
