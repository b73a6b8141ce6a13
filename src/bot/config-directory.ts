import { type ConfigRead, readConfig } from '../config/config.ts'
import { CONFIG_NAMES, LOCAL } from '../config/files.ts'
import { readConfigFiles, readFolder } from '../io/ops/config-files.ts'
import type { Problem } from '../text/problem.ts'

/** A config directory as it was found. */
export interface ConfigDirectory {
  /** Texts by file name, of those that could be read; the user's own by local/ and their name. */
  readonly texts: ReadonlyMap<string, string>
  /** What stands in the place of a file and cannot be read. */
  readonly unreadable: readonly Problem[]
}

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

/** Reads the configuration of a directory: whole and valid, or every problem. */
export async function readConfigDirectory(directory: string): Promise<ConfigRead> {
  const found = await lookInto(directory)
  return 'what' in found
    ? { kind: 'problems', problems: [found] }
    : readConfig(found.texts, directory, found.unreadable)
}

function at(file: string, what: string, todo: string): Problem {
  return { file, line: 0, column: 0, what, todo }
}
