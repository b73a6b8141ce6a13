import { type Credentials, readCredentials, renderCredentialProblem } from '../../config/credentials.ts'
import type { Asker } from './asker.ts'

/** Where alerts go, as variables of .env; null: the variable is removed. */
export type PlaceVariables = Readonly<Record<string, string | null>>

/** All variables that say where alerts go, removed: a new way must not leave those of another behind. */
export const NO_PLACE: PlaceVariables = {
  DISCORD_WEBHOOK_URL: null,
  DISCORD_WEBHOOK_URL_FILE: null,
  DISCORD_TOKEN: null,
  DISCORD_TOKEN_FILE: null,
  DISCORD_CHANNEL_ID: null,
}

/** Reads the credentials as they would be with these variables only. */
export function judgePlace(place: PlaceVariables, api: string | undefined): Credentials {
  const set = Object.entries(place).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  return readCredentials({ ...Object.fromEntries(set), ...(api === undefined ? {} : { DISCORD_API_URL: api }) })
}

/** The present setting without secrets: "webhook 123456789012345678, its token ••••". */
export function maskPlace(credentials: Credentials): string {
  switch (credentials.kind) {
    case 'webhook':
      return `webhook ${credentials.webhookId}, its token ••••`
    case 'bot':
      return `bot, its token ••••, in channel ${credentials.channelId}`
    case 'preview':
      return 'nowhere: alerts are drawn in the terminal'
    case 'problems':
      return `unusable settings: ${credentials.problems.map(renderCredentialProblem).join('; ')}`
  }
}

/**
 * Asks where alerts go until the answer is well formed.
 * @param current the present setting, which Enter keeps
 * @returns null: the setting stays
 */
export async function askPlace(
  asker: Asker,
  current: Credentials,
  api: string | undefined,
): Promise<PlaceVariables | null> {
  asker.say('Where do alerts go?')
  asker.say('  webhook   quickest: Discord, channel settings, "Integrations", "Webhooks", "Copy Webhook URL"')
  asker.say('  bot       safest against repeats, several channels: needs its token and a channel id')
  asker.say('  preview   nowhere yet: alerts are drawn in the terminal')
  const isSet = current.kind === 'webhook' || current.kind === 'bot'
  if (isSet) asker.say(`Set: ${maskPlace(current)}. Enter keeps it.`)
  for (;;) {
    const way = (await asker.ask(`webhook, bot or preview [${isSet ? 'keep' : 'webhook'}]: `)).toLowerCase()
    if ((way === '' || way === 'keep') && isSet) return null
    if (way === 'preview') return NO_PLACE
    if (way === '' || way === 'webhook') {
      const url = await asker.ask('Webhook address (not shown): ', true)
      const place = { ...NO_PLACE, DISCORD_WEBHOOK_URL: url }
      if (tellProblems(asker, judgePlace(place, api), 'webhook')) return place
    } else if (way === 'bot') {
      const token = await asker.ask('Bot token (not shown): ', true)
      const channel = await asker.ask('Channel id: ')
      const place = { ...NO_PLACE, DISCORD_TOKEN: token, DISCORD_CHANNEL_ID: channel }
      if (tellProblems(asker, judgePlace(place, api), 'bot')) return place
    } else asker.say('Write webhook, bot or preview.')
  }
}

/** Writes the credentials' problems. @returns whether they can be used */
function tellProblems(asker: Asker, credentials: Credentials, wanted: 'webhook' | 'bot'): boolean {
  if (credentials.kind === wanted) return true
  if (credentials.kind === 'problems') {
    for (const problem of credentials.problems) asker.say(renderCredentialProblem(problem))
  } else asker.say('Nothing was typed.')
  return false
}
