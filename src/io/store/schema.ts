import { Batch, type Records } from './records.ts'
import { StoreError } from './store.ts'

export const SCHEMA_FACT = 'fact/schema'

/** Brings a store to the next version. Must be repeatable: it runs again after a crash. */
export type Migration = (records: Records) => Promise<void>

/** Steps from version 1 on: the first leads from 1 to 2. */
const MIGRATIONS: readonly Migration[] = []

/** Migrates the store to this program's version. @throws StoreError if the store is newer or its version is unreadable */
export async function migrate(records: Records, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const newest = migrations.length + 1
  const [stored] = await records.read([SCHEMA_FACT])
  if (stored === undefined) return note(records, newest)
  if (typeof stored !== 'number' || !Number.isInteger(stored) || stored < 1) {
    throw new StoreError(
      `the schema version of the store is ${JSON.stringify(stored)}, which is not valid – restore it from an export`,
    )
  }
  if (stored > newest) {
    throw new StoreError(
      `the store has schema version ${stored}, this program supports ${newest} – run the newer program`,
    )
  }
  for (const [index, step] of migrations.slice(stored - 1).entries()) {
    await step(records)
    await note(records, stored + index + 1)
  }
}

async function note(records: Records, version: number): Promise<void> {
  const batch = new Batch()
  batch.set(SCHEMA_FACT, version)
  await records.write(batch)
}
