import type { Dispatcher } from 'undici'
import type { Credentials } from '../../config/credentials.ts'
import { type RouteWebhooks, readRouteWebhooks } from '../../config/route-webhooks.ts'
import type { Settings, WebhookSource } from '../../config/settings.ts'
import type { RoutedSender } from '../../io/discord/routed.ts'
import { WebhookSender, webhookPlace } from '../../io/discord/webhook.ts'
import { readSecretFile } from '../../io/ops/environment.ts'

export interface WebhookRoutesOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The sender to which the routes' webhooks are added. */
  readonly sender: RoutedSender
  /** Place for a route whose webhook is not known, so that the preview still works; null: none. */
  readonly otherwise: string | null
  readonly now: () => number
  readonly dispatcher: Dispatcher
  /** Called once per version of the settings with what is wrong with their routes; lines for a person. */
  readonly onProblems: (problems: readonly string[]) => void
}

/**
 * The webhooks that routes of settings.yaml name, looked up once per version of the settings: in the variables of this process, or in files
 * that are read again when the settings change. Only their ids are ever recorded, never their addresses.
 */
export class WebhookRoutes {
  readonly #options: WebhookRoutesOptions
  readonly #known = new WeakMap<Settings['routes'], RouteWebhooks>()

  constructor(options: WebhookRoutesOptions) {
    this.#options = options
  }

  /** Place of a route with a webhook; null: the webhook's address is not known. */
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

/** What is wrong with the routes' webhooks; nothing for a preview, which needs none. */
export function routeProblems(routes: Settings['routes'], env: Variables, credentials: Credentials): readonly string[] {
  return credentials.kind === 'preview' ? [] : readRoutes(routes, env).problems
}

function readRoutes(routes: Settings['routes'], env: Variables): RouteWebhooks {
  const read = (source: WebhookSource) =>
    source.kind === 'variable' ? (env[source.name] ?? null) : readSecretFile(source.path)
  return readRouteWebhooks(routes, read, env.DISCORD_API_URL ?? null)
}
