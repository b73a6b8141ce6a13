import { randomUUID } from 'node:crypto'
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'

/** Result of reading an .env file. */
export type EnvFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly what: string; readonly todo: string }

/** Reads an .env file as text, without the byte order mark that some editors add. */
export async function readEnvFile(path: string): Promise<EnvFile> {
  try {
    const bytes = await readFile(path)
    // PowerShell's > writes UTF-16, in which Node silently finds no variables.
    if (bytes.includes(0)) return { kind: 'unreadable', what: 'is not UTF-8 text', todo: 'save it as UTF-8' }
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT') return { kind: 'missing' }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return { kind: 'unreadable', what: 'is not UTF-8 text', todo: 'save it as UTF-8' }
    if (code === 'EISDIR')
      return { kind: 'unreadable', what: 'is a directory', todo: 'remove it and put the file in its place' }
    return { kind: 'unreadable', what: `cannot be read (${code})`, todo: 'let the user that runs this read it' }
  }
}

/** The variables of an .env file, as Node reads them. */
export function variablesOf(text: string): Readonly<Record<string, string | undefined>> {
  return parseEnv(text)
}

/**
 * Replaces an .env file as a whole or not at all, readable by its owner only.
 * @throws if it cannot be written
 */
export async function writeEnvFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const beside = `${target}.${randomUUID().slice(0, 8)}.tmp`
  try {
    await writeFile(beside, text, { mode: 0o600, flag: 'wx' })
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
