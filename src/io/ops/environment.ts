import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'

export interface Environment {
  /** The variables; a secret given as NAME_FILE is found under NAME. */
  readonly values: Readonly<Record<string, string | undefined>>
  /** Problems with …_FILE variables; never a secret's text. */
  readonly problems: readonly string[]
}

/**
 * Reads the environment, with secrets that Docker or Kubernetes provides as files. An empty variable counts as unset, since that is what a
 * line `NAME=` of an .env file gives.
 * @param secrets names of the variables that may be given as NAME_FILE
 */
export async function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[],
): Promise<Environment> {
  const values: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(env)) if ((value ?? '').trim() !== '') values[name] = value?.trim()
  const problems: string[] = []
  for (const name of secrets) {
    const path = env[`${name}_FILE`]
    if (path === undefined || path === '') continue
    if (values[name] !== undefined) problems.push(`${name}_FILE is set together with ${name} – keep one`)
    try {
      values[name] = (await readFile(path, 'utf8')).trim()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      problems.push(`${name}_FILE names a file that cannot be read (${code}) – check its path and permissions`)
    }
  }
  return { values, problems }
}

/** The text of a small file with a secret; null: unreadable or empty. */
export function readSecretFile(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return text === '' ? null : text
  } catch {
    return null
  }
}

/** The program's version, from package.json. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** Name of this machine or container, for a person; '': it has none. */
export function readHostName(): string {
  return hostname()
}
