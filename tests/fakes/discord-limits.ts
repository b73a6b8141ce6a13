import { type Answer, error } from './discord-faults.ts'

/** Requests of a bot in a second, those about interactions aside (Discord's page "Rate Limits"). */
const GLOBAL = { most: 50, ms: 1000 }
/** As Discord's headers say of messages in a channel, and of the webhook of an interaction. */
const MESSAGES = { most: 5, ms: 5000 }
const INTERACTION = { most: 5, ms: 2000 }

interface Window {
  since: number
  used: number
}

/** Discord's rate limits, by windows that begin with their first request. */
export class FakeLimits {
  /** Requests that met a limit, by route. */
  readonly met: string[] = []
  readonly #windows = new Map<string, Window>()
  readonly #faster: number

  /** @param faster how many times shorter the windows are than Discord's */
  constructor(faster = 1) {
    this.#faster = faster
  }

  /** @param now ms. @returns headers for the answer; or the answer itself where a limit is met */
  take(
    method: string,
    path: string,
    now: number,
  ): { readonly headers: Readonly<Record<string, string>> } | { readonly refused: Answer } {
    const [, room = '', id = '', third = ''] = path.split('/')
    if (room === 'interactions') return { headers: {} }
    if (room === 'webhooks') return this.#count(`webhooks/${id}/${third}`, INTERACTION, now)
    const whole = this.#count('global', GLOBAL, now)
    if ('refused' in whole) return whole
    if (room !== 'channels' || third !== 'messages' || method === 'GET') return { headers: {} }
    return this.#count(`${method} channels/${id}/messages`, MESSAGES, now)
  }

  #count(bucket: string, limit: { readonly most: number; readonly ms: number }, now: number) {
    const { most } = limit
    const ms = limit.ms / this.#faster
    const known = this.#windows.get(bucket)
    const window = known !== undefined && now - known.since < ms ? known : { since: now, used: 0 }
    this.#windows.set(bucket, window)
    window.used += 1
    const resetAfter = Math.max(1, window.since + ms - now) / 1000
    const headers = {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(Math.max(0, most - window.used)),
      'x-ratelimit-reset-after': String(resetAfter),
      'x-ratelimit-bucket': bucket.replace(/[^\w]+/g, '-'),
    }
    if (window.used <= most) return bucket === 'global' ? { headers: {} } : { headers }
    this.met.push(bucket)
    const scope = bucket === 'global' ? 'global' : 'user'
    const body = { ...error(0, 'You are being rate limited.'), retry_after: resetAfter, global: scope === 'global' }
    const limited = {
      'retry-after': String(resetAfter),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : headers),
    }
    return { refused: { status: 429, body, headers: limited } }
  }
}
