import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { LOCAL } from '../config/layers/files.ts'
import type { FileText } from '../config/layers/read-layers.ts'
import type { Problem } from '../text/show/problem.ts'

/**
 * Reads a config file that a command names, with the user's own file of the same name.
 * @param local the folder of the user's own files; default: the one beside the file
 */
export async function readSource(file: string, local = join(dirname(file), LOCAL)): Promise<FileText | Problem> {
  const own = join(local, basename(file))
  const [text, over] = await Promise.all([textOf(file), textOf(own)])
  if (typeof text !== 'string') return unread(file, text.code)
  if (typeof over === 'string') return { file, text, over: [{ file: own, text: over }] }
  return over.code === 'ENOENT' ? { file, text } : unread(own, over.code)
}

async function textOf(file: string): Promise<string | { readonly code: string }> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'error' }
  }
}

function unread(file: string, code: string): Problem {
  return { file, line: 1, column: 1, what: `cannot be read (${code})`, todo: 'check its name and permissions' }
}
