import type { Delivery } from '../../alerts/delivery.ts'
import { modeAt, type Sender } from '../../io/discord/sender.ts'
import type { Store } from '../../io/store/store.ts'

/** How long the server of a channel may be asked for; a message goes without its link then, in ms. */
const GUILD_MS = 5000

/**
 * The addresses of the messages that a delivery's message links to: the newer card that overtakes it, the card that it develops. One that is
 * not sent, or whose server is not known, has none: a link is an extra, and a store or a Discord that does not answer costs no message.
 */
export async function linksOf(
  delivery: Delivery,
  store: Pick<Store, 'delivery'>,
  sender: Sender,
): Promise<(postId: string) => string | null> {
  const { action, card } = delivery
  const wanted = [
    card.overtaken?.postId,
    action.kind === 'reply' && modeAt(sender, delivery.place) === 'webhook' ? action.to : undefined,
  ]
  const links = new Map<string, string>()
  for (const postId of new Set(wanted)) {
    if (postId === undefined) continue
    const link = await linkOf(postId, store, sender).catch(() => null)
    if (link !== null) links.set(postId, link)
  }
  return postId => links.get(postId) ?? null
}

async function linkOf(postId: string, store: Pick<Store, 'delivery'>, sender: Sender): Promise<string | null> {
  const post = await store.delivery(postId)
  const told = post?.toldIn === undefined ? post : await store.delivery(post.toldIn)
  const state = told?.state
  // Where an answer named no channel, the route's own name for it stands there.
  if (state?.at !== 'sent' || !/^\d+$/.test(state.channelId)) return null
  // A webhook is asked for its own server.
  const asked = modeAt(sender, told?.place) === 'webhook' ? (told?.place ?? state.channelId) : state.channelId
  const guild = (await sender.guildOf?.(asked, AbortSignal.timeout(GUILD_MS))) ?? null
  return guild === null ? null : `https://discord.com/channels/${guild}/${state.channelId}/${state.messageId}`
}
