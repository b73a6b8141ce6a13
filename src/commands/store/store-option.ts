import { SECRETS } from '../../config/credentials.ts'
import { readEnvironment } from '../../io/ops/environment.ts'
import { openStore } from '../../io/store/open-store.ts'
import { BadAddress, type Store, StoreError } from '../../io/store/store.ts'
import { type CommandContext, EXIT } from '../command.ts'

/** `--state DIR`, for every command that reads the store. */
export const storeOption = { state: { type: 'string', default: 'state' } } as const

/**
 * Opens the store that STATE_URL or --state names, or writes why it cannot.
 * @returns the store, or the exit code if it cannot be opened
 */
export async function openStoreFor(
  values: CommandContext['values'],
  env: CommandContext['env'],
  stderr: NodeJS.WritableStream,
): Promise<Store | number> {
  const environment = await readEnvironment(env, SECRETS)
  for (const problem of environment.problems) stderr.write(`${problem}\n`)
  if (environment.problems.length > 0) return EXIT.config
  try {
    return await openStore(environment.values.STATE_URL ?? `sqlite:${String(values.state)}/backchannel.db`)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error instanceof BadAddress) {
      stderr.write(`${error.message}\n`)
      return EXIT.config
    }
    stderr.write(`the store cannot be opened: ${error.message}\n`)
    return EXIT.unreachable
  }
}
