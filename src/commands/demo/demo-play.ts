import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { day } from '../../alerts/terminal/draw.ts'
import { assemble, type Bot } from '../../bot/bot.ts'
import { decisionsOf } from '../../bot/decisions.ts'
import { postDueDigest } from '../../bot/digest/post-digest.ts'
import type { FeedReport } from '../../bot/poll/cycle.ts'
import { type Intake, openIntake } from '../../bot/poll/intake.ts'
import type { Config } from '../../config/config.ts'
import type { Demo } from '../../config/files/demo-file.ts'
import type { Sender } from '../../io/discord/sender.ts'
import type { Clock } from '../../io/ops/clock.ts'
import type { Log } from '../../io/ops/log.ts'
import { NO_METRICS } from '../../io/ops/measure/metrics.ts'
import { openStore } from '../../io/store/open-store.ts'
import type { Store } from '../../io/store/store.ts'
import { demoFeeds, serveDemo } from './demo-server.ts'

const MINUTE = 60_000

/** The demo's clock, which jumps from one entry's time to the next. */
export class DemoClock implements Clock {
  #now = 0
  // Bound, because they are passed on without the clock.
  readonly now = () => this.#now
  readonly steady = () => this.#now
  readonly sleep = async () => {}

  set(now: number): void {
    this.#now = now
  }
}

export interface DemoPlay {
  readonly config: Config
  readonly demo: Demo
  readonly clock: DemoClock
  readonly sender: Sender
  /** Place of the alerts, as the sender names it. */
  readonly channel: string
  readonly log: Log
  /** Pause between two entries, in ms of real time. */
  readonly pause: number
  readonly stdout: NodeJS.WritableStream
  readonly signal: AbortSignal
}

export interface DemoTotals {
  readonly items: number
  readonly alerts: number
  readonly edits: number
}

/** Plays the demo's weeks through the whole bot, entry by entry, as `run` would minute by minute; ends with a digest. */
export async function playDemo(play: DemoPlay): Promise<DemoTotals> {
  const { demo, clock, log, pause, stdout, signal } = play
  const moments = demo.items.map(({ at }) => at)
  clock.set((moments[0] ?? 0) - MINUTE)
  const directory = await mkdtemp(join(tmpdir(), 'backchannel-demo-'))
  const server = await serveDemo(demo, () => clock.now())
  const store = await openStore(`sqlite:${join(directory, 'demo.db')}`)
  const config = demoConfig(play, server.port)
  const { settings } = config
  const intake = openIntake({ clock, log, settings: () => settings, version: 'demo', spreadMs: 0 })
  const bot = botOf(config, play, store, intake)
  const totals = { items: 0, alerts: 0, edits: 0 }
  const count = ({ ingested }: FeedReport) => {
    totals.items += ingested.fresh
    totals.alerts += ingested.alerts
    totals.edits += ingested.edits
  }
  let shown = ''
  const showDay = () => {
    const today = day(clock.now(), settings.timeZone)
    if (today !== shown) stdout.write(`\n── ${today} ${'─'.repeat(60)}\n\n`)
    shown = today
  }
  for (const moment of moments) {
    if (signal.aborted) break
    clock.set(moment + MINUTE)
    await bot.watch.look(signal, count, 'all')
    showDay()
    await bot.outbox.drain(signal)
    if (pause > 0) await sleep(pause)
  }
  if (!signal.aborted) {
    bot.digest.due.lead(true)
    await bot.digest.due.tick(clock.now())
    await postDueDigest(bot.digest)
  }
  await Promise.all([intake.close(), store.close(), server.close()])
  await rm(directory, { recursive: true, force: true })
  return totals
}

function demoConfig({ config, demo }: DemoPlay, port: number): Config {
  const digest = { cron: '', days: 7, route: 'default' }
  const settings = {
    ...config.settings,
    flood: null,
    allowHosts: ['127.0.0.1'],
    hostPauseMs: 0,
    articles: false,
    digest,
  }
  return { ...config, settings, feeds: demoFeeds(demo, port) }
}

function botOf(config: Config, { clock, log, sender, channel }: DemoPlay, store: Store, intake: Intake): Bot {
  const decisions = { ...decisionsOf(config), feeds: config.feeds }
  return assemble({
    clock,
    log,
    store,
    sender,
    defaultChannel: channel,
    metrics: NO_METRICS,
    decisions: () => decisions,
    poll: intake.poll,
    article: intake.article,
    summarise: async () => null,
  })
}
