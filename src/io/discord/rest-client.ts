import type { Dispatcher } from 'undici'
import { REST } from './discord-js.ts'
import { through } from './rest-request.ts'

export interface RestClientOptions {
  readonly token: string
  /** Base of another API than Discord's; null: Discord's. */
  readonly api: string | null
  /** Longest one request may take, in ms. */
  readonly timeoutMs: number
  readonly dispatcher: Dispatcher
  /** Called with the status of each answer. */
  readonly onAnswer?: (method: string, url: string, status: number) => void
}

/** A REST client of discord.js that never retries by itself, and rejects at a rate limit instead of waiting in a promise that no signal ends. */
export function restClient({ token, api, timeoutMs, dispatcher, onAnswer }: RestClientOptions): REST {
  return new REST({
    version: '10',
    retries: 0,
    timeout: timeoutMs,
    // Otherwise it also asks again at once after a 429 without Retry-After, for ever (@discordjs/rest 2.6).
    rejectOnRateLimit: () => true,
    ...(api === null ? {} : { api }),
    ...through(dispatcher, onAnswer),
  }).setToken(token)
}

/** Stops the client's timers. */
export function closeRest(rest: REST): void {
  rest.clearHashSweeper()
  rest.clearHandlerSweeper()
}
