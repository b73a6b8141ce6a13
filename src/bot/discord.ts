import type { Dispatcher } from 'undici'
import type { Credentials } from '../config/credentials.ts'
import type { Settings } from '../config/settings.ts'
import type { Gateway } from '../io/discord/bot/gateway.ts'
import type { Hears } from '../io/discord/bot/listen.ts'
import { PreviewSender } from '../io/discord/preview.ts'
import type { Sender } from '../io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../io/discord/webhook.ts'

export interface DiscordOptions {
  readonly now: () => number
  readonly preview: { readonly output: NodeJS.WritableStream; readonly colour: boolean; readonly columns: number }
  /** IANA zone of dates in the preview. */
  readonly timeZone: string
  /** Sends the requests, directly or through a proxy. */
  readonly dispatcher: Dispatcher
}

/** Opens the sender for the credentials; without any, the terminal preview. discord.js, a sixth of the memory, is loaded only for a bot. */
export async function openSender(
  credentials: Exclude<Credentials, { kind: 'problems' }>,
  options: DiscordOptions,
): Promise<Sender> {
  switch (credentials.kind) {
    case 'bot': {
      const { BotSender } = await import('../io/discord/bot/bot.ts')
      return new BotSender({ token: credentials.token, api: credentials.api, dispatcher: options.dispatcher })
    }
    case 'webhook':
      return new WebhookSender(credentials.url, { now: options.now, dispatcher: options.dispatcher })
    case 'preview': {
      const { output, colour, columns } = options.preview
      return new PreviewSender(output, { colour, columns, timeZone: options.timeZone })
    }
  }
}

/** The place of routes without a channel of their own. */
export function defaultChannel(credentials: Exclude<Credentials, { kind: 'problems' }>): string {
  if (credentials.kind === 'bot') return credentials.channelId
  return credentials.kind === 'webhook' ? webhookPlace(credentials.webhookId, credentials.threadId) : 'preview'
}

/** Place of a route with its own webhook; null: the webhook's address is not known. */
export type WebhookPlaces = (settings: Pick<Settings, 'routes'>, route: string) => string | null

/**
 * Place of a route; null: settings.yaml names no such route, or its webhook is not known. A main webhook and the preview have one place for
 * all routes without their own webhook.
 */
export function placeOfRoute(
  name: string,
  settings: Pick<Settings, 'routes'>,
  sender: Pick<Sender, 'mode'>,
  byDefault: string,
  webhookPlaces: WebhookPlaces = () => null,
): string | null {
  const route = settings.routes[name]
  if (route === undefined) return null
  if (route.webhook !== null) return webhookPlaces(settings, name)
  return sender.mode === 'bot' ? (route.channel ?? byDefault) : byDefault
}

/** Keeps a bot online; null: webhooks and the preview have no gateway. */
export async function openGatewayFor(
  credentials: Exclude<Credentials, { kind: 'problems' }>,
  onFatal: (why: string) => void,
  onState: (state: string) => void,
  dispatcher: Dispatcher,
  hears: Hears | null = null,
): Promise<Gateway | null> {
  if (credentials.kind !== 'bot') return null
  const { openGateway } = await import('../io/discord/bot/gateway.ts')
  const { token, api } = credentials
  return openGateway({ token, api, onFatal, onState, dispatcher, ...(hears === null ? {} : { hears }) })
}
