import { readCredentials, renderCredentialProblem, SECRETS } from '../../config/credentials.ts'
import { readProxies } from '../../config/proxies.ts'
import type { Settings } from '../../config/settings.ts'
import { RoutedSender } from '../../io/discord/routed.ts'
import type { Sender } from '../../io/discord/sender.ts'
import { trustedRoutes } from '../../io/http/request/proxy.ts'
import { systemClock } from '../../io/ops/clock.ts'
import { readEnvironment } from '../../io/ops/environment.ts'
import { isTerminal } from '../../io/ops/terminal.ts'
import { renderProblem } from '../../text/show/problem.ts'
import { defaultChannel, openSender, placeOfRoute } from '../discord.ts'
import { readConfigDirectory } from '../reload/config-directory.ts'
import { routeProblems, WebhookRoutes } from './webhook-routes.ts'

/** The configured sender, without the rest of the bot. */
export interface Way {
  readonly sender: Sender
  readonly settings: Settings
  /** Place of a route's messages; null: settings.yaml names no such route. */
  placeOf(route: string): string | null
  close(): Promise<void>
}

/** Opens the sender that `run` would use. @returns the sender, or every problem of the environment and config files, as lines for a person */
export async function openWay(
  variables: Readonly<Record<string, string | undefined>>,
  configDirectory: string,
  output: NodeJS.WritableStream,
): Promise<Way | { readonly problems: readonly string[] }> {
  const { values: env, problems: inFiles } = await readEnvironment(variables, SECRETS)
  const credentials = readCredentials(env)
  const proxies = readProxies(env)
  const config = await readConfigDirectory(configDirectory)
  const problems = [...inFiles]
  if (credentials.kind === 'problems') problems.push(...credentials.problems.map(renderCredentialProblem))
  if ('problems' in proxies) problems.push(...proxies.problems)
  if (config.kind === 'problems') problems.push(...config.problems.map(renderProblem))
  else problems.push(...routeProblems(config.config.settings.routes, env, credentials))
  if (credentials.kind === 'problems' || 'problems' in proxies || config.kind === 'problems' || problems.length > 0)
    return { problems }
  const { settings } = config.config
  const dispatcher = trustedRoutes(proxies)
  const columns = 'columns' in output && typeof output.columns === 'number' ? output.columns : 80
  const main = await openSender(credentials, {
    now: systemClock.now,
    preview: { output, colour: isTerminal(output) && (env.NO_COLOR ?? '') === '', columns },
    timeZone: settings.timeZone,
    dispatcher,
  })
  const sender = new RoutedSender(main)
  const byDefault = defaultChannel(credentials)
  const otherwise = credentials.kind === 'preview' ? byDefault : null
  const webhooks = new WebhookRoutes({ env, sender, otherwise, now: systemClock.now, dispatcher, onProblems: () => {} })
  const places = webhooks.placeOf.bind(webhooks)
  return {
    sender,
    settings,
    placeOf: route => placeOfRoute(route, settings, sender, byDefault, places),
    async close() {
      await sender.close()
      await dispatcher.destroy()
    },
  }
}
