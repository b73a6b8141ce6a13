/** Asked between any two small steps of long work: ends at once while little time has gone, else once others have had their turn. */
export type Breathe = () => Promise<void>

/** ms of work after which others get their turn: several works may take theirs one after the other before a timer gets its own. */
const MOST_MS = 10

/**
 * A pacemaker for work that may be long. It divides the thread's time and never what is worked out: without it the same comes of it.
 * @param steady ms of a clock that is never set
 * @param rest ends once everything else that waits for the thread has had its turn
 */
export function breather(steady: () => number, rest: () => Promise<void>, mostMs = MOST_MS): Breathe {
  let since = steady()
  return async () => {
    if (steady() - since < mostMs) return
    await rest()
    since = steady()
  }
}
