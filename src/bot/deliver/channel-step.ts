import { isTold, targetOf } from '../../alerts/delivery/where.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import { modeAt } from '../../io/discord/sender.ts'
import type { OutboxDeps } from './outbox-parts.ts'

/** How often it is looked whether a post has been sent that an edit or a reply waits for, in ms. */
const POST_MS = 5000

/** What to do with a delivery now: what its message is about is looked up first. `post`: the card that is edited or answered. */
export type Step =
  | {
      readonly kind: 'try'
      readonly edits: string | null
      readonly replyTo: string | null
      readonly post: Delivery | null
    }
  /** `post`: a card that nobody can edit any more; null: it never was in the channel, or may yet come. */
  | { readonly kind: 'drop'; readonly why: string; readonly post: Delivery | null }
  | { readonly kind: 'wait'; readonly until: number }

const ALONE: Step = { kind: 'try', edits: null, replyTo: null, post: null }

/** The post that an edit changes or a reply answers must be in the channel, or known never to be. */
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
  // What it belongs to is not in the channel, or cannot be named: a reply still says something by itself, an edit does not.
  if (action.kind === 'reply') return ALONE
  return { kind: 'drop', why: `the message it edits was not delivered: ${at ?? 'it is not stored'}`, post: null }
}

function ofMessage(kind: 'post' | 'edit' | 'reply', post: Delivery, messageId: string, { sender }: OutboxDeps): Step {
  const reached = isTold(post, place => sender.reaches(place))
  if (kind === 'edit') {
    if (reached) return { kind: 'try', edits: messageId, replyTo: null, post }
    return { kind: 'drop', why: 'its message can be edited only by what posted it, another webhook or bot', post }
  }
  // A webhook can answer no message.
  return {
    kind: 'try',
    edits: null,
    replyTo: reached && modeAt(sender, post.place) !== 'webhook' ? messageId : null,
    post,
  }
}

/**
 * Whether a repeat of what was tried is told from a new message. What was tried in another way than today's, such as by a webhook before
 * there was a bot, has no nonce here and cannot be looked for.
 */
export function isRepeatable({ place }: Delivery, { sender }: Pick<OutboxDeps, 'sender'>): boolean {
  return modeAt(sender, place) !== 'webhook' && (place === undefined || sender.reaches(place))
}
