import { createHash, randomUUID } from 'node:crypto'
import { constants, readdirSync, readFileSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'

/** Larger than ten times what is kept of the shipped configuration is nothing of ours. */
const MOST_BYTES = 16_000_000
/** So many are kept, the newest: configurations change, and so does the program. */
const MOST_KEPT = 8
const NAME = /^backchannel-[0-9a-f]{64}\.json$/
const SOURCES = new URL('../../', import.meta.url)

/**
 * What was worked out before and can be worked out again, kept as JSON beside Node's compiled code: where that is not kept, nothing is.
 * Only what this user wrote, alone can change and is whole is read; whatever else stands there is as if it were not.
 */
export class Kept {
  readonly #directory: string | undefined
  readonly #about: string

  private constructor(directory: string | undefined, about: string) {
    this.#directory = directory
    this.#about = about
  }

  /**
   * @param rooms folders of src/ whose code makes what is kept: other code, another place
   * @param from everything else that it is made from
   */
  static about(rooms: readonly string[], from: readonly string[], directory = getCompileCacheDir()): Kept {
    if (directory === undefined) return new Kept(undefined, '')
    const hash = createHash('sha256').update(process.version)
    // By its length: no two lists of texts run together into the same.
    const add = (text: string | Uint8Array) => hash.update(`${text.length}:`).update(text)
    for (const text of from) add(text)
    // Two hundred small files: one by one they are read in a few ms, and in many times that by promises.
    add(readFileSync(new URL('../package.json', SOURCES)))
    for (const room of rooms) {
      const folder = new URL(`${room}/`, SOURCES)
      for (const name of readdirSync(folder).sort()) {
        add(name)
        add(readFileSync(new URL(name, folder)))
      }
    }
    return new Kept(directory, hash.digest('hex'))
  }

  /** @returns undefined where nothing is kept that can be believed */
  async read(what: string): Promise<unknown> {
    if (this.#directory === undefined) return undefined
    let file: FileHandle | undefined
    try {
      file = await open(join(this.#directory, this.#nameOf(what)), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
      const { uid, mode, size } = await file.stat()
      if (uid !== (process.getuid?.() ?? uid) || (mode & 0o022) !== 0 || size > MOST_BYTES) return undefined
      const text = await file.readFile('utf8')
      const sum = text.slice(0, text.indexOf('\n'))
      const body = text.slice(sum.length + 1)
      return sum === this.#sumOf(what, body) ? JSON.parse(body) : undefined
    } catch {
      return undefined
    } finally {
      await file?.close()
    }
  }

  /** Keeps it, where that can be: whole or not at all, for this user's eyes alone. */
  async write(what: string, value: unknown): Promise<void> {
    if (this.#directory === undefined) return
    const body = JSON.stringify(value)
    const place = join(this.#directory, this.#nameOf(what))
    const beside = `${place}.${randomUUID().slice(0, 8)}`
    try {
      const text = `${this.#sumOf(what, body)}\n${body}`
      if (Buffer.byteLength(text) > MOST_BYTES) return
      const file = await open(beside, 'wx', 0o600)
      await file.writeFile(text).finally(() => file.close())
      await rename(beside, place)
      await this.#clear(this.#directory)
    } catch {
      await rm(beside, { force: true }).catch(() => {})
    }
  }

  async #clear(directory: string): Promise<void> {
    const names = (await readdir(directory)).filter(name => NAME.test(name))
    if (names.length <= MOST_KEPT) return
    const aged = await Promise.all(names.map(async name => ({ name, at: (await stat(join(directory, name))).mtimeMs })))
    aged.sort((a, b) => b.at - a.at)
    await Promise.all(aged.slice(MOST_KEPT).map(({ name }) => rm(join(directory, name), { force: true })))
  }

  #nameOf(what: string): string {
    return `backchannel-${createHash('sha256').update(`${this.#about} ${what}`).digest('hex')}.json`
  }

  #sumOf(what: string, body: string): string {
    return createHash('sha256').update(`${this.#about} ${what}\n`).update(body).digest('hex')
  }
}
