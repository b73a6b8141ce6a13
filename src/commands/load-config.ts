import { readConfigDirectory } from '../bot/config-directory.ts'
import type { Config } from '../config/config.ts'
import { renderProblem } from '../text/problem.ts'

/** Reads the files of a config directory and writes every problem of them, one a line. @returns null where there are any */
export async function loadConfig(directory: string, stderr: NodeJS.WritableStream): Promise<Config | null> {
  const read = await readConfigDirectory(directory)
  if (read.kind === 'valid') return read.config
  for (const problem of read.problems) stderr.write(`${renderProblem(problem)}\n`)
  return null
}
