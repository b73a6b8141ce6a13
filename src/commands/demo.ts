import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { day } from '../alerts/draw.ts'
import { assemble, type Bot } from '../bot/bot.ts'
import { ConfigWatch } from '../bot/config-watch.ts'
import type { FeedReport } from '../bot/cycle.ts'
import { decisionsOf } from '../bot/decisions.ts'
import { type Intake, openIntake } from '../bot/intake.ts'
import type { Config } from '../config/config.ts'
import { PreviewSender } from '../io/discord/preview.ts'
import { type Clock, systemClock } from '../io/ops/clock.ts'
import { type Log, openLog } from '../io/ops/log.ts'
import { openMetrics } from '../io/ops/metrics.ts'
import { isTerminal } from '../io/ops/terminal.ts'
import { openStore } from '../io/store/open-store.ts'
import type { Store } from '../io/store/store.ts'
import { renderProblem } from '../text/problem.ts'
import { type Command, EXIT } from './command.ts'
import { DEMO_ITEMS } from './demo-items.ts'
import { demoFeeds, serveDemo } from './demo-server.ts'

/** Pause between two moments of the demo where a person watches. */
const PAUSE_MS = 350
const MINUTE = 60_000

export const command: Command = {
  name: 'demo',
  summary: 'two weeks of example news in under a minute: no network, no account',
  help: `
usage: backchannel demo [--config DIR] [--fast]

Serves example feeds on this machine, runs the real bot on them with time sped up, and draws the alerts as they arrive. The events are real
(May 2018 and October 2019), the outlets and words are made up. Nothing is kept.

  --config DIR   config directory whose rules are used (default: config)
  --fast         no pauses`,
  options: { config: { type: 'string', default: 'config' }, fast: { type: 'boolean', default: false } },
  stopsItself: true,
  async run({ values, env, stdout, stderr, signal }) {
    const log = openLog(stderr, { level: 'error', readable: true })
    const watch = await ConfigWatch.open(String(values.config), log, systemClock)
    if (!(watch instanceof ConfigWatch)) {
      for (const problem of watch) stderr.write(`${renderProblem(problem)}\n`)
      return EXIT.config
    }
    const watching = isTerminal(stdout)
    const pause = watching && values.fast !== true ? PAUSE_MS : 0
    const sender = new PreviewSender(stdout, {
      columns: 80,
      colour: watching && (env.NO_COLOR ?? '') === '',
      timeZone: watch.config.settings.timeZone,
    })
    const totals = await play({ config: watch.config, sender, log, pause, stdout, signal })
    stdout.write(
      `\n${totals.items} entries: ${totals.alerts} messages, ${totals.edits} edits of cards that were there; the rest is recorded and not posted.\n`,
    )
    stdout.write('To connect it to Discord see "Start in five minutes" in the README.\n')
    return EXIT.well
  },
}

interface Play {
  readonly config: Config
  readonly sender: PreviewSender
  readonly log: Log
  readonly pause: number
  readonly stdout: NodeJS.WritableStream
  readonly signal: AbortSignal
}

/** Goes from one entry's moment to the next, as `run` would from minute to minute. */
async function play({ config, sender, log, pause, stdout, signal }: Play) {
  const moments = DEMO_ITEMS.map(([at]) => Date.parse(`${at}Z`))
  let now = (moments[0] ?? 0) - MINUTE
  const clock: Clock = { now: () => now, steady: () => now, sleep: async () => {} }
  const directory = await mkdtemp(join(tmpdir(), 'backchannel-demo-'))
  const server = await serveDemo(() => now)
  const store = await openStore(`sqlite:${join(directory, 'demo.db')}`)
  const settings = { ...config.settings, allowHosts: ['127.0.0.1'], hostPauseMs: 0, articles: false }
  const intake = openIntake({ clock, log, settings: () => settings, version: 'demo', spreadMs: 0 })
  const bot = botOf({ ...config, settings, feeds: demoFeeds(server.port) }, { clock, log, store, intake, sender })
  const totals = { items: 0, alerts: 0, edits: 0 }
  const count = ({ ingested }: FeedReport) => {
    totals.items += ingested.fresh
    totals.alerts += ingested.alerts
    totals.edits += ingested.edits
  }
  let shown = ''
  for (const moment of moments) {
    if (signal.aborted) break
    now = moment + MINUTE
    await bot.watch.look(signal, count, 'all')
    const today = day(now, settings.timeZone)
    if (today !== shown) stdout.write(`\n── ${today} ${'─'.repeat(60)}\n\n`)
    shown = today
    await bot.outbox.drain(signal)
    if (pause > 0) await sleep(pause)
  }
  await Promise.all([intake.close(), store.close(), server.close()])
  await rm(directory, { recursive: true, force: true })
  return totals
}

function botOf(
  config: Config,
  parts: {
    readonly clock: Clock
    readonly log: Log
    readonly store: Store
    readonly intake: Intake
    readonly sender: PreviewSender
  },
): Bot {
  const decisions = { ...decisionsOf(config), feeds: config.feeds }
  const { intake, ...rest } = parts
  return assemble({
    ...rest,
    defaultChannel: 'preview',
    metrics: openMetrics(),
    decisions: () => decisions,
    poll: intake.poll,
    article: intake.article,
    summarise: async () => null,
  })
}
