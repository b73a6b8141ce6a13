import type { Bot } from '../bot/bot.ts'
import { openDeskFor } from '../bot/desk/open-desk.ts'
import { openGatewayFor } from '../bot/discord.ts'
import { isFirstStart } from '../bot/first-start.ts'
import { open } from '../bot/open.ts'
import { emptied } from '../bot/poll/watch.ts'
import { PUBLISHED_PATHS, Publisher } from '../bot/publisher.ts'
import { runUntil } from '../bot/run.ts'
import { allFailing } from '../feeds/schedule/outlook.ts'
import { compact } from '../io/ops/compact.ts'
import { wakeBy } from '../io/ops/cron.ts'
import { Heartbeat, readHeartbeat } from '../io/ops/heartbeat.ts'
import type { Metrics } from '../io/ops/measure/metrics.ts'
import { Stalls } from '../io/ops/measure/stalls.ts'
import { serveOps } from '../io/ops/serve/http-server.ts'
import { type Command, EXIT } from './command.ts'

/** Time over which the starts of feeds due together are spread, in ms. */
const SPREAD_MS = 10_000

export const command: Command = {
  name: 'run',
  summary: 'run the bot until it is told to stop (the default)',
  help: `
usage: backchannel run [--config DIR] [--state DIR]

Polls the feeds and posts alerts. With DISCORD_WEBHOOK_URL, or DISCORD_TOKEN and DISCORD_CHANNEL_ID, to Discord; with neither, alerts are
drawn in the terminal. SIGTERM or Ctrl-C stops it within 10 seconds, after settling work in progress; a second one stops it at once, without loss.

  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`,
  options: { config: { type: 'string', default: 'config' }, state: { type: 'string', default: 'state' } },
  stopsItself: true,
  async run({ values, env, stdout, stderr, signal }) {
    const stateDirectory = String(values.state)
    const opened = await open({
      env,
      configDirectory: String(values.config),
      stateDirectory,
      spreadMs: SPREAD_MS,
      desk: true,
      serves: true,
      replica: true,
      stdout,
      stderr,
    })
    if (opened.kind !== 'open') {
      for (const problem of opened.problems) stderr.write(`${problem}\n`)
      return opened.kind === 'config' ? EXIT.config : EXIT.unreachable
    }
    const { amending, bot, config, credentials, log, metrics, rounds, store, dispatcher, httpToken, close } = opened
    const { settings, feeds } = config.config
    const firstStart = await isFirstStart(store)
    if (firstStart && (await readHeartbeat(stateDirectory, bot.world.clock.now())) !== null)
      bot.world.notice('store empty', emptied(store.where), false)
    const mode = credentials.kind
    const polled = feeds.filter(feed => feed.enabled).length
    log.info(
      'started',
      {
        mode,
        firstStart,
        store: store.where,
        feeds: polled,
        wake: settings.wake,
        // The name in the output of "status".
        ...(settings.sharedFetch && bot.replica !== null ? { replica: bot.replica.name } : {}),
      },
      `started: ${polled} feeds, alerts go to ${PLACES[mode]}, memory in ${store.where}`,
    )
    if (mode === 'preview') stdout.write(`${PREVIEW}\n`)
    compact()

    let gatewayFailed: (why: string) => void = () => {}
    const fatal = new Promise<string>(resolve => {
      gatewayFailed = resolve
    })
    const ended = new AbortController()
    void fatal.then(why => ended.abort(why))
    const onGateway = (state: string) => log.info('gateway', { state })
    const asked = await openDeskFor(credentials, bot, amending, dispatcher)
    const gateway = await openGatewayFor(credentials, gatewayFailed, onGateway, dispatcher, asked?.desk ?? null)
    const heartbeat = new Heartbeat(stateDirectory, () => bot.world.clock.now(), log)
    let answered = false
    const publisher = new Publisher(store, () => bot.world.clock.now())
    const stalls = new Stalls(() => bot.world.clock.steady())
    const closeServer =
      settings.http === null
        ? null
        : await serveOps({
            ...settings.http,
            alive: () => heartbeat.fresh,
            ready: () => heartbeat.fresh && answered,
            metrics() {
              metrics.stall(stalls.longest())
              return measure(bot, metrics)
            },
            files: {
              token: httpToken,
              paths: PUBLISHED_PATHS,
              file: (path, self) => publisher.file(path, self),
            },
          })
    const endDigest =
      settings.digest === null ? null : wakeBy(settings.digest.cron, slot => bot.digest.due.tick(slot), log)
    const why = await runUntil(
      {
        bot,
        config,
        rounds,
        desk: asked?.desk ?? null,
        looked(ok, outlook) {
          answered = ok
          if (outlook !== null)
            heartbeat.note(allFailing(outlook) ? `all ${outlook.polled} feeds are failing, see "status"` : null)
          if (ok) metrics.cycle(bot.world.clock.now() / 1000)
        },
        beat: () => heartbeat.beat(),
        wakeBy: wake => wakeBy(settings.wake, wake, log),
      },
      AbortSignal.any([signal, ended.signal]),
    )
    stalls.end()
    await Promise.allSettled([gateway?.close(), closeServer?.(), endDigest?.()])
    asked?.close()
    await close()
    const cause = why ?? (ended.signal.aborted ? String(ended.signal.reason) : null)
    log.info('stopped', { cause: cause ?? 'told to stop' }, `stopped: ${cause ?? 'told to stop'}`)
    if (cause !== null) stderr.write(`${cause}\n`)
    return cause === null ? EXIT.well : EXIT.config
  },
}

/** Where alerts go, for a person. */
const PLACES = { preview: 'this terminal', bot: 'Discord as a bot', webhook: 'Discord through a webhook' } as const

const PREVIEW =
  'Preview: alerts are drawn here. To post to Discord set DISCORD_WEBHOOK_URL, or DISCORD_TOKEN and DISCORD_CHANNEL_ID (see the README).'

/** The metrics, with what waits in the store now. */
async function measure({ world, replica }: Bot, metrics: Metrics): Promise<string> {
  const { store } = world
  const now = world.clock.now()
  const open = await store.openDeliveries()
  const byState = Object.groupBy(open, delivery => delivery.state.at)
  const counts = Object.entries(byState).map(([state, list]) => [state, list?.length ?? 0] as const)
  const oldest = open.length === 0 ? 0 : now - Math.min(...open.map(delivery => delivery.createdAt))
  metrics.deliveries(Object.fromEntries(counts), oldest / 1000)
  if (replica !== null && world.decisions().settings.sharedFetch)
    metrics.replicas(replica.fellows.length, replica.feeds, (await store.answers?.waiting())?.length ?? 0)
  return metrics.text()
}
