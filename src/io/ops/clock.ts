import { setTimeout as delay } from 'node:timers/promises'

/** Time as the bot sees it: handed in everywhere, so that tests and the simulation turn it by hand. */
export interface Clock {
  /** ms since 1970. */
  now(): number
  /** ms of a clock that is never set; it may stand still while the machine sleeps. */
  steady(): number
  /** Ends after `ms`, or at once when the signal aborts; never throws. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  async sleep(ms, signal) {
    await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  },
}
