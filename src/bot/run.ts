import type { Log } from '../io/ops/log.ts'
import { StoreError } from '../io/store/store.ts'
import type { Bot } from './bot.ts'
import type { ConfigWatch } from './config-watch.ts'
import { type FeedReport, nameOf } from './cycle.ts'
import { postDueDigest } from './digest-post.ts'
import { lead } from './lead.ts'

/** Longest time between two looks at the outbox. */
const OUTBOX_MS = 60_000
/** How long what is under way may take to settle once a stop is asked for; the container is killed after 10 s. */
const SETTLE_MS = 7000
const BEAT_MS = 60_000

export interface RunParts {
  readonly bot: Bot
  readonly config: ConfigWatch
  readonly report: (one: FeedReport) => void
  /** Told after each look whether the store answered. */
  readonly looked: (answered: boolean) => void
  /** Leaves a sign of life. */
  readonly beat: () => Promise<void>
  /** Calls its argument at the times of settings.yaml's `wake`. @returns what ends it */
  readonly wakeBy: (wake: () => Promise<void>) => () => Promise<void>
}

/**
 * Runs until the signal aborts or something says that the process cannot go on. Where several processes share a store, one leads and
 * the others stand by; one that loses the lead stands by again.
 * @returns why it cannot go on; null: it was told to stop, and what was begun is settled
 */
export async function runUntil(parts: RunParts, signal: AbortSignal): Promise<string | null> {
  const { clock, log, store } = parts.bot.world
  const fatal = new AbortController()
  const stop = AbortSignal.any([signal, fatal.signal])
  const deps = {
    store,
    steady: () => clock.steady(),
    sleep: (ms: number, until?: AbortSignal) => clock.sleep(ms, until),
    onState: (state: string) => log.info('lead', { state }),
  }
  const standing = beatWhile(parts, stop)
  while (!stop.aborted) {
    try {
      const lost = await lead(deps, stop)
      if (lost === null) break
      await leadOn(parts, AbortSignal.any([stop, lost]), why => fatal.abort(why))
      if (!stop.aborted) log.warn('lead', { state: 'lost', effect: 'stands by' })
    } catch (error) {
      log.error('store_failed', {
        reason: nameOf(error),
        effect: 'nothing is polled or posted; tried again in a few seconds',
      })
      await clock.sleep(5000, stop)
    }
  }
  await standing
  return fatal.signal.aborted ? String(fatal.signal.reason) : null
}

/** A process that stands by is alive as well. */
async function beatWhile({ bot, beat }: RunParts, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await beat().catch(() => {})
    await bot.world.clock.sleep(BEAT_MS, stop)
  }
}

/** Polls and posts until `stop` aborts, and settles what is under way. */
async function leadOn(parts: RunParts, stop: AbortSignal, fatal: (why: string) => void): Promise<void> {
  const { bot } = parts
  const abort = abortLater(stop, SETTLE_MS)
  bot.watch.forget()
  bot.outbox.forget()
  bot.digest.due.lead(true)
  const { store, clock } = bot.world
  // Nothing is written before this process leads, not even that it was started.
  if ((await store.fact('started')) === null) await store.saveFact('started', clock.now())
  const look = () => lookOnce(parts, stop)
  const outbox = keepSending(bot, stop, abort, fatal)
  let looking: Promise<void> = look()
  let busy = true
  const rested = () => {
    busy = false
  }
  void looking.then(rested)
  const end = parts.wakeBy(() => {
    // The first look is none of the schedule's: a wake during it would ask the same feeds once more.
    if (busy) return looking
    busy = true
    looking = look().finally(rested)
    return looking
  })
  await aborted(stop)
  bot.digest.due.lead(false)
  await end()
  await Promise.race([Promise.all([looking, outbox]), aborted(abort).then(() => bot.world.clock.sleep(500))])
}

async function lookOnce({ bot, config, report, beat, looked }: RunParts, stop: AbortSignal): Promise<void> {
  const { log } = bot.world
  if (stop.aborted) return
  try {
    await beat()
    const reload = await config.reload()
    if (reload.kind === 'refused') {
      const text = `The changed configuration is refused, the one of before stays. ${reload.problems.slice(0, 5).join(' · ')}`
      await bot.notices.say({ key: `config ${reload.problems.join(' ')}`, text, over: false })
    }
    const answered = await bot.watch.look(stop, one => {
      report(one)
      void beat()
    })
    looked(answered)
    await postDueDigest(bot.digest)
    await beat()
  } catch (error) {
    log.error('look_failed', { reason: nameOf(error), effect: 'tried again at the next minute' })
  }
}

/** Sends what is stored, as soon as it is stored or due again. */
async function keepSending(
  bot: Bot,
  stop: AbortSignal,
  abort: AbortSignal,
  fatal: (why: string) => void,
): Promise<void> {
  const { clock, log } = bot.world
  while (!stop.aborted) {
    let pause = OUTBOX_MS
    try {
      const drained = await bot.outbox.drain(stop, abort)
      if (drained.stop !== null) return fatal(drained.stop)
      if (drained.homeless > 0) sayHomeless(log, drained.homeless)
      if (drained.nextAt !== null) pause = Math.min(pause, Math.max(250, drained.nextAt - clock.now()))
    } catch (error) {
      // Nothing is sent that cannot be recorded; the next round goes on where this one stopped.
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

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** Aborts `ms` after another signal did. */
function abortLater(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController()
  void aborted(signal).then(() => setTimeout(() => controller.abort(), ms).unref())
  return controller.signal
}
