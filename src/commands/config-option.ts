import { type Config, readConfig } from '../config/config.ts'
import { readConfigFiles } from '../io/ops/config-files.ts'
import { renderProblem } from '../text/problem.ts'
import type { CommandContext } from './command.ts'

/** `--config DIR`, for every command that reads the configuration. */
export const configOption = { config: { type: 'string', default: 'config' } } as const

/** Reads the whole configuration; names every problem and gives null where there are any. */
export async function readConfigFor(
  values: CommandContext['values'],
  stderr: NodeJS.WritableStream,
): Promise<Config | null> {
  const directory = String(values.config)
  let files: ReadonlyMap<string, string>
  try {
    files = await readConfigFiles(directory)
  } catch {
    stderr.write(`${directory}: cannot be read – name the config directory with --config DIR\n`)
    return null
  }
  const read = readConfig(files, directory)
  if (read.kind === 'valid') return read.config
  for (const problem of read.problems) stderr.write(`${renderProblem(problem)}\n`)
  return null
}
