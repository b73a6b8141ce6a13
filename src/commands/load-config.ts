import { type Config, readConfig } from '../config/config.ts'
import { readConfigFiles } from '../io/ops/config-files.ts'
import { renderProblem } from '../text/problem.ts'

/** Reads the files of a config directory and writes every problem of them, one a line. @returns null where there are any */
export async function loadConfig(directory: string, stderr: NodeJS.WritableStream): Promise<Config | null> {
  let files: ReadonlyMap<string, string>
  try {
    files = await readConfigFiles(directory)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    stderr.write(`${directory}: the config directory cannot be read (${code}) – name it with --config DIR\n`)
    return null
  }
  const read = readConfig(files, directory)
  if (read.kind === 'valid') return read.config
  for (const problem of read.problems) stderr.write(`${renderProblem(problem)}\n`)
  return null
}
