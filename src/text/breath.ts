/** Awaited between small steps of long work: resolves at once while little time has passed, else after other work has run. */
export type Breathe = () => Promise<void>

/** ms of work before yielding; short, since several such jobs may run in a row before a timer does. */
const MOST_MS = 10

/**
 * Yields during long work. It affects only the timing of the work, never its result.
 * @param steady ms of a monotonic clock
 * @param rest resolves once everything else that waits for the thread has run
 */
export function breather(steady: () => number, rest: () => Promise<void>, mostMs = MOST_MS): Breathe {
  let since = steady()
  return async () => {
    if (steady() - since < mostMs) return
    await rest()
    since = steady()
  }
}
