import { createHash, randomUUID } from 'node:crypto'
import { constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/** Three times the size for the shipped configuration: a larger file is not ours. */
const MOST_BYTES = 32_000_000
/** Most files of a kind, the newest: configurations change, and so does the program. */
const MOST_KEPT = 8
const SOURCES = new URL('../../', import.meta.url)
/** Bytes of a SHA-256 in hex and a newline. */
const SUM_BYTES = 65

/**
 * A cache of computed data beside Node's compile cache; without that, nothing is cached. Only intact files are read that this user owns and
 * only this user can write; any other counts as missing.
 */
export class Kept {
  readonly directory: string | undefined
  readonly #program: string

  private constructor(directory: string | undefined, program: string) {
    this.directory = directory
    this.#program = program
  }

  /**
   * @param code folders and files of src/ that compute the data: when they change, old data is not found
   * @param directory the cache's directory; null: none; default: Node's compile cache, if there is one
   */
  static by(code: readonly string[], directory: string | null = getCompileCacheDir() ?? null): Kept {
    if (directory === null) return new Kept(undefined, '')
    const hash = createHash('sha256').update(process.version)
    // Synchronous: for two hundred small files it takes a few ms, and with promises many times that.
    hash.update(readFileSync(new URL('../package.json', SOURCES)))
    for (const path of code)
      for (const name of path.endsWith('.ts') ? [''] : programsIn(path)) {
        const text = readFileSync(new URL(join(path, name), SOURCES))
        hash.update(`${name}:${text.length}:`).update(text)
      }
    return new Kept(directory, hash.digest('hex'))
  }

  /** Whether there is a file; only reading shows if it is usable. @param from all texts that the data is computed from */
  has(what: string, from: readonly string[]): boolean {
    return this.directory !== undefined && existsSync(join(this.directory, this.#nameOf(what, from)))
  }

  /** @returns undefined: nothing usable is cached */
  async read(what: string, from: readonly string[]): Promise<unknown> {
    if (this.directory === undefined) return undefined
    const name = this.#nameOf(what, from)
    let file: FileHandle | undefined
    try {
      // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
      const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
      file = await open(join(this.directory, name), flags)
      const found = await file.stat()
      const { uid, mode, size } = found
      if (!found.isFile()) return undefined
      if (uid !== (process.getuid?.() ?? uid) || (mode & 0o022) !== 0 || size > MOST_BYTES) return undefined
      const bytes = await file.readFile()
      const body = bytes.subarray(SUM_BYTES)
      return bytes.toString('latin1', 0, SUM_BYTES - 1) === sumOf(name, body) ? deserialize(body) : undefined
    } catch {
      return undefined
    } finally {
      await file?.close()
    }
  }

  /** Caches plain data, whole or not at all, readable by this user only. A file that cannot be written is no error. */
  async write(what: string, from: readonly string[], value: unknown): Promise<void> {
    if (this.directory === undefined) return
    const body = serialize(value)
    if (SUM_BYTES + body.length > MOST_BYTES) return
    const name = this.#nameOf(what, from)
    const beside = join(this.directory, `${name}.${randomUUID().slice(0, 8)}`)
    try {
      const file = await open(beside, 'wx', 0o600)
      await file.writeFile(Buffer.concat([Buffer.from(`${sumOf(name, body)}\n`), body])).finally(() => file.close())
      await rename(beside, join(this.directory, name))
      await this.#clear(this.directory, what)
    } catch {
      await rm(beside, { force: true }).catch(() => {})
    }
  }

  async #clear(directory: string, what: string): Promise<void> {
    const kind = new RegExp(`^backchannel-${what}-[0-9a-f]{64}$`)
    const names = (await readdir(directory)).filter(name => kind.test(name))
    if (names.length <= MOST_KEPT) return
    const aged = await Promise.all(names.map(async name => ({ name, at: (await stat(join(directory, name))).mtimeMs })))
    aged.sort((a, b) => b.at - a.at)
    await Promise.all(aged.slice(MOST_KEPT).map(({ name }) => rm(join(directory, name), { force: true })))
  }

  #nameOf(what: string, from: readonly string[]): string {
    const hash = createHash('sha256').update(this.#program)
    // With its length, so that no two lists of texts give the same input.
    for (const text of from) hash.update(`${text.length}:`).update(text)
    return `backchannel-${what}-${hash.digest('hex')}`
  }
}

/** Covers the name too, so that one value is not read in place of another. */
function sumOf(name: string, body: Uint8Array): string {
  return createHash('sha256').update(`${name}\n`).update(body).digest('hex')
}

/** The program's files in a folder of src/ and below it, sorted. */
function programsIn(folder: string): readonly string[] {
  const names = readdirSync(new URL(folder, SOURCES), { recursive: true, encoding: 'utf8' })
  return names.filter(name => name.endsWith('.ts')).sort()
}
