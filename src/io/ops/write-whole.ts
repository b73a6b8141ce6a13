import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file atomically, by way of a file beside it: a reader sees either the old text or the new. Missing directories are made; a symbolic
 * link stays, and its target is written.
 * @returns why it could not be written, in words for a person; null: it was written
 */
export async function writeWhole(file: string, text: string): Promise<string | null> {
  const place = await realpath(file).catch(() => file)
  const beside = `${place}.${process.pid}.new`
  try {
    await mkdir(dirname(place), { recursive: true })
    const mode = (await stat(place).catch(() => null))?.mode ?? 0o644
    const handle = await open(beside, 'wx', mode & 0o777)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, place)
    return null
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return WHY[code] ?? `cannot be written (${code})`
  }
}

const WHY: Readonly<Record<string, string>> = {
  EROFS: 'cannot be written: it is mounted read-only',
  EACCES: 'cannot be written: permission denied',
  EPERM: 'cannot be written: permission denied',
  ENOSPC: 'cannot be written: the disk is full',
  // A file that is itself a mount point cannot be replaced.
  EBUSY: 'cannot be replaced: it is mounted by itself – mount its directory instead',
  EEXIST: 'cannot be written: an earlier write of it did not finish',
}
