import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRecord } from '../../text/record.ts'

const FILE = 'test-cards.json'

/** A sample card that was posted to Discord. */
export interface KeptSample {
  readonly place: string
  readonly messageId: string
}

/** The sample cards posted with this state directory and not removed yet. */
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
    // Without the file the cards stay in Discord, which does no harm.
    return []
  }
}

/** @throws if the file cannot be written */
export async function keepSamples(directory: string, samples: readonly KeptSample[]): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeFile(join(directory, FILE), `${JSON.stringify(samples)}\n`)
}
