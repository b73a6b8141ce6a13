import { connectionFailed, tell, tellErrors } from './answer.ts'
import { DiscordAPIError, HTTPError, RateLimitError } from './discord-js.ts'
import type { SendOutcome } from './sender.ts'

/**
 * What an error of discord.js's REST client means. Only named fields are read: the errors carry the request's body and headers.
 * @param answered the HTTP status that came; null: none did
 * @param secret text that is masked in `why`
 */
export function outcomeOf(error: unknown, answered: number | null, secret: string): SendOutcome {
  if (error instanceof RateLimitError) {
    const afterMs = error.retryAfter > 0 ? error.retryAfter : null
    const scope = error.global ? 'all' : 'channel'
    return { kind: 'retry', afterMs, scope, status: answered, why: 'rate limited' }
  }
  if (error instanceof DiscordAPIError) {
    const { status, rawError } = error
    const code = typeof error.code === 'number' ? error.code : null
    const errors = 'errors' in rawError ? tellErrors(rawError.errors) : ''
    const message = 'message' in rawError ? rawError.message : ''
    return { kind: 'refused', status, code, why: tell(errors === '' ? message : `${message} ${errors}`, secret) }
  }
  if (error instanceof HTTPError) return { kind: 'refused', status: error.status, code: null, why: '' }
  return connectionFailed(error)
}
