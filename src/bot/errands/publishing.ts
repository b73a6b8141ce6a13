import { classify, isInvalidAnswer } from '../../alerts/delivery/failures.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import {
  CROSSPOSTS,
  type Crosspost,
  type Crossposts,
  counted,
  crosspostStep,
  inTheirOrder,
  putOff,
  readCrossposts,
  withCrosspost,
  withoutCrosspost,
} from '../../alerts/places/crosspost.ts'
import { readPlace } from '../../alerts/places/place.ts'
import type { Sender } from '../../io/discord/sender.ts'
import type { Store } from '../../io/store/store.ts'
import type { Outbox } from '../deliver/outbox.ts'
import type { Notices } from '../notices.ts'

const SEND_MS = 20_000

export interface PublishingParts {
  readonly store: Pick<Store, 'fact' | 'saveFact' | 'delivery'>
  readonly sender: Pick<Sender, 'crosspost'>
  readonly now: () => number
  /** Whether a route's messages are published. */
  readonly publishes: (route: string) => boolean
  readonly notices: Pick<Notices, 'say'>
  readonly heed: Outbox['heed']
}

/**
 * Publishes messages of announcement channels to the servers that follow them. A message is recorded before it is tried, and removed after it
 * was published, so that none is forgotten; publishing twice does no harm, since Discord reports it. The message itself is never sent again.
 */
export class Publishing {
  readonly #parts: PublishingParts
  #turn: Promise<unknown> = Promise.resolve()

  constructor(parts: PublishingParts) {
    this.#parts = parts
  }

  /** Records a delivery for publishing, before it is tried. @throws StoreError */
  async note({ id, action, card, route }: Delivery): Promise<void> {
    if (action.kind === 'edit' || !this.#parts.publishes(route)) return
    await this.#change(all => withCrosspost(all, id, card.priority === 'high', this.#parts.now()))
  }

  /** Publishes what is due. @throws StoreError */
  async run(signal: AbortSignal): Promise<void> {
    const { store } = this.#parts
    for (const one of inTheirOrder(readCrossposts(await store.fact(CROSSPOSTS)))) {
      if (signal.aborted) return
      const delivery = await store.delivery(one.id)
      const at = delivery?.state.at
      if (at === 'pending' || at === 'uncertain') continue
      if (delivery === null || delivery.state.at !== 'sent') await this.#change(all => withoutCrosspost(all, one.id))
      else await this.#publish(one, delivery, delivery.state, signal)
    }
  }

  async #publish(
    one: Crosspost,
    { place, card }: Delivery,
    { messageId, channelId }: Extract<Delivery['state'], { at: 'sent' }>,
    signal: AbortSignal,
  ): Promise<void> {
    const { store, sender, now, notices, heed } = this.#parts
    const channel = readPlace(place ?? channelId)
    if (channel === null || channel.thread !== null) return this.#change(all => withoutCrosspost(all, one.id))
    const step = crosspostStep(readCrossposts(await store.fact(CROSSPOSTS)), one, channel.channel, now())
    if (step === 'wait') return
    const within = AbortSignal.any([signal, AbortSignal.timeout(SEND_MS)])
    const outcome = step === 'now' ? await sender.crosspost?.(channel.channel, messageId, within) : undefined
    switch (outcome?.kind) {
      case undefined: {
        if (step === 'leave out') {
          const text = `“${card.title}” was posted in channel ${channel.channel}, but not published to the servers that follow it: Discord did not accept that in time.`
          void notices.say({ key: `crosspost ${one.id}`, text, over: false })
        }
        return this.#change(all => withoutCrosspost(all, one.id))
      }
      case 'sent':
        return this.#change(all => counted(withoutCrosspost(all, one.id), channel.channel, now()))
      case 'retry': {
        const { afterMs, status } = outcome
        if (status !== null && isInvalidAnswer(status)) await heed(channel.channel, { kind: 'none' }, true)
        return this.#change(all => putOff(all, one.id, afterMs, now()))
      }
      case 'uncertain':
        return this.#change(all => putOff(counted(all, channel.channel, now()), one.id, null, now()))
      case 'refused': {
        if (isInvalidAnswer(outcome.status)) await heed(channel.channel, { kind: 'none' }, true)
        if (outcome.status >= 500) return this.#change(all => putOff(all, one.id, null, now()))
        await this.#change(all => withoutCrosspost(all, one.id))
        const failure = classify(outcome.status, outcome.code)
        if (failure.kind === 'message-gone') return
        const text = `Messages of channel ${channel.channel} are not published: ${failure.why}. \`crosspost\` is for an announcement channel in which the bot has Send Messages. The messages themselves are posted there.`
        void notices.say({ key: `crosspost in ${channel.channel}`, text, over: false })
      }
    }
  }

  /** Serialises changes of the record; none waits for Discord. */
  #change(change: (all: Crossposts) => Crossposts): Promise<void> {
    const turn = this.#turn.then(async () => {
      const { store } = this.#parts
      const before = readCrossposts(await store.fact(CROSSPOSTS))
      const after = change(before)
      if (after !== before) await store.saveFact(CROSSPOSTS, after)
    })
    this.#turn = turn.catch(() => {})
    return turn
  }
}
