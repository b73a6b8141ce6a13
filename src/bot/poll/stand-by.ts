import type { Bot } from '../bot.ts'
import type { ConfigWatch } from '../reload/config-watch.ts'
import { nameOf } from './cycle.ts'

export interface StandByParts {
  readonly bot: Pick<Bot, 'world' | 'replica' | 'fetcher'>
  readonly config: Pick<ConfigWatch, 'reload' | 'observe'>
  readonly wakeBy: (wake: () => Promise<void>) => () => Promise<void>
}

/** How often the config files are checked for changes, in ms. */
const CONFIG_MS = 2000

/**
 * What a process does while it does not lead: if fetching is shared, it polls its share, until `stop` aborts. What is in progress then is
 * dropped, and polled by another. Never rejects.
 */
export async function fetchWhile({ bot, config, wakeBy }: StandByParts, stop: AbortSignal): Promise<void> {
  const { fetcher } = bot
  if (fetcher === null || stop.aborted) return
  const { log, clock } = bot.world
  let asking: Promise<void> | null = null
  const round = async () => {
    try {
      // The leader reports a refused configuration: it reads the same files.
      await config.reload()
      await fetcher.round(stop)
    } catch (error) {
      log.error('look_failed', { reason: nameOf(error), effect: 'tried again at the next minute' })
    } finally {
      asking = null
    }
  }
  const end = wakeBy(() => {
    if (stop.aborted) return Promise.resolve()
    asking ??= round()
    return asking
  })
  while (!stop.aborted) {
    await clock.sleep(CONFIG_MS, stop)
    if (!stop.aborted) await config.observe()
  }
  await end()
  await asking
}
