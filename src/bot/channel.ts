import { pauseFor } from '../alerts/backoff.ts'
import type { Delivery } from '../alerts/delivery.ts'
import type { Message } from '../alerts/message.ts'
import { type ReadinessSettings, readiness, withoutFuture } from '../alerts/queue.ts'
import { settle } from '../alerts/settle.ts'
import type { Holds } from './holds.ts'
import type { OutboxDeps } from './outbox-deps.ts'

/** How much before the first try the channel is searched: Discord's clock and ours need not agree. */
const CLOCK_SLACK_MS = 10 * 60_000

/** How often it is looked whether a post of another channel has been sent, which an edit or a reply waits for, in ms. */
const POST_MS = 5000
/** An attempt that was recorded longer ago than this is not made any more. */
const STALE_MS = 10_000

export interface Tally {
  readonly sent: number
  readonly setAside: number
  /** May have arrived; a person decides. */
  readonly held: number
  /** Not yet sent. */
  readonly waiting: number
}

export interface ChannelTally extends Tally {
  readonly nextAt: number | null
  readonly stop: string | null
}

/** What to do with a delivery now: what its message is about is looked up first. */
type Step =
  | { readonly kind: 'try'; readonly edits: string | null; readonly replyTo: string | null }
  | { readonly kind: 'drop'; readonly why: string }
  | { readonly kind: 'wait'; readonly until: number }

/** Sends one channel's deliveries one after the other, and stops at the first that must wait. */
export class Channel {
  readonly #channelId: string
  readonly #deps: OutboxDeps
  readonly #holds: Holds
  readonly #settle: (delivery: Delivery) => Promise<void>

  constructor(channelId: string, deps: OutboxDeps, holds: Holds, settle: (delivery: Delivery) => Promise<void>) {
    this.#channelId = channelId
    this.#deps = deps
    this.#holds = holds
    this.#settle = settle
  }

  async send(ordered: readonly Delivery[], stop: AbortSignal, abort: AbortSignal): Promise<ChannelTally> {
    let [sent, setAside, held] = [0, 0, 0]
    for (const [index, stored] of ordered.entries()) {
      const ends = (nextAt: number | null, why: string | null = null): ChannelTally => {
        return { sent, setAside, held, waiting: ordered.length - index, nextAt, stop: why }
      }
      const now = this.#deps.now()
      const delivery = withoutFuture(stored, now)
      if (stop.aborted) return ends(now)
      const until = this.#holds.until(this.#channelId, now)
      if (until === null || until > now) return ends(until)
      const ready = readiness(delivery, now, this.#readinessSettings())
      if (ready.kind === 'held') {
        held += 1
        await this.#hold(delivery, ready.since)
        continue
      }
      if (ready.kind === 'wait') return ends(ready.until)
      const step = await this.#step(delivery)
      if (step.kind === 'wait') return ends(step.until)
      if (step.kind === 'drop') {
        await this.#settle({ ...delivery, state: { at: 'abandoned', why: step.why, since: now } })
        continue
      }
      if (ready.kind === 'look') {
        const looked = await this.#look(delivery, ready.since, now, abort)
        if (looked.kind === 'found') sent += 1
        if (looked.kind === 'wait') return ends(looked.until)
        if (looked.kind === 'found') continue
      }
      const { after, why } = await this.#attempt(delivery, step, abort)
      if (why !== null) return ends(null, why)
      if (after.state.at === 'sent') sent += 1
      else if (after.state.at === 'set-aside') setAside += 1
      else if (after.state.at !== 'abandoned') {
        const next = readiness(after, this.#deps.now(), this.#readinessSettings())
        if (next.kind === 'held') held += 1
        else return ends(this.#nextAt(after.notBefore))
      }
    }
    return { sent, setAside, held, waiting: 0, nextAt: null, stop: null }
  }

  /** Records that it is tried, tries, settles. @returns `why`: why the process cannot go on */
  async #attempt(
    delivery: Delivery,
    step: Extract<Step, { kind: 'try' }>,
    abort: AbortSignal,
  ): Promise<{ after: Delivery; why: string | null }> {
    const { sender, store, render, now } = this.#deps
    let message: Message
    try {
      message = await render(delivery, step.replyTo)
    } catch (error) {
      // A bug of ours stops this one, not those behind it.
      const after = setAside(
        delivery,
        `it cannot be drawn: ${error instanceof Error ? error.message : 'unknown'}`,
        now(),
      )
      await this.#settle(after)
      return { after, why: null }
    }
    const begun = now()
    await store.saveDelivery({ ...delivery, firstTriedAt: delivery.firstTriedAt ?? begun })
    if (Math.abs(now() - begun) > STALE_MS) {
      // The machine slept between: another process may have taken over and sent it. It is read and judged anew.
      return { after: { ...delivery, notBefore: now() }, why: null }
    }
    const outgoing = { channelId: this.#channelId, message, nonce: delivery.nonce, edits: step.edits }
    const outcome = await sender.send(outgoing, abort)
    const settings = { repeatable: sender.mode !== 'webhook', onUncertain: this.#deps.settings().onUncertain }
    const { delivery: after, effect, invalid } = settle(delivery, outcome, now(), settings)
    await this.#settle(after)
    if (invalid) await this.#holds.noteInvalid(now())
    if (effect.kind !== 'none') await this.#holds.apply(this.#channelId, effect, now())
    if (after.state.at === 'sent') await this.#holds.resume(this.#channelId)
    return { after, why: effect.kind === 'process' ? effect.why : null }
  }

  /** The post that an edit changes or a reply answers must be in the channel, or known never to be. */
  async #step(delivery: Delivery): Promise<Step> {
    const { action } = delivery
    if (action.kind === 'post') return { kind: 'try', edits: null, replyTo: null }
    const post = await this.#deps.store.delivery(action.kind === 'edit' ? action.of : action.to)
    const state = post?.state
    if (state?.at === 'sent') {
      return action.kind === 'edit'
        ? { kind: 'try', edits: state.messageId, replyTo: null }
        : // A webhook can answer no message.
          { kind: 'try', edits: null, replyTo: this.#deps.sender.mode === 'webhook' ? null : state.messageId }
    }
    const held = state?.at === 'uncertain' && this.#holdsDoubtful()
    if (post !== null && !held && (state?.at === 'pending' || state?.at === 'uncertain')) {
      return { kind: 'wait', until: Math.max(post.notBefore, this.#deps.now() + POST_MS) }
    }
    // What it belongs to is not in the channel, or cannot be named: a reply still says something by itself, an edit does not.
    if (action.kind === 'reply') return { kind: 'try', edits: null, replyTo: null }
    return { kind: 'drop', why: `the message it edits was not delivered: ${state?.at ?? 'it is not stored'}` }
  }

  /** Looks for the delivery's message in the channel. */
  async #look(
    delivery: Delivery,
    triedAt: number,
    now: number,
    abort: AbortSignal,
  ): Promise<{ kind: 'found' } | { kind: 'absent' } | { kind: 'wait'; until: number }> {
    const messages = await this.#deps.sender.recent(this.#channelId, triedAt - CLOCK_SLACK_MS, abort)
    if (messages === null) {
      const attempts = delivery.attempts + 1
      const notBefore = now + pauseFor(delivery.id, attempts, null)
      await this.#settle({ ...delivery, attempts, notBefore })
      return { kind: 'wait', until: notBefore }
    }
    const found = messages.find(message => message.marker === delivery.marker)
    if (found === undefined) return { kind: 'absent' }
    const { messageId } = found
    await this.#settle({ ...delivery, state: { at: 'sent', messageId, channelId: this.#channelId, sentAt: now } })
    return { kind: 'found' }
  }

  async #hold(delivery: Delivery, since: number): Promise<void> {
    if (delivery.state.at === 'uncertain') return
    const why = 'the process ended while it was sent'
    await this.#settle({ ...delivery, state: { at: 'uncertain', since, why } })
  }

  #nextAt(notBefore: number): number | null {
    const until = this.#holds.until(this.#channelId, this.#deps.now())
    return until === null ? null : Math.max(notBefore, until)
  }

  #holdsDoubtful(): boolean {
    return this.#deps.sender.mode === 'webhook' && this.#deps.settings().onUncertain === 'hold'
  }

  #readinessSettings(): ReadinessSettings {
    const { mode } = this.#deps.sender
    const { onUncertain, nonceWindowMs } = this.#deps.settings()
    // The terminal forgets nothing and cannot be searched.
    const window = mode === 'preview' ? Number.POSITIVE_INFINITY : nonceWindowMs
    return { repeatable: mode !== 'webhook', onUncertain, nonceWindowMs: window }
  }
}

function setAside(delivery: Delivery, why: string, now: number): Delivery {
  return { ...delivery, state: { at: 'set-aside', why, since: now } }
}
