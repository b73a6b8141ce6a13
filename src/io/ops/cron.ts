import cron from 'node-cron'

/** Whether node-cron understands an expression. */
export function isCron(expression: string): boolean {
  return cron.validate(expression)
}

/**
 * Calls `wake` at the times of a cron expression in UTC, never twice at once. Cron only wakes: missed times are not made up
 * (node-cron 4.6), so what is due is read from the store.
 * @returns a function that ends it
 */
export function wakeBy(expression: string, wake: () => Promise<void>): () => Promise<void> {
  const task = cron.schedule(expression, wake, { timezone: 'UTC', noOverlap: true })
  return async () => {
    await task.destroy()
  }
}
