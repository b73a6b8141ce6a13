import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const FILE = 'heartbeat'

/** Leaves a sign of life in the state directory. The file's time is what counts. */
export async function beat(stateDir: string, now: number): Promise<void> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 })
  await writeFile(join(stateDir, FILE), `${new Date(now).toISOString()}\n`, { mode: 0o600 })
}

/** Age of the last sign of life in ms; null where there is none. */
export async function heartbeatAge(stateDir: string, now: number): Promise<number | null> {
  const found = await stat(join(stateDir, FILE)).catch(() => null)
  return found === null ? null : now - found.mtimeMs
}
