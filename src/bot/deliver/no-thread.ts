import { invitation } from '../../desk/permission.ts'
import type { Sender } from '../../io/discord/sender.ts'
import type { Notices } from '../notices.ts'

const ASK_MS = 10_000

/** Tells operators that no thread can be opened in a channel, and how to allow it. */
export async function sayNoThread(
  channelId: string,
  sender: Pick<Sender, 'events'>,
  notices: Pick<Notices, 'say'>,
): Promise<void> {
  const application = (await sender.events?.()?.applicationId(AbortSignal.timeout(ASK_MS))) ?? null
  const link = application === null ? '' : ` (for the whole server: ${invitation(application)})`
  const text = `No thread can be opened in channel ${channelId}: give the bot Create Public Threads and Send Messages in Threads there${link}, or take \`threads\` out of its route. Until the next start, follow-ups of a card are posted in the channel itself.`
  await notices.say({ key: `threads ${channelId}`, text, over: false })
}
