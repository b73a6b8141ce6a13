import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from './log.ts'

const FILE = 'heartbeat'
/** Shortest time between two signs of life, in ms. */
const EVERY_MS = 10_000
/** A process without a sign of life for this long, in ms, counts as stalled. */
const SILENT_MS = 240_000

/**
 * A process's sign of life: a file in the state directory, whose modification time counts. A disk that fails or is slow stops nothing, since
 * the store may be on another machine; a failure is logged once.
 */
export class Heartbeat {
  readonly #directory: string
  readonly #now: () => number
  readonly #log: Log
  #last = 0
  #writing = false
  #failed = false
  #note = ''

  /** @param now ms since 1970 */
  constructor(directory: string, now: () => number, log: Log) {
    this.#directory = directory
    this.#now = now
    this.#log = log
  }

  /** Leaves a sign of life in the background. Never throws, never waits. */
  beat(): void {
    const now = this.#now()
    if (Math.abs(now - this.#last) < EVERY_MS) return
    this.#last = now
    // A write may hang: nothing waits for it, and no second one is queued behind it.
    if (this.#writing) return
    this.#writing = true
    void this.#write(now).finally(() => {
      this.#writing = false
    })
  }

  /** Adds one line to the following signs of life; null: none. */
  note(text: string | null): void {
    this.#note = text === null ? '' : `${text}\n`
  }

  /** Whether the process was alive recently, even if its file could not be written. */
  get fresh(): boolean {
    return this.#now() - this.#last < SILENT_MS
  }

  async #write(now: number): Promise<void> {
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 })
      await writeFile(join(this.#directory, FILE), `${new Date(now).toISOString()}\n${this.#note}`, { mode: 0o600 })
      this.#failed = false
    } catch (error) {
      if (this.#failed) return
      this.#failed = true
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      const effect = '"backchannel health" will report the bot as silent; the bot keeps running'
      this.#log.warn('heartbeat_failed', { file: join(this.#directory, FILE), reason: code, effect })
    }
  }
}

/** The last sign of life: its age in ms and its note, '' for none; null: there is none. */
export async function readHeartbeat(
  stateDir: string,
  now: number,
): Promise<{ readonly age: number; readonly note: string } | null> {
  const file = join(stateDir, FILE)
  const found = await stat(file).catch(() => null)
  if (found === null) return null
  const text = await readFile(file, 'utf8').catch(() => '')
  return { age: now - found.mtimeMs, note: text.split('\n')[1] ?? '' }
}
