import { type ConfigRead, readBeside, readConfig } from '../../config/config.ts'
import { type Around, type KnownParts, settingsOf } from '../../config/known-parts.ts'
import { sourceOf } from '../../config/layers/sources.ts'
import type { Problem } from '../../text/show/problem.ts'
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

/** What reading them came to; `around`: what items are judged by was not read, since it is kept. */
export type Anew = ConfigRead | Around

/** Reads those files of which nothing is kept, and keeps what they come to where all are valid. */
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
