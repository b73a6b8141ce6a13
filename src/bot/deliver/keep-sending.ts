import { pausedUntil } from '../../desk/steering.ts'
import type { Log } from '../../io/ops/log.ts'
import { StoreError } from '../../io/store/store.ts'
import type { Bot } from '../bot.ts'
import { nameOf } from '../poll/cycle.ts'
import { steeringIn } from '../steering.ts'

/** Longest time between two looks at the outbox, in ms. */
const OUTBOX_MS = 60_000

/** Result while people have paused the bot. */
const NOTHING_SENT = { stop: null, homeless: 0 }

/** Sends deliveries as soon as they are stored or due again. */
export async function keepSending(
  bot: Bot,
  stop: AbortSignal,
  abort: AbortSignal,
  fatal: (why: string) => void,
): Promise<void> {
  const { clock, log } = bot.world
  while (!stop.aborted) {
    let pause = OUTBOX_MS
    try {
      const until = pausedUntil(await steeringIn(bot.world.store), clock.now())
      const drained = until === null ? await bot.outbox.drain(stop, abort) : { ...NOTHING_SENT, nextAt: until }
      if (drained.stop !== null) return fatal(drained.stop)
      if (until === null) void bot.errands.run(stop)
      if (drained.homeless > 0) sayHomeless(log, drained.homeless)
      if (drained.nextAt !== null) pause = Math.min(pause, Math.max(250, drained.nextAt - clock.now()))
    } catch (error) {
      // What cannot be recorded is not sent; the next round goes on where this one stopped.
      const kind = error instanceof StoreError ? 'store_failed' : 'outbox_failed'
      log.error(kind, { reason: nameOf(error), effect: 'nothing is sent; tried again in a few seconds' })
      pause = 5000
    }
    if (stop.aborted) return
    const waiting = new AbortController()
    await Promise.race([clock.sleep(pause, AbortSignal.any([stop, waiting.signal])), bot.somethingToSend()])
    waiting.abort()
  }
}

function sayHomeless(log: Log, count: number): void {
  log.warn('route_unknown', { deliveries: count, effect: 'they wait until settings.yaml names their route again' })
}
