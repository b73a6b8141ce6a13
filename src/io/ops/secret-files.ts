import { readFile } from 'node:fs/promises'

/**
 * Reads secrets that are given as files, as Docker and Kubernetes do: where NAME is not set and NAME_FILE is, the file's text
 * stands for NAME.
 * @param names variables that may be given so
 * @throws Error that names the variable and not the text
 */
export async function withSecretFiles(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Promise<Readonly<Record<string, string | undefined>>> {
  const read: Record<string, string | undefined> = { ...env }
  for (const name of names) {
    const path = env[`${name}_FILE`]
    if (read[name] !== undefined || path === undefined || path === '') continue
    try {
      read[name] = (await readFile(path, 'utf8')).trim()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      throw new Error(`${name}_FILE names a file that cannot be read (${code}) – check its path and permissions`)
    }
  }
  return read
}
