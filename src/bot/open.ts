import { randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { type Credentials, readCredentials, renderCredentialProblem, SECRETS } from '../config/credentials.ts'
import { readHttpToken } from '../config/http-token.ts'
import { readProxies } from '../config/proxies.ts'
import { readSummaryAccess } from '../config/summary-access.ts'
import { RoutedSender } from '../io/discord/routed.ts'
import { trustedRoutes } from '../io/http/request/proxy.ts'
import { systemClock } from '../io/ops/clock.ts'
import { readEnvironment, readHostName, readVersion } from '../io/ops/environment.ts'
import { type Log, openLog } from '../io/ops/log.ts'
import { type Metrics, NO_METRICS } from '../io/ops/measure/metrics.ts'
import { columnsOf, isTerminal, Progress } from '../io/ops/terminal.ts'
import { openStore } from '../io/store/open-store.ts'
import { BadAddress, type Store, StoreError } from '../io/store/store.ts'
import { breather } from '../text/breath.ts'
import { renderProblem } from '../text/show/problem.ts'
import { Amending, amendmentsIn } from './amend/amending.ts'
import { assemble, type Bot } from './bot.ts'
import { decisionsOf } from './decisions.ts'
import { routeProblems, WebhookRoutes } from './deliver/webhook-routes.ts'
import { defaultChannel, openSender } from './discord.ts'
import { readLogOptions } from './log-options.ts'
import { openIntake } from './poll/intake.ts'
import { Rounds } from './poll/rounds.ts'
import { readApart } from './reload/config-apart.ts'
import { readHere } from './reload/config-directory.ts'
import { ConfigWatch } from './reload/config-watch.ts'
import { proposeApart } from './teach/propose-apart.ts'
import { summaryWriter } from './tell/summary-server-writer.ts'
import { warm } from './warm.ts'
import type { Decisions } from './world.ts'

export interface OpenOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly configDirectory: string
  readonly stateDirectory: string
  /** Time over which the starts of feeds due together are spread, in ms; 0: all at once. */
  readonly spreadMs: number
  /** Whether a bot answers people in Discord. */
  readonly desk?: boolean
  /** Whether to serve metrics, if settings.yaml asks for it. */
  readonly serves?: boolean
  /** Whether this process may share the fetching with others. */
  readonly replica?: boolean
  /** For a process that ends by itself: nothing is built before it is needed, and files are read in this thread. */
  readonly passing?: boolean
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

/** A bot that is ready to run; `close` it at the end. */
export interface Opened {
  readonly kind: 'open'
  readonly bot: Bot
  /** Changes the configuration from Discord. */
  readonly amending: Amending
  readonly config: ConfigWatch
  readonly credentials: Exclude<Credentials, { kind: 'problems' }>
  readonly log: Log
  readonly metrics: Metrics
  readonly rounds: Rounds
  readonly store: Store
  /** Sends requests to Discord, directly or through a proxy. */
  readonly dispatcher: Dispatcher
  /** Token for readers on other machines; null: only this machine may read. Secret. */
  readonly httpToken: string | null
  close(): Promise<void>
}

/** Why a bot cannot start, as lines for a person. */
export interface NotOpened {
  readonly kind: 'config' | 'unreachable'
  readonly problems: readonly string[]
}

/** Opens everything that a bot needs, or reports every problem. */
export async function open(options: OpenOptions): Promise<Opened | NotOpened> {
  const { stdout, stderr } = options
  const environment = await readEnvironment(options.env, SECRETS)
  const env = environment.values
  const progress = new Progress(stderr)
  const logging = readLogOptions(env, stderr)
  const log = await openLog(progress.above(stderr), logging)
  const credentials = readCredentials(env)
  const config = await ConfigWatch.open(
    options.configDirectory,
    log,
    systemClock,
    options.passing ? readHere : readApart,
  )
  const problems = [...environment.problems, ...logging.problems]
  if (credentials.kind === 'problems') problems.push(...credentials.problems.map(renderCredentialProblem))
  const proxies = readProxies(env)
  if ('problems' in proxies) problems.push(...proxies.problems)
  const httpToken = readHttpToken(env)
  problems.push(...httpToken.problems)
  const summaries = readSummaryAccess(env)
  if (summaries !== null && 'problems' in summaries) problems.push(...summaries.problems)
  if (!(config instanceof ConfigWatch)) problems.push(...config.map(renderProblem))
  else problems.push(...routeProblems(config.config.settings.routes, env, credentials))
  if (
    credentials.kind === 'problems' ||
    !(config instanceof ConfigWatch) ||
    (summaries !== null && 'problems' in summaries) ||
    'problems' in proxies ||
    problems.length > 0
  )
    return { kind: 'config', problems }

  const clock = systemClock
  const breathe = breather(() => clock.steady(), setImmediate)
  let store: Store
  try {
    const url = env.STATE_URL ?? `sqlite:${options.stateDirectory}/backchannel.db`
    store = await openStore(url, {
      onCorrupt: key => log.error('record_corrupt', { key, effect: 'set aside under corrupt/' }),
      breathe,
    })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error instanceof BadAddress) return { kind: 'config', problems: [error.message] }
    return { kind: 'unreachable', problems: [`the store cannot be opened: ${error.message}`] }
  }
  const joined = await joinDesk(config, store)
  if (joined !== null) return joined
  const metrics = config.config.settings.http === null || options.serves !== true ? NO_METRICS : await prometheus()
  const preview = {
    output: progress.above(stdout),
    colour: isTerminal(stdout) && (env.NO_COLOR ?? '') === '',
    columns: columnsOf(stdout),
  }
  const dispatcher = trustedRoutes(proxies)
  const { timeZone } = config.config.settings
  const rounds = new Rounds({
    log,
    metrics,
    progress,
    readable: logging.format === 'pretty',
    timeZone: () => config.config.settings.timeZone,
  })
  const sender = new RoutedSender(await openSender(credentials, { now: clock.now, preview, timeZone, dispatcher }))
  const webhooks = new WebhookRoutes({
    env,
    sender,
    otherwise: credentials.kind === 'preview' ? defaultChannel(credentials) : null,
    now: clock.now,
    dispatcher,
    onProblems: lines => log.warn('webhook_unknown', { problems: lines, effect: 'alerts of these routes wait' }),
  })
  const intake = openIntake({
    clock,
    log,
    settings: () => config.config.settings,
    version: await readVersion(),
    spreadMs: options.spreadMs,
    proxies,
    verify: env.VERIFY_FEEDS === '1',
  })
  let current: { readonly of: unknown; readonly decisions: Decisions } = {
    of: config.config,
    decisions: decisionsOf(config.config),
  }
  const decisions = () => {
    if (current.of !== config.config) current = { of: config.config, decisions: decisionsOf(config.config) }
    return current.decisions
  }
  const bot = assemble({
    clock,
    log,
    store,
    sender,
    defaultChannel: defaultChannel(credentials),
    desk: options.desk === true,
    ...(options.replica === true ? { replicaName: `${readHostName()}-${randomBytes(3).toString('hex')}` } : {}),
    webhookPlaces: (settings, route) => webhooks.placeOf(settings, route),
    metrics,
    decisions,
    poll: intake.poll,
    article: intake.article,
    breathe,
    propose: proposeApart(options.configDirectory, () => config.texts),
    summarise:
      summaries === null
        ? async () => null
        : summaryWriter({
            access: summaries,
            clock,
            log,
            store,
            settings: () => config.config.settings,
            terms: () => config.config.terms,
          }),
  })
  if (options.passing !== true) await warm(current.decisions)
  const close = async () => {
    await Promise.allSettled([sender.close(), intake.close()])
    await dispatcher.destroy()
    await store.close()
  }
  return {
    kind: 'open',
    amending: new Amending({ store, config, proxies }),
    bot,
    config,
    credentials,
    log,
    metrics,
    rounds,
    store,
    dispatcher,
    httpToken: httpToken.token,
    close,
  }
}

async function prometheus(): Promise<Metrics> {
  const { openMetrics } = await import('../io/ops/measure/prometheus.ts')
  return openMetrics()
}

/** Layers the changes made in Discord over the files. @returns why they cannot be read; null: done */
async function joinDesk(config: ConfigWatch, store: Store): Promise<NotOpened | null> {
  try {
    await config.join(() => amendmentsIn(store))
    return null
  } catch (error) {
    await store.close()
    if (!(error instanceof StoreError)) throw error
    return { kind: 'unreachable', problems: [`the store cannot be read: ${error.message}`] }
  }
}
