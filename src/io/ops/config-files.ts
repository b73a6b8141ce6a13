import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { decode } from '../../feeds/decode/decode.ts'

/** Ten times the largest shipped file. */
const MOST_BYTES = 1_000_000

/** Result of reading one of a person's files. */
export type FileRead =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** Something is there, but cannot be read. */
  | { readonly kind: 'unreadable'; readonly what: string; readonly todo: string }

/**
 * Reads the named files of a config directory and no others, so that swap files, locks and editors' backups do not count.
 * @throws if the directory itself cannot be read
 */
export async function readConfigFiles(
  directory: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, FileRead>> {
  // Distinguishes a missing directory, from a wrong --config or a missing mount, from one without its files.
  if (!(await stat(directory)).isDirectory()) throw Object.assign(new Error('no directory'), { code: 'ENOTDIR' })
  const reads = await Promise.all(names.map(name => readOne(join(directory, name))))
  return new Map(reads.map((read, index) => [names[index] ?? '', read]))
}

/** Reads the named files of a folder that may be missing. @returns results by folder/name, or one by folder if it cannot be read */
export async function readFolder(
  directory: string,
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, FileRead>> {
  try {
    const reads = await readConfigFiles(join(directory, folder), names)
    return new Map([...reads].map(([name, read]) => [`${folder}/${name}`, read]))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const todo = 'make it a directory for your own files, or remove it'
    if (code === 'ENOTDIR') return new Map([[folder, { kind: 'unreadable', what: 'is not a directory', todo }]])
    const why = await whyNot(join(directory, folder), error)
    return why.kind === 'missing' ? new Map() : new Map([[folder, why]])
  }
}

/** Names of a folder's entries; none if it cannot be read. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}

async function readOne(file: string): Promise<FileRead> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) {
      const todo = 'Docker makes one where the mounted file is missing: remove it and put the file in its place'
      return { kind: 'unreadable', what: 'is a directory', todo }
    }
    // Reading a pipe might never end.
    if (!found.isFile()) return { kind: 'unreadable', what: 'is not a file', todo: 'put a plain file in its place' }
    if (found.size > MOST_BYTES) {
      return {
        kind: 'unreadable',
        what: 'is larger than 1 MB',
        todo: 'no config file is that large: check what it is',
      }
    }
    return textOf(await readFile(file))
  } catch (error) {
    return whyNot(file, error)
  }
}

/** Editors' names for the encodings in which people save files by mistake. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-16le': 'UTF-16, which Windows calls "Unicode"',
  'utf-16be': 'UTF-16',
  cp949: 'Korean CP949 (EUC-KR)',
  shift_jis: 'Japanese Shift_JIS (CP932)',
  'euc-jp': 'Japanese EUC-JP',
  gb18030: 'Chinese GBK (CP936)',
  'big5-hkscs': 'Chinese Big5 (CP950)',
  'windows-1252': 'Windows-1252, which Windows calls "ANSI"',
}

function textOf(bytes: Uint8Array): FileRead {
  const todo = 'save it as UTF-8 (in the editor: "Save with encoding")'
  try {
    // UTF-16 without a byte order mark is valid UTF-8 with a zero byte after each Latin letter.
    if (!bytes.includes(0)) return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {}
  const { encoding } = decode(bytes, null, '')
  const name = ENCODINGS[encoding]
  if (name !== undefined) return { kind: 'unreadable', what: `is not UTF-8 text, but looks like ${name}`, todo }
  return { kind: 'unreadable', what: 'is not UTF-8 text', todo }
}

async function whyNot(file: string, error: unknown): Promise<FileRead> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  switch (code) {
    case 'ENOENT': {
      const link = await lstat(file).catch(() => null)
      if (link === null) return { kind: 'missing' }
      return {
        kind: 'unreadable',
        what: 'is a link that leads nowhere',
        todo: 'put the file where it points, or remove it',
      }
    }
    case 'EACCES':
    case 'EPERM': {
      const what = `cannot be read: permission denied for uid ${process.getuid?.() ?? 'of this process'}`
      return { kind: 'unreadable', what, todo: 'let that user read it (chmod, chown), and look into its directory' }
    }
    case 'ELOOP':
      return { kind: 'unreadable', what: 'is a link that leads back to itself', todo: 'put the file in its place' }
    default:
      return { kind: 'unreadable', what: `cannot be read (${code})`, todo: 'check the file and the disk it is on' }
  }
}
