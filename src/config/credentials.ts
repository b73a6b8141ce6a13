/** How Discord is reached. Only `token` and `url` are secrets. */
export type Credentials =
  | { readonly kind: 'bot'; readonly token: string; readonly channelId: string; readonly api: string | null }
  /** `threadId`: the thread or forum post of the webhook's channel to write into; null: the channel itself. */
  | { readonly kind: 'webhook'; readonly url: string; readonly webhookId: string; readonly threadId: string | null }
  | { readonly kind: 'preview' }
  | { readonly kind: 'problems'; readonly problems: readonly CredentialProblem[] }

/** A webhook. Only `url` is a secret. */
export interface WebhookAddress {
  readonly url: string
  readonly webhookId: string
  /** The thread or forum post of the webhook's channel to write into; null: the channel itself. */
  readonly threadId: string | null
}

/** A mistake in an environment variable. Never contains its value. */
export interface CredentialProblem {
  readonly variable: string
  readonly what: string
  readonly todo: string
}

/** Variables that may also be given as NAME_FILE, the path of a file that holds the value, for Docker and Kubernetes secrets. */
export const SECRETS = ['DISCORD_TOKEN', 'DISCORD_WEBHOOK_URL', 'STATE_URL', 'SUMMARY_KEY', 'HTTP_TOKEN'] as const

const WEBHOOK_HOSTS = new Set(['discord.com', 'discordapp.com', 'canary.discord.com', 'ptb.discord.com'])

/**
 * Reads Discord's credentials from the environment: a bot's token with a channel, or a webhook's address, or neither (the preview).
 * @param env with the contents of …_FILE variables already in place of their plain names
 */
export function readCredentials(env: Readonly<Record<string, string | undefined>>): Credentials {
  const token = value(env.DISCORD_TOKEN)
  const webhook = value(env.DISCORD_WEBHOOK_URL)
  const channel = value(env.DISCORD_CHANNEL_ID)
  const api = value(env.DISCORD_API_URL)
  const problems: CredentialProblem[] = []
  if (token !== null && webhook !== null) {
    problems.push({
      variable: 'DISCORD_WEBHOOK_URL',
      what: 'is set together with DISCORD_TOKEN',
      todo: 'keep one: the bot is safer against repeats, the webhook quicker to set up',
    })
  }
  if (api !== null && !isHttp(api)) {
    problems.push({
      variable: 'DISCORD_API_URL',
      what: 'is not an http(s) address',
      todo: 'leave it out for Discord itself',
    })
  }
  if (token !== null) problems.push(...tokenProblems(token), ...channelProblems(channel))
  else if (webhook !== null) problems.push(...webhookProblems(webhook, api, 'DISCORD_WEBHOOK_URL'))
  else if (channel !== null) {
    problems.push({
      variable: 'DISCORD_TOKEN',
      what: 'is missing, DISCORD_CHANNEL_ID alone is not enough',
      todo: 'set it, or leave both out for the preview',
    })
  }
  if (problems.length > 0) return { kind: 'problems', problems }
  if (token !== null && channel !== null) return { kind: 'bot', token: bare(token), channelId: channel, api }
  const parts = webhook === null ? null : webhookParts(webhook)
  return parts === null ? { kind: 'preview' } : { kind: 'webhook', ...parts }
}

/**
 * Reads a webhook's address.
 * @param api a server to use in place of Discord; null: Discord
 * @param variable the environment variable that problems name
 */
export function readWebhook(
  text: string,
  api: string | null,
  variable: string,
): WebhookAddress | { readonly problems: readonly CredentialProblem[] } {
  const bared = value(text) ?? ''
  const problems = webhookProblems(bared, api, variable)
  const parts = webhookParts(bared)
  return problems.length > 0 || parts === null ? { problems } : parts
}

/** One line for people. */
export function renderCredentialProblem({ variable, what, todo }: CredentialProblem): string {
  return `${variable} ${what} – ${todo}`
}

/** Three parts of base64url, the first one the application's id (Discord's reference page, "Authentication"). */
function tokenProblems(token: string): readonly CredentialProblem[] {
  if (/^[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}$/.test(bare(token))) return []
  const what = /^\d{15,}$/.test(token) ? 'is an id, not a token' : 'does not look like a bot token'
  return [{ variable: 'DISCORD_TOKEN', what, todo: 'copy it from the developer portal, page "Bot", "Reset Token"' }]
}

function channelProblems(channel: string | null): readonly CredentialProblem[] {
  if (channel !== null && /^\d{15,20}$/.test(channel)) return []
  return [
    {
      variable: 'DISCORD_CHANNEL_ID',
      what: channel === null ? 'is missing' : 'is not a channel id',
      todo: 'in Discord switch on developer mode, then right-click the channel, "Copy Channel ID"',
    },
  ]
}

function webhookProblems(webhook: string, api: string | null, variable: string): readonly CredentialProblem[] {
  const copy = 'copy it in Discord: channel settings, "Integrations", "Webhooks", "Copy Webhook URL"'
  const problem = (what: string, todo = copy) => [{ variable, what, todo }]
  const [, other] = /\/(slack|github)\/?(?:[?#].*)?$/i.exec(webhook) ?? []
  if (other !== undefined) {
    return problem(`ends in /${other}, which takes messages in that program’s form`, `leave /${other} off`)
  }
  const parts = webhookParts(webhook)
  if (parts === null) return problem('is not a webhook address')
  const { search, searchParams, origin, hostname } = new URL(webhook)
  for (const name of new Set(searchParams.keys())) {
    if (name !== 'thread_id' && name !== 'wait') {
      return problem(
        'has something after "?" that is not thread_id',
        'end it with the token, or with ?thread_id= and an id',
      )
    }
  }
  if (search !== '' && searchParams.getAll('thread_id').some(id => !/^\d{15,20}$/.test(id))) {
    return problem('has a thread_id that is not an id', 'right-click the thread in Discord, "Copy Thread ID"')
  }
  const own = api !== null && isHttp(api) && new URL(api).origin === origin
  const discord = WEBHOOK_HOSTS.has(hostname) && origin.startsWith('https:')
  return own || discord ? [] : problem('leads to a host other than Discord')
}

/** A webhook's address up to its token, its id and the thread that it names; null: not a webhook's address. */
function webhookParts(text: string): WebhookAddress | null {
  if (!isHttp(text)) return null
  const url = new URL(text)
  const webhookId = /^\/(?:[\w/]+\/)?webhooks\/(\d{15,20})\/[\w-]{20,}\/?$/.exec(url.pathname)?.[1]
  if (webhookId === undefined || url.username !== '' || url.hash !== '') return null
  const threadId = url.searchParams.get('thread_id')
  return { url: text.replace(/\?.*$/, ''), webhookId, threadId }
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** People paste the "Bot" of the Authorization header along with the token. */
function bare(token: string): string {
  return token.replace(/^Bot\s+/i, '')
}

/** Quotes, or a chat's angle brackets, that were copied along; Docker keeps the quotes of an .env file. */
const QUOTED = /^(?:"(.*)"|'(.*)'|`(.*)`|“(.*)”|‘(.*)’|<(.*)>)$/

function value(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  const inside = QUOTED.exec(trimmed)
    ?.slice(1)
    .find(one => one !== undefined)
  const bared = (inside ?? trimmed).trim()
  return bared === '' ? null : bared
}
