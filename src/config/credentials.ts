/** How Discord is reached. Secrets stand in `token` and `url` only. */
export type Credentials =
  | { readonly kind: 'bot'; readonly token: string; readonly channelId: string; readonly api: string | null }
  | { readonly kind: 'webhook'; readonly url: string; readonly webhookId: string }
  | { readonly kind: 'preview' }
  | { readonly kind: 'problems'; readonly problems: readonly CredentialProblem[] }

/** Something wrong with a variable of the environment. Never says what its value is. */
export interface CredentialProblem {
  readonly variable: string
  readonly what: string
  readonly todo: string
}

/** Variables that may also be given as NAME_FILE, the path of a file with the value, for Docker and Kubernetes secrets. */
export const SECRETS = ['DISCORD_TOKEN', 'DISCORD_WEBHOOK_URL', 'STATE_URL', 'SUMMARY_KEY'] as const

const WEBHOOK_HOSTS = new Set(['discord.com', 'discordapp.com', 'canary.discord.com', 'ptb.discord.com'])

/**
 * Reads the way to Discord from the environment: a bot's token with a channel, or a webhook's address, or neither, which is the preview.
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
      what: 'is no http(s) address',
      todo: 'leave it out for Discord itself',
    })
  }
  if (token !== null) problems.push(...tokenProblems(token), ...channelProblems(channel))
  else if (webhook !== null) problems.push(...webhookProblems(webhook, api))
  else if (channel !== null) {
    problems.push({
      variable: 'DISCORD_TOKEN',
      what: 'is missing, DISCORD_CHANNEL_ID alone leads nowhere',
      todo: 'set it, or leave both out for the preview',
    })
  }
  if (problems.length > 0) return { kind: 'problems', problems }
  if (token !== null && channel !== null) return { kind: 'bot', token: bare(token), channelId: channel, api }
  if (webhook !== null) return { kind: 'webhook', url: webhook, webhookId: webhookParts(webhook)?.id ?? '' }
  return { kind: 'preview' }
}

/** One line for a person. */
export function renderCredentialProblem({ variable, what, todo }: CredentialProblem): string {
  return `${variable} ${what} – ${todo}`
}

/** Three parts of base64url, the first one the application's id (Discord's reference page, "Authentication"). */
function tokenProblems(token: string): readonly CredentialProblem[] {
  if (/^[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}$/.test(bare(token))) return []
  const what = /^\d{15,}$/.test(token) ? 'is an id, not a token' : 'has not the form of a bot token'
  return [{ variable: 'DISCORD_TOKEN', what, todo: 'copy it from the developer portal, page "Bot", "Reset Token"' }]
}

function channelProblems(channel: string | null): readonly CredentialProblem[] {
  if (channel !== null && /^\d{15,20}$/.test(channel)) return []
  return [
    {
      variable: 'DISCORD_CHANNEL_ID',
      what: channel === null ? 'is missing' : 'is no channel id',
      todo: 'in Discord switch on developer mode, then right-click the channel, "Copy Channel ID"',
    },
  ]
}

function webhookProblems(webhook: string, api: string | null): readonly CredentialProblem[] {
  const todo = 'copy it in Discord: channel settings, "Integrations", "Webhooks", "Copy Webhook URL"'
  const parts = webhookParts(webhook)
  if (parts === null) return [{ variable: 'DISCORD_WEBHOOK_URL', what: 'is no webhook address', todo }]
  const own = api !== null && isHttp(api) && new URL(api).origin === parts.origin
  const discord = WEBHOOK_HOSTS.has(new URL(parts.origin).hostname) && parts.origin.startsWith('https:')
  return own || discord ? [] : [{ variable: 'DISCORD_WEBHOOK_URL', what: 'leads to another host than Discord', todo }]
}

function webhookParts(text: string): { readonly origin: string; readonly id: string } | null {
  if (!isHttp(text)) return null
  const url = new URL(text)
  const id = /^\/(?:[\w/]+\/)?webhooks\/(\d{15,20})\/[\w-]{20,}\/?$/.exec(url.pathname)?.[1]
  return id === undefined || url.search !== '' || url.username !== '' ? null : { origin: url.origin, id }
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** People paste the header's word along with the token. */
function bare(token: string): string {
  return token.replace(/^Bot\s+/i, '')
}

function value(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
