import type { Dispatcher } from 'undici'
import type { Credentials } from '../../config/credentials.ts'
import { type RouteWebhooks, readRouteWebhooks } from '../../config/route-webhooks.ts'
import type { Settings, WebhookSource } from '../../config/settings.ts'
import type { RoutedSender } from '../../io/discord/routed.ts'
import { WebhookSender, webhookPlace } from '../../io/discord/webhook.ts'
import { readSecretFile } from '../../io/ops/environment.ts'

export interface WebhookRoutesOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes the webhooks that routes name. */
  readonly sender: RoutedSender
  /** Where a route goes whose webhook is not known: the preview goes on without; null: nowhere. */
  readonly otherwise: string | null
  readonly now: () => number
  readonly dispatcher: Dispatcher
  /** Told once of what is wrong with the routes of some settings; each line is for a person. */
  readonly onProblems: (problems: readonly string[]) => void
}

/**
 * The webhooks that routes of settings.yaml name, looked up once for each version of the settings: variables are those of this process, a
 * file is read anew where the settings changed. What is written down of them is their ids, never their addresses.
 */
export class WebhookRoutes {
  readonly #options: WebhookRoutesOptions
  readonly #known = new WeakMap<Settings['routes'], RouteWebhooks>()

  constructor(options: WebhookRoutesOptions) {
    this.#options = options
  }

  /** Where a route with a webhook leads; null: its address is not known. */
  placeOf(settings: Pick<Settings, 'routes'>, route: string): string | null {
    const found = this.#read(settings).webhooks.get(route)
    return found === undefined ? this.#options.otherwise : webhookPlace(found.webhookId, found.threadId)
  }

  #read({ routes }: Pick<Settings, 'routes'>): RouteWebhooks {
    const known = this.#known.get(routes)
    if (known !== undefined) return known
    const { env, sender, otherwise, now, dispatcher, onProblems } = this.#options
    const read = readRoutes(routes, env)
    this.#known.set(routes, read)
    for (const { url, threadName } of read.webhooks.values())
      sender.add(new WebhookSender(url, { now, dispatcher, threadName }))
    if (read.problems.length > 0 && otherwise === null) onProblems(read.problems)
    return read
  }
}

type Variables = WebhookRoutesOptions['env']

/** What is wrong with the routes' webhooks. A preview does without: it has no problems. */
export function routeProblems(routes: Settings['routes'], env: Variables, credentials: Credentials): readonly string[] {
  return credentials.kind === 'preview' ? [] : readRoutes(routes, env).problems
}

function readRoutes(routes: Settings['routes'], env: Variables): RouteWebhooks {
  const read = (source: WebhookSource) =>
    source.kind === 'variable' ? (env[source.name] ?? null) : readSecretFile(source.path)
  return readRouteWebhooks(routes, read, env.DISCORD_API_URL ?? null)
}
