import { describeEdit, describeMaker } from '../desk/amendment.ts'
import { pausedUntil } from '../desk/steering.ts'
import type { Outlook } from '../feeds/schedule/outlook.ts'
import { idOf } from '../text/id.ts'
import { renderDuration } from '../text/time/duration.ts'
import type { Bot } from './bot.ts'
import { keepSending } from './deliver/keep-sending.ts'
import type { Desk } from './desk/desk.ts'
import { postDueDigest } from './digest/post-digest.ts'
import { noteFirstStart, tellFirstStart } from './first-start.ts'
import { lead } from './lead.ts'
import { type FeedReport, nameOf, TAKE_MS } from './poll/cycle.ts'
import type { Rounds } from './poll/rounds.ts'
import { fetchWhile } from './poll/stand-by.ts'
import type { ConfigWatch } from './reload/config-watch.ts'
import { CONFIRM_MS, type Reload } from './reload/reload.ts'
import { steeringIn } from './steering.ts'

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
 * the others stand by, or fetch for it where the settings say so; one that loses the lead stands by again.
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
  const { replica } = parts.bot
  const signing = replica?.keepSigning(stop)
  while (!stop.aborted) {
    const leads = new AbortController()
    const fetching = fetchWhile(parts, AbortSignal.any([stop, leads.signal]))
    try {
      const lost = await lead(deps, stop)
      leads.abort()
      await fetching
      if (lost === null) break
      await leadOn(parts, AbortSignal.any([stop, lost]), why => fatal.abort(why))
      if (!stop.aborted) log.warn('lead', { state: 'lost', effect: 'stands by' })
    } catch (error) {
      log.error('store_failed', {
        reason: nameOf(error),
        effect: 'nothing is polled or posted; tried again in a few seconds',
      })
      await clock.sleep(5000, stop)
    } finally {
      leads.abort()
      await fetching
    }
  }
  await Promise.all([standing, signing])
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
  if (bot.replica !== null) bot.replica.leads = true
  void bot.replica?.sign()
  const tally = { handed: 0 }
  const look = () => lookOnce(parts, tally, stop)
  const outbox = keepSending(bot, stop, abort, fatal)
  void watchFiles(parts, stop)
  let looking: Promise<void> = look()
  let busy = true
  const rested = () => {
    busy = false
  }
  void looking.then(rested)
  let taking: Promise<void> = Promise.resolve()
  const end = parts.wakeBy(() => {
    // The first look is none of the schedule's: a wake during it would ask the same feeds once more.
    if (busy) return looking
    busy = true
    looking = taking.then(look).finally(rested)
    return looking
  })
  const take = () => {
    // A look takes in by itself what is handed over while it goes on.
    taking = busy ? Promise.resolve() : takeHanded(parts, tally, stop)
    return taking
  }
  const takes = bot.replica === null ? null : takeWhile(bot, take, stop)
  await aborted(stop)
  if (bot.replica !== null) bot.replica.leads = false
  bot.digest.due.lead(false)
  await parts.desk?.lead(false)
  await end()
  await Promise.race([
    Promise.all([looking, taking, takes, outbox]),
    aborted(abort).then(() => bot.world.clock.sleep(500)),
  ])
}

/** Takes in between looks what other processes hand over. */
async function takeWhile({ world }: Bot, take: () => Promise<void>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await world.clock.sleep(TAKE_MS, stop)
    if (!stop.aborted && world.decisions().settings.sharedFetch) await take()
  }
}

/** @param tally how many answers of other processes the next round tells of */
async function takeHanded(
  { bot, rounds, beat }: RunParts,
  tally: { handed: number },
  stop: AbortSignal,
): Promise<void> {
  await bot.watch
    .takeHanded(stop, one => {
      tally.handed += 1
      rounds.report(one)
      beat()
    })
    .catch(error => bot.world.log.error('look_failed', { reason: nameOf(error), effect: 'tried again in seconds' }))
}

async function lookOnce(parts: RunParts, tally: { handed: number }, stop: AbortSignal): Promise<void> {
  const { bot, config, rounds, beat, looked, desk } = parts
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
    let asked = tally.handed
    tally.handed = 0
    const report = (one: FeedReport) => {
      rounds.report(one)
      beat()
    }
    const answered = await bot.watch.look(stop, report, 'due', feeds => {
      asked += feeds
      rounds.begin(feeds)
    })
    const outlook = answered && asked > 0 ? await bot.watch.outlook() : null
    if (outlook !== null && !stop.aborted) rounds.end(outlook)
    looked(answered, outlook)
    if (answered && !stop.aborted) await tellFirstStart(bot)
    if (pausedUntil(await steeringIn(bot.world.store), bot.world.clock.now()) === null) await postDueDigest(bot.digest)
    void desk?.look()
    void bot.errands.run(stop)
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
