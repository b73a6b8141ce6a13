import { isTold, targetOf } from '../../alerts/delivery/where.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import { modeAt } from '../../io/discord/sender.ts'
import type { OutboxDeps } from './outbox-parts.ts'

/** How often an edit or reply checks whether the post that it waits for was sent, in ms. */
const POST_MS = 5000

/** What to do with a delivery now. `post`: the card that it edits or replies to. */
export type Step =
  | {
      readonly kind: 'try'
      readonly edits: string | null
      readonly replyTo: string | null
      readonly post: Delivery | null
    }
  /** `post`: a card that can no longer be edited; null: it was never in the channel, or is a line of a summary card. */
  | { readonly kind: 'drop'; readonly why: string; readonly post: Delivery | null }
  | { readonly kind: 'wait'; readonly until: number }

const ALONE: Step = { kind: 'try', edits: null, replyTo: null, post: null }

/** Decides the step. An edit or reply waits until its post is in the channel, or is known never to be. @throws StoreError */
export async function stepOf(delivery: Delivery, deps: OutboxDeps): Promise<Step> {
  const { action } = delivery
  const target = targetOf(delivery)
  if (target === null) return ALONE
  const aimed = await deps.store.delivery(target)
  const toldIn = aimed?.toldIn
  if (toldIn !== undefined && action.kind === 'edit')
    return { kind: 'drop', why: `its story is a line of the summary card ${toldIn}`, post: null }
  const post = toldIn === undefined ? aimed : await deps.store.delivery(toldIn)
  const at = post?.state.at ?? null
  if (post !== null && post.state.at === 'sent') return ofMessage(action.kind, post, post.state.messageId, deps)
  const held =
    post !== null && at === 'uncertain' && !isRepeatable(post, deps) && deps.settings().onUncertain === 'hold'
  if (post !== null && !held && (at === 'pending' || at === 'uncertain')) {
    return { kind: 'wait', until: Math.max(post.notBefore, deps.now() + POST_MS) }
  }
  // The post is not in the channel, or its message is unknown: a reply makes sense by itself, an edit does not.
  if (action.kind === 'reply') return ALONE
  return { kind: 'drop', why: `the message it edits was not delivered: ${at ?? 'it is not stored'}`, post: null }
}

function ofMessage(kind: 'post' | 'edit' | 'reply', post: Delivery, messageId: string, { sender }: OutboxDeps): Step {
  const reached = isTold(post, place => sender.reaches(place))
  if (kind === 'edit') {
    if (reached) return { kind: 'try', edits: messageId, replyTo: null, post }
    return { kind: 'drop', why: 'its message was posted by another webhook or bot, which alone can edit it', post }
  }
  // A webhook cannot reply to a message.
  return {
    kind: 'try',
    edits: null,
    replyTo: reached && modeAt(sender, post.place) !== 'webhook' ? messageId : null,
    post,
  }
}

/**
 * Whether a repeated attempt can be recognised as such, by nonce or by a search. Not if it was tried another way than today's, such as by a
 * webhook before there was a bot.
 */
export function isRepeatable({ place }: Delivery, { sender }: Pick<OutboxDeps, 'sender'>): boolean {
  return modeAt(sender, place) !== 'webhook' && (place === undefined || sender.reaches(place))
}
