import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRecord } from '../../text/record.ts'

const FILE = 'test-cards.json'

/** A sample card that stands in Discord. */
export interface KeptSample {
  readonly place: string
  readonly messageId: string
}

/** The sample cards that were posted from a state directory and not removed. */
export async function readSamples(directory: string): Promise<readonly KeptSample[]> {
  try {
    const read: unknown = JSON.parse(await readFile(join(directory, FILE), 'utf8'))
    if (!Array.isArray(read)) return []
    return read.flatMap(one =>
      isRecord(one) && typeof one.place === 'string' && typeof one.messageId === 'string'
        ? [{ place: one.place, messageId: one.messageId }]
        : [],
    )
  } catch {
    // Without it the cards stay, which does no harm.
    return []
  }
}

/** @throws where the directory takes no file */
export async function keepSamples(directory: string, samples: readonly KeptSample[]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeFile(join(directory, FILE), `${JSON.stringify(samples)}\n`)
}
