import cron from 'node-cron'
import type { Log } from './log.ts'

/** Whether node-cron understands an expression. */
export function isCron(expression: string): boolean {
  return cron.validate(expression)
}

/**
 * Calls `wake` at the times of a cron expression in UTC, never twice at once. Cron only wakes: missed times are not made up
 * (node-cron 4.6), so what is due is read from the store, and a wake that was missed or fell into a look is no news.
 * @param wake given the time of the expression that has come, ms since 1970, not the time at which it is called
 * @returns a function that ends it
 */
export function wakeBy(expression: string, wake: (slot: number) => Promise<void>, log: Log): () => Promise<void> {
  // Without one of its own it writes coloured lines among those of the log.
  const logger = {
    debug: () => {},
    info: () => {},
    warn: (reason: string) => log.debug('cron', { reason }),
    error: (reason: string | Error) => log.error('cron', { reason: reason instanceof Error ? reason.name : reason }),
  }
  const task = cron.schedule(expression, ({ date }) => wake(Math.floor(date.getTime() / 1000) * 1000), {
    timezone: 'UTC',
    noOverlap: true,
    logger,
  })
  return async () => {
    await task.destroy()
  }
}
