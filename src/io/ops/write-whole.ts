import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file whole: beside its place, and then into it, so that who reads it meanwhile sees the old text or the new one. Directories
 * are made where they are missing; a link stays one, and the file behind it is written.
 * @returns why it could not be written, for a person; null: it was
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
  // A file that is mounted by itself cannot be replaced.
  EBUSY: 'cannot be replaced: it is mounted by itself – mount its directory instead',
  EEXIST: 'cannot be written: another write of it did not end',
}
