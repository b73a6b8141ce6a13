import { Corrupt, isAnything } from './codec.ts'
import { Batch, type Records } from './records.ts'
import { SCHEMA_FACT } from './schema.ts'
import { type StoredRecord, StoreError } from './store.ts'

/** Present while an import runs: a store with it is half full, and the import may be repeated. */
const RUNNING = 'fact/importing'
/** A store with one of these has been in use. */
const SIGNS = ['index/open', 'index/ledger', 'index/archive', 'index/stories']
const STEP = 500
const OF_PROCESSES = new Set(['lease', 'answer'])

/** Every record except those of running processes: the lease, and queued answers, whose feeds are polled again. */
export async function* exportRecords(records: Records): AsyncGenerator<StoredRecord> {
  for await (const [path, value] of records.all()) {
    const border = path.indexOf('/')
    const namespace = path.slice(0, border)
    if (border < 1 || OF_PROCESSES.has(namespace) || path === RUNNING) continue
    yield { namespace, key: path.slice(border + 1), value: value instanceof Corrupt ? value.raw : value }
  }
}

/** Writes records into an empty store. @returns their number @throws StoreError if it is not empty, or the records have another schema version */
export async function importRecords(records: Records, source: AsyncIterable<StoredRecord>): Promise<number> {
  const running = await records.get(RUNNING, isAnything)
  const signs = await records.read(SIGNS)
  if (running === null && signs.some(sign => sign !== undefined)) {
    throw new StoreError('the store already holds records – import into an empty one')
  }
  const mark = new Batch()
  mark.set(RUNNING, true)
  await records.write(mark)
  const version = await records.get(SCHEMA_FACT, isAnything)
  let count = 0
  let batch = new Batch()
  for await (const { namespace, key, value } of source) {
    const path = `${namespace}/${key}`
    if (path === SCHEMA_FACT && value !== version) {
      throw new StoreError(
        `the export has schema version ${JSON.stringify(value)}, this store ${JSON.stringify(version)}`,
      )
    }
    batch.set(path, value)
    count += 1
    if (batch.entries.size >= STEP) {
      await records.write(batch)
      batch = new Batch()
    }
  }
  await records.write(batch)
  await records.delete([RUNNING])
  return count
}
