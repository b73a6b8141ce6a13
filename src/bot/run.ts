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

/** Longest time for work in progress to settle after a stop, in ms; the container is killed after 10 s. */
const SETTLE_MS = 7000
const BEAT_MS = 60_000
/** How often the config files are checked for changes, in ms. */
const CONFIG_MS = 2000

const STATES = {
  leading: 'polls and posts: no other process does on this store',
  standby: 'stands by: another process polls and posts on this store',
} as const

export interface RunParts {
  readonly bot: Bot
  readonly config: ConfigWatch
  /** Answers people in Discord; missing: there is none. */
  readonly desk?: Pick<Desk, 'lead' | 'look'> | null
  readonly rounds: Pick<Rounds, 'begin' | 'report' | 'end'>
  /** Called after each look with whether the store answered, and how the feeds are doing; null: no feed was polled. */
  readonly looked: (answered: boolean, outlook: Outlook | null) => void
  /** Leaves a sign of life. Never throws and never waits: a failing disk must not keep the bot from its work. */
  readonly beat: () => void
  /** Calls its argument at the times of settings.yaml's `wake`. @returns a function that stops it */
  readonly wakeBy: (wake: () => Promise<void>) => () => Promise<void>
}

/**
 * Runs until the signal aborts or the process cannot go on. If several processes share a store, one leads and the others stand by, or fetch for
 * it if the settings say so; one that loses the lead stands by again.
 * @returns why it cannot go on; null: the signal aborted, and work in progress is settled
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

/** Leaves signs of life while standing by, too. */
async function beatWhile({ bot, beat }: RunParts, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    beat()
    await bot.world.clock.sleep(BEAT_MS, stop)
  }
}

/** Polls and posts until `stop` aborts, then settles what is in progress. */
async function leadOn(parts: RunParts, stop: AbortSignal, fatal: (why: string) => void): Promise<void> {
  const { bot } = parts
  const abort = abortLater(stop, SETTLE_MS)
  bot.watch.forget()
  bot.outbox.forget()
  bot.digest.due.lead(true)
  const { store, clock } = bot.world
  // Nothing may be written before this process leads, not even its first start.
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
    // The first look is not part of the schedule: a wake during it would poll the same feeds again.
    if (busy) return looking
    busy = true
    looking = taking.then(look).finally(rested)
    return looking
  })
  const take = () => {
    // A running look itself takes in what is handed over.
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

/** Between looks, ingests what other processes hand over. */
async function takeWhile({ world }: Bot, take: () => Promise<void>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await world.clock.sleep(TAKE_MS, stop)
    if (!stop.aborted && world.decisions().settings.sharedFetch) await take()
  }
}

/** @param tally counts other processes' answers, for the next round's log line */
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
      const text = `A change made in Discord is not valid with the files as they are now, and has no effect: ${describeEdit(amendment.edit)} (by ${describeMaker(amendment.made)}): ${why}`
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

/** Notifies operators of a configuration change that is not taken. */
async function takeConfig(bot: Bot, reload: Reload): Promise<void> {
  if (reload.kind === 'refused') {
    const { problems } = reload
    const text = 'The changed configuration is refused, the previous one stays in force:'
    const key = `config ${idOf([...problems])}`
    await bot.notices.say({ key, text, list: problems, over: false, amongAlerts: true })
  }
  if (reload.kind === 'waits' && reload.lost.length > 0) {
    const wait = `The previous one stays in force until the files have stayed so for ${renderDuration(CONFIRM_MS)}.`
    const text = `The changed configuration looks like half of one: ${reload.lost.slice(0, 5).join(' · ')}. ${wait}`
    await bot.notices.say({ key: `config ${reload.lost.join(' ')}`, text, over: false })
  }
}

/** Checks the files often, to know how long they have been still; a change is taken at a look, between two cycles. */
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

/** A signal that aborts `ms` after another. */
function abortLater(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController()
  void aborted(signal).then(() => setTimeout(() => controller.abort(), ms).unref())
  return controller.signal
}
