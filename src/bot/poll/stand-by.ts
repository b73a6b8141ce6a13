import type { Bot } from '../bot.ts'
import type { ConfigWatch } from '../reload/config-watch.ts'
import { nameOf } from './cycle.ts'

export interface StandByParts {
  readonly bot: Pick<Bot, 'world' | 'replica' | 'fetcher'>
  readonly config: Pick<ConfigWatch, 'reload' | 'observe'>
  readonly wakeBy: (wake: () => Promise<void>) => () => Promise<void>
}

/** How often it is looked whether the config files are still as they were. */
const CONFIG_MS = 2000

/**
 * What a process does that does not lead: where fetching is shared it asks the feeds of its share. Until `stop` aborts; what is under way
 * then is dropped, and asked for by whoever comes after. Never rejects.
 */
export async function fetchWhile({ bot, config, wakeBy }: StandByParts, stop: AbortSignal): Promise<void> {
  const { fetcher } = bot
  if (fetcher === null || stop.aborted) return
  const { log, clock } = bot.world
  let asking: Promise<void> | null = null
  const round = async () => {
    try {
      // What is refused the process that leads tells of: it reads the same files.
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
