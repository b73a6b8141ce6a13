import { envProblems } from '../../config/env-text.ts'
import { readEnvFile, variablesOf } from '../../io/ops/env-file.ts'
import { renderProblem } from '../../text/show/problem.ts'

/** The file of variables in the current directory. */
export const ENV_FILE = '.env'

/**
 * Reads the variables that .env adds to an environment. The environment wins, even with an empty variable or with a secret under its other
 * name, NAME_FILE or NAME.
 * @returns the file's problems as lines for a person, which repeat no value
 */
export async function readEnvVariables(
  env: Readonly<Record<string, string | undefined>>,
  file = ENV_FILE,
): Promise<{ readonly added: Readonly<Record<string, string>>; readonly problems: readonly string[] }> {
  const read = await readEnvFile(file)
  if (read.kind === 'missing') return { added: {}, problems: [] }
  const problems =
    read.kind === 'unreadable'
      ? [{ file, line: 0, column: 0, what: read.what, todo: read.todo }]
      : envProblems(file, read.text)
  if (read.kind === 'unreadable' || problems.length > 0) return { added: {}, problems: problems.map(renderProblem) }
  const added: Record<string, string> = {}
  for (const [name, value] of Object.entries(variablesOf(read.text))) {
    const other = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : `${name}_FILE`
    if (value !== undefined && env[name] === undefined && (env[other] ?? '') === '') added[name] = value
  }
  return { added, problems: [] }
}
