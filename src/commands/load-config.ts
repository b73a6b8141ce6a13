import { readFeedsOf, readPartsOf } from '../bot/reload/config-directory.ts'
import type { Config, Parts } from '../config/parts.ts'
import { type Problem, renderProblem } from '../text/show/problem.ts'

/** Reads the files of a config directory and writes their problems, one per line. @returns null if there are any */
export async function loadConfig(directory: string, stderr: NodeJS.WritableStream): Promise<Config | null> {
  return valid(await readPartsOf(directory), stderr)?.config() ?? null
}

/** Like loadConfig, but settings and feeds only, for commands that judge nothing. */
export async function loadFeeds(
  directory: string,
  stderr: NodeJS.WritableStream,
): Promise<Pick<Parts, 'settings' | 'feeds'> | null> {
  return valid(await readFeedsOf(directory), stderr)
}

function valid<Read extends { readonly kind: 'valid' }>(
  read: Read | { readonly kind: 'problems'; readonly problems: readonly Problem[] },
  stderr: NodeJS.WritableStream,
): Read | null {
  if (read.kind === 'valid') return read
  for (const problem of read.problems) stderr.write(`${renderProblem(problem)}\n`)
  return null
}
