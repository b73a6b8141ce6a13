import { describeEdit, describeMaker } from '../desk/amendment.ts'
import { pausedUntil } from '../desk/steering.ts'
import type { Outlook } from '../feeds/outlook.ts'
import type { Log } from '../io/ops/log.ts'
import { StoreError } from '../io/store/store.ts'
import { renderDuration } from '../text/duration.ts'
import { idOf } from '../text/id.ts'
import type { Bot } from './bot.ts'
import { CONFIRM_MS, type ConfigWatch } from './config-watch.ts'
import { type FeedReport, nameOf } from './cycle.ts'
import type { Desk } from './desk.ts'
import { postDueDigest } from './digest-post.ts'
import { noteFirstStart, tellFirstStart } from './first-start.ts'
import { lead } from './lead.ts'
import type { Reload } from './reload.ts'
import type { Rounds } from './rounds.ts'
import { steeringIn } from './steering.ts'

/** Longest time between two looks at the outbox. */
const OUTBOX_MS = 60_000
/** How long what is under way may take to settle once a stop is asked for; the container is killed after 10 s. */
const SETTLE_MS = 7000
const BEAT_MS = 60_000
/** How often it is looked whether the config files are still as they were. */
const CONFIG_MS = 2000

const STATES = {
  leading: 'polls and posts: no other process does on this store',
  standby: 'stands by: another process polls and posts on this store',
} as const

export interface RunParts {
  readonly bot: Bot
  readonly config: ConfigWatch
  /** Where people ask the bot in Discord; missing: there is none. */
  readonly desk?: Pick<Desk, 'lead' | 'look'> | null
  readonly rounds: Pick<Rounds, 'begin' | 'report' | 'end'>
  /** Told after each look whether the store answered, and after a round how the feeds fare; null: no feed was asked. */
  readonly looked: (answered: boolean, outlook: Outlook | null) => void
  /** Leaves a sign of life. Never throws and never waits: a disk that takes none must not keep the bot from its work. */
  readonly beat: () => void
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
    onState: (state: keyof typeof STATES) => log.info('lead', { state }, STATES[state]),
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
    beat()
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
  await noteFirstStart(store, clock.now())
  await parts.desk?.lead(true)
  const look = () => lookOnce(parts, stop)
  const outbox = keepSending(bot, stop, abort, fatal)
  void watchFiles(parts, stop)
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
  await parts.desk?.lead(false)
  await end()
  await Promise.race([Promise.all([looking, outbox]), aborted(abort).then(() => bot.world.clock.sleep(500))])
}

async function lookOnce({ bot, config, rounds, beat, looked, desk }: RunParts, stop: AbortSignal): Promise<void> {
  const { log } = bot.world
  if (stop.aborted) return
  try {
    beat()
    await takeConfig(bot, await config.reload())
    for (const { amendment, why } of config.aside) {
      const text = `A change made in Discord does not hold beside the files as they are now, and does not count: ${describeEdit(amendment.edit)} (by ${describeMaker(amendment.made)}): ${why}`
      await bot.notices.say({ key: `desk aside ${amendment.id}`, text, over: false })
    }
    await bot.watch.judgeAgain(config.mark, stop, () => {})
    let asked = 0
    const report = (one: FeedReport) => {
      rounds.report(one)
      beat()
    }
    const answered = await bot.watch.look(stop, report, 'due', feeds => {
      asked = feeds
      rounds.begin(feeds)
    })
    const outlook = answered && asked > 0 ? await bot.watch.outlook() : null
    if (outlook !== null && !stop.aborted) rounds.end(outlook)
    looked(answered, outlook)
    if (answered && !stop.aborted) await tellFirstStart(bot)
    if (pausedUntil(await steeringIn(bot.world.store), bot.world.clock.now()) === null) await postDueDigest(bot.digest)
    void desk?.look()
    beat()
  } catch (error) {
    log.error('look_failed', { reason: nameOf(error), effect: 'tried again at the next minute' })
  }
}

/** Tells operators of a change that is not taken. */
async function takeConfig(bot: Bot, reload: Reload): Promise<void> {
  if (reload.kind === 'refused') {
    const { problems } = reload
    const text = 'The changed configuration is refused, the one of before stays:'
    const key = `config ${idOf([...problems])}`
    await bot.notices.say({ key, text, list: problems, over: false, amongAlerts: true })
  }
  if (reload.kind === 'waits' && reload.lost.length > 0) {
    const wait = `The one of before stays until the files have stayed so for ${renderDuration(CONFIRM_MS)}.`
    const text = `The changed configuration looks like half of one: ${reload.lost.slice(0, 5).join(' · ')}. ${wait}`
    await bot.notices.say({ key: `config ${reload.lost.join(' ')}`, text, over: false })
  }
}

/** How long the files have been still is known by looking often; a change is taken at a look, between two cycles. */
async function watchFiles({ bot, config }: RunParts, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await bot.world.clock.sleep(CONFIG_MS, stop)
    await config.observe()
  }
}

/** People have paused the bot. */
const NOTHING_SENT = { stop: null, homeless: 0 }

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
      const until = pausedUntil(await steeringIn(bot.world.store), clock.now())
      const drained = until === null ? await bot.outbox.drain(stop, abort) : { ...NOTHING_SENT, nextAt: until }
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
