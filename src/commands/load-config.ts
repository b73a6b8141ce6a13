import { readPartsOf } from '../bot/config-directory.ts'
import type { Config, Parts } from '../config/parts.ts'
import { renderProblem } from '../text/problem.ts'

/** Reads the files of a config directory and writes every problem of them, one a line. @returns null where there are any */
export async function loadConfig(directory: string, stderr: NodeJS.WritableStream): Promise<Config | null> {
  return (await load(directory, stderr))?.config() ?? null
}

/** The same without compiling what they say: all that a command needs that judges nothing. */
export async function loadParts(directory: string, stderr: NodeJS.WritableStream): Promise<Parts | null> {
  return (await load(directory, stderr))?.parts ?? null
}

async function load(directory: string, stderr: NodeJS.WritableStream) {
  const read = await readPartsOf(directory)
  if (read.kind === 'valid') return read
  for (const problem of read.problems) stderr.write(`${renderProblem(problem)}\n`)
  return null
}
