import { existsSync } from 'node:fs'
import { amendmentsIn } from '../../bot/amend/amending.ts'
import { type ConfigDirectory, lookInto, readFound, readHere } from '../../bot/reload/config-directory.ts'
import { type Aside, NO_DESK, type ReadFiles, readHolding } from '../../bot/reload/held-amendments.ts'
import { SECRETS } from '../../config/credentials.ts'
import type { DeskLayer } from '../../config/layers/desk-layer.ts'
import type { Parts } from '../../config/parts.ts'
import { AMENDMENTS, type Amendment, EXPORTED, standingAmendments } from '../../desk/amendment.ts'
import { readEnvironment } from '../../io/ops/environment.ts'
import { type Store, StoreError } from '../../io/store/store.ts'
import { isRecord } from '../../text/record.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { openStoreFor } from './store-option.ts'

/** Changes made in Discord that are valid with the files. */
export interface Held {
  readonly amendments: readonly Amendment[]
  readonly layer: DeskLayer
  readonly aside: readonly Aside[]
}

const NOTHING: Held = { amendments: [], layer: NO_DESK, aside: [] }

type Context = Pick<CommandContext, 'values' | 'env' | 'stderr'>

/**
 * Reads from the store the changes made in Discord that are valid with the files; none if there is no store yet.
 * @returns the exit code if the store cannot be read
 */
export async function heldFor(found: ConfigDirectory, directory: string, context: Context): Promise<Held | number> {
  const all = await withStore(context, amendmentsIn)
  if (typeof all === 'number') return all
  if (all === null || standingAmendments(all).length === 0) return NOTHING
  const { layer, aside } = await readHolding(found, readerOf(directory), all)
  const out = new Set(aside.map(({ amendment }) => amendment.id))
  return { amendments: standingAmendments(all).filter(one => !out.has(one.id)), layer, aside }
}

/** Settings and feeds of the files with the changes made in Discord, as the bot uses them. */
export async function withDesk(
  parts: Pick<Parts, 'settings' | 'feeds'>,
  store: Pick<Store, 'fact'>,
  directory: string,
): Promise<Pick<Parts, 'settings' | 'feeds'>> {
  const all = await amendmentsIn(store)
  if (standingAmendments(all).length === 0) return parts
  const found = await lookInto(directory)
  if ('what' in found) return parts
  const { read } = await readHolding(found, readerOf(directory), all)
  return read.kind === 'valid' ? read.parts : parts
}

/** Marks amendments as exported, so that the bot drops them. @returns the exit code if the store cannot be written; null: done */
export async function forgetExported(amendments: readonly Amendment[], context: Context): Promise<number | null> {
  const done = await withStore(context, async store => {
    const [kept, exported] = await Promise.all([store.fact(AMENDMENTS), store.fact(EXPORTED)])
    // A separate fact: the leading process writes the other, and neither may overwrite the other's.
    const there = (Array.isArray(kept) ? kept : []).flatMap(one => (isRecord(one) ? [one.id] : []))
    const gone = new Set([...(Array.isArray(exported) ? exported : []), ...amendments.map(({ id }) => id)])
    await store.saveFact(
      EXPORTED,
      there.filter(id => gone.has(id)),
    )
    return true
  })
  return typeof done === 'number' ? done : null
}

/** Reads a directory's files in this thread, with the cache. */
export function readerOf(directory: string): ReadFiles {
  return files => readFound(files, directory, readHere)
}

/** @returns null: there is no store, and reading must not create one */
async function withStore<T>(
  { values, env, stderr }: Context,
  work: (store: Store) => Promise<T>,
): Promise<T | number | null> {
  const { values: set } = await readEnvironment(env, SECRETS)
  if (set.STATE_URL === undefined && !existsSync(`${String(values.state)}/backchannel.db`)) return null
  const store = await openStoreFor(values, env, stderr)
  if (typeof store === 'number') return store
  try {
    return await work(store)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    stderr.write(`the store failed: ${error.message}\n`)
    return EXIT.unreachable
  } finally {
    await store.close()
  }
}
