import { BadAddress, StoreError } from '../io/store/store.ts'
import { EXIT } from './command.ts'

/**
 * Message and exit code for an error that no command expected. Only errors of our own get a stack: what the system refused (no space, no
 * permission) is named by its message.
 */
export function failureOf(error: unknown): { readonly code: number; readonly text: string } {
  if (error instanceof BadAddress) return { code: EXIT.config, text: error.message }
  if (error instanceof StoreError) return { code: EXIT.unreachable, text: `the store failed: ${error.message}` }
  if (!(error instanceof Error)) return { code: EXIT.internal, text: 'an error inside the program: not an Error' }
  if ('code' in error && /^E[A-Z0-9]+$/.test(String(error.code))) return { code: EXIT.unreachable, text: error.message }
  return {
    code: EXIT.internal,
    text: `an error inside the program – please report it: ${error.stack ?? error.message}`,
  }
}
