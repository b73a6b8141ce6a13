import type { Dispatcher } from 'undici'
import type { Credentials } from '../../config/credentials.ts'
import type { Amending } from '../amend/amending.ts'
import type { Bot } from '../bot.ts'
import type { Desk } from './desk.ts'

/** Opens a bot's desk, where people ask it in Discord; null: webhooks and the preview have none. */
export async function openDeskFor(
  credentials: Exclude<Credentials, { kind: 'problems' }>,
  bot: Bot,
  amending: Amending,
  dispatcher: Dispatcher,
): Promise<{ readonly desk: Desk; close(): void } | null> {
  if (credentials.kind !== 'bot') return null
  const { token, api } = credentials
  const [{ Replies }, { Desk }] = await Promise.all([import('../../io/discord/bot/replies.ts'), import('./desk.ts')])
  const replies = new Replies({ token, api, dispatcher })
  return { desk: new Desk({ bot, replies, amending }), close: () => replies.close() }
}
