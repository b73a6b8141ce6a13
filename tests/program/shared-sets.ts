import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfigDirectory } from '../../src/bot/reload/config-directory.ts'
import { Replay, type Replayed } from '../../src/bot/replay.ts'
import type { Config } from '../../src/config/config.ts'
import { arrivalsOf } from '../../src/stories/arrival.ts'

const shared = join(import.meta.dirname, '../../../shared')

/** Why a test that needs labelled sets is left out; false: it is not. */
export function without(name: string): string | false {
  return existsSync(join(shared, name)) ? false : `no ../shared/${name}`
}

/** The rows of a labelled set. */
export function rowsOf<T>(name: string): readonly T[] {
  return readFileSync(join(shared, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as T)
}

export async function shippedConfig(): Promise<Config> {
  const read = await readConfigDirectory(join(import.meta.dirname, '../../config'))
  if (read.kind !== 'valid') throw new Error('the shipped configuration is not valid')
  return read.config
}

/** A report of a set. */
export interface Row {
  readonly id: string
  readonly date: string
  readonly source?: string
  readonly lang?: string
  readonly title: string
  readonly summary?: string
  readonly url?: string
}

/** Plays reports in order of arrival through the whole bot. */
export async function replayed(rows: readonly Row[], config: Config): Promise<readonly Replayed[]> {
  const replay = await Replay.open(config)
  const arrivals = arrivalsOf(rows.map(row => row.date))
  const out: Replayed[] = []
  for (const [index, { id, title, summary, source, lang, url }] of rows.entries()) {
    out.push(
      await replay.play({
        id,
        title,
        summary: summary ?? '',
        outlet: source ?? '',
        language: lang ?? 'en',
        url: url ?? null,
        at: arrivals[index] ?? 0,
      }),
    )
  }
  await replay.close()
  return out
}
