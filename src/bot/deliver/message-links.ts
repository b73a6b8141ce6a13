import type { Delivery } from '../../alerts/delivery.ts'
import { modeAt, type Sender } from '../../io/discord/sender.ts'
import type { Store } from '../../io/store/store.ts'

/** Longest look-up of a channel's server, in ms; then the message goes without its link. */
const GUILD_MS = 5000

/**
 * Looks up the URLs of the posts that a delivery links to: the newer card that overtakes it, or the card that it develops. null: not sent, or its
 * server is unknown. A link is an extra: if the store or Discord does not answer, the message goes without.
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
  // Without a channel in Discord's answer, the state holds the route's own name for it.
  if (state?.at !== 'sent' || !/^\d+$/.test(state.channelId)) return null
  // A webhook is asked about its own server.
  const asked = modeAt(sender, told?.place) === 'webhook' ? (told?.place ?? state.channelId) : state.channelId
  const guild = (await sender.guildOf?.(asked, AbortSignal.timeout(GUILD_MS))) ?? null
  return guild === null ? null : `https://discord.com/channels/${guild}/${state.channelId}/${state.messageId}`
}
