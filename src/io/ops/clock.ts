import { setTimeout as delay } from 'node:timers/promises'

/** The bot's view of time: passed in everywhere, so that tests and the simulation can set it. */
export interface Clock {
  /** ms since 1970. */
  now(): number
  /** ms of a clock that is never set; it may stand still while the machine sleeps. */
  steady(): number
  /** Resolves after `ms`, or as soon as the signal aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  async sleep(ms, signal) {
    await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  },
}
