import cron from 'node-cron'
import type { Log } from './log.ts'

/** Whether node-cron understands an expression. */
export function isCron(expression: string): boolean {
  return cron.validate(expression)
}

/**
 * Calls `wake` at the times of a cron expression in UTC, never two calls at once. A missed time is not made up (node-cron 4.6) and does no
 * harm: what is due is read from the store.
 * @param wake is given the scheduled time in ms since 1970, not the time of the call
 * @returns a function that stops it
 */
export function wakeBy(expression: string, wake: (slot: number) => Promise<void>, log: Log): () => Promise<void> {
  // node-cron's default logger writes coloured lines among those of the log.
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
