import type { Message } from '../../alerts/card/message.ts'
import { pauseFor } from '../../alerts/delivery/backoff.ts'
import { leave } from '../../alerts/delivery/leave.ts'
import { type ReadinessSettings, readiness } from '../../alerts/delivery/queue.ts'
import { type Effect, settle } from '../../alerts/delivery/settle.ts'
import { isDoubtful, threadBelow } from '../../alerts/delivery/where.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import { readPlace, roomOf } from '../../alerts/places/place.ts'
import { modeAt } from '../../io/discord/sender.ts'
import { isRepeatable, type Step, stepOf } from './channel-step.ts'
import type { ChannelParts, ChannelTally, Turn } from './channel-tally.ts'
import { lookBack } from './look-back.ts'

/** An attempt recorded longer ago than this, in ms, is no longer made. */
const STALE_MS = 10_000
/** An edit that must wait longer than this, in ms, lets others pass: nobody waits for an edit. */
const PATIENCE_MS = 20_000
/** Where Discord does not recognise repeats, a post that may have arrived gets this long to appear, in ms, before it is searched for. */
const SETTLES_MS = 60_000

/** Sends the deliveries of one place in order, and stops at the first that all behind it must wait for. */
export class Channel {
  readonly #place: string
  readonly #parts: ChannelParts

  constructor(place: string, parts: ChannelParts) {
    this.#place = place
    this.#parts = parts
  }

  async send(ordered: readonly Delivery[], stop: AbortSignal, abort: AbortSignal): Promise<ChannelTally> {
    const { deps, holds } = this.#parts
    const done = { sent: 0, setAside: 0, held: 0, dropped: 0 }
    let passed = 0
    let laterAt: number | null = null
    for (const [index, delivery] of ordered.entries()) {
      const ends = (nextAt: number | null, why: string | null = null): ChannelTally => {
        const { sent, setAside, held } = done
        return {
          sent,
          setAside,
          held,
          waiting: ordered.length - index + passed,
          nextAt: soonest(laterAt, nextAt),
          stop: why,
        }
      }
      const now = deps.now()
      if (stop.aborted) return ends(now)
      const until = holds.until(this.#place, now)
      if (until === null) holds.remind(this.#place)
      if (until === null || until > now) return ends(until)
      const turn = await this.#turn(delivery, now, abort)
      if (turn.kind === 'stop') return ends(null, turn.why)
      if (turn.kind === 'wait') return ends(turn.until)
      if (turn.kind === 'done') done[turn.as] += 1
      else {
        passed += 1
        laterAt = soonest(laterAt, turn.until)
      }
    }
    const { sent, setAside, held } = done
    return { sent, setAside, held, waiting: passed, nextAt: laterAt, stop: null }
  }

  async #turn(delivery: Delivery, now: number, abort: AbortSignal): Promise<Turn> {
    const ready = readiness(delivery, now, this.#readinessSettings(delivery))
    if (ready.kind === 'held') {
      await this.#hold(delivery, ready.since)
      return { kind: 'done', as: 'held' }
    }
    if (ready.kind === 'wait') return this.#waits(delivery, ready.until, now)
    const step = await stepOf(delivery, this.#parts.deps)
    if (step.kind === 'wait') return step
    if (step.kind === 'drop') {
      if (step.post !== null) await this.#cardGone(step.post, step.why)
      await this.#parts.settle({ ...delivery, state: { at: 'abandoned', why: step.why, since: now } })
      return { kind: 'done', as: 'dropped' }
    }
    if (step.post !== null && this.#movedFrom(delivery, step.post)) return { kind: 'passed', until: now }
    if (ready.kind === 'look') {
      const looked = await this.#look(delivery, ready.since, now, abort)
      if (looked !== null) return looked
    }
    return this.#attempt(delivery, step, abort)
  }

  /** Records the attempt, makes it, and settles the delivery. */
  async #attempt(delivery: Delivery, step: Extract<Step, { kind: 'try' }>, abort: AbortSignal): Promise<Turn> {
    const { deps, holds, attempts } = this.#parts
    const { sender, store, now } = deps
    let message: Message
    try {
      message = await deps.render({ ...delivery, place: this.#place }, step.replyTo)
    } catch (error) {
      // A bug of ours must stop this delivery only, not those behind it.
      const why = `it cannot be rendered: ${error instanceof Error ? error.message : 'unknown'}`
      await this.#parts.settle({ ...delivery, state: { at: 'set-aside', why, since: now() } })
      return { kind: 'done', as: 'setAside' }
    }
    const begun = now()
    attempts.note(delivery.id)
    await deps.tries?.(delivery)
    const tried = { ...delivery, firstTriedAt: delivery.firstTriedAt ?? begun, place: this.#place }
    const settlesMs = step.edits === null && this.#forgets() ? SETTLES_MS : 0
    const pause = settlesMs === 0 ? {} : { notBefore: begun + settlesMs, pauseMs: settlesMs }
    await store.saveDelivery({ ...tried, ...pause })
    // The machine slept meanwhile: another process may have taken over and sent it. The next look starts afresh.
    if (Math.abs(now() - begun) > STALE_MS) return this.#waits(delivery, now(), now())
    const opens = deps.opening === undefined ? {} : { opens: deps.opening(delivery) }
    const outgoing = { channelId: this.#place, message, nonce: delivery.nonce, edits: step.edits, ...opens }
    const outcome = await sender.send(outgoing, abort)
    const { onUncertain } = deps.settings()
    const repeatable = modeAt(sender, this.#place) !== 'webhook'
    const settings = { repeatable, onUncertain, place: this.#place, settlesMs: this.#forgets() ? SETTLES_MS : 0 }
    const { delivery: after, effect, invalid, why } = settle(delivery, outcome, now(), settings)
    if (after.firstTriedAt === null) attempts.end(after.id)
    const left = await this.#left(after, effect, step.post)
    if (effect.kind === 'closed') await deps.closed?.(delivery)
    if (effect.kind === 'card-gone' && step.post !== null) await this.#cardGone(step.post, effect.why)
    if (left === null) await this.#parts.settle(after)
    if (invalid) await holds.noteInvalid(now())
    if (left !== null) return left
    await holds.apply(this.#place, effect, now())
    return effect.kind === 'process' ? { kind: 'stop', why: effect.why } : this.#turnOf(after, why)
  }

  async #turnOf(after: Delivery, why: string): Promise<Turn> {
    const { deps, holds } = this.#parts
    switch (after.state.at) {
      case 'sent':
        await holds.resume(this.#place)
        if (after.place === roomOf(this.#place) && after.place !== this.#place)
          deps.onNotice({ kind: 'no-thread', channelId: after.place })
        return { kind: 'done', as: 'sent' }
      case 'set-aside':
        return { kind: 'done', as: 'setAside' }
      case 'abandoned':
        return { kind: 'done', as: 'dropped' }
      default: {
        const now = deps.now()
        const held = readiness(after, now, this.#readinessSettings(after)).kind === 'held'
        if (held) return { kind: 'done', as: 'held' }
        if (after.action.kind !== 'edit') holds.late(this.#place, after.attempts, why)
        return this.#waits(after, after.notBefore, now)
      }
    }
  }

  /** An edit that must wait for long lets others pass. */
  #waits({ action }: Delivery, until: number, now: number): Turn {
    if (action.kind === 'edit' && until - now > PATIENCE_MS) return { kind: 'passed', until }
    const open = this.#parts.holds.until(this.#place, now)
    return { kind: 'wait', until: open === null ? null : Math.max(until, open) }
  }

  /** @returns null: the delivery stays in this channel */
  async #left(after: Delivery, effect: Effect, post: Delivery | null): Promise<Turn | null> {
    const { deps, settle } = this.#parts
    const left = leave(after, effect, this.#place, deps.channelOf(after.route), deps.now())
    if (left === null) return null
    if (post !== null) await this.#cardGone(post, left.gone)
    await settle(left.delivery)
    return after.action.kind === 'edit' ? { kind: 'done', as: 'dropped' } : { kind: 'passed', until: deps.now() }
  }

  /** Recorded before the delivery that found it: a process that ends in between finds the card gone again. */
  async #cardGone(post: Delivery, why: string): Promise<void> {
    await this.#parts.settle({ ...post, state: { at: 'abandoned', why, since: this.#parts.deps.now() } })
    this.#parts.deps.onNotice({ kind: 'card-gone', post, why })
  }

  /** Searches for the message of an earlier attempt. @returns null: it did not arrive, and may be sent */
  async #look(delivery: Delivery, triedAt: number, now: number, abort: AbortSignal): Promise<Turn | null> {
    const { deps, holds } = this.#parts
    const looked = await lookBack(deps.sender, this.#place, delivery.marker, triedAt, now, abort)
    if (looked.kind === 'absent') return null
    if (looked.kind === 'found') {
      const { messageId, place } = looked
      const stands = readPlace(place)
      const state = {
        at: 'sent',
        messageId,
        channelId: stands?.thread ?? stands?.channel ?? place,
        sentAt: now,
      } as const
      await this.#parts.settle({ ...delivery, place, state })
      await holds.resume(this.#place)
      return { kind: 'done', as: 'sent' }
    }
    const attempts = delivery.attempts + 1
    if (looked.invalid) await holds.noteInvalid(now)
    if (looked.kind === 'refused') {
      const after = { ...delivery, attempts }
      const left = await this.#left(after, looked.effect, null)
      if (left !== null) return left
      await this.#parts.settle(after)
      await holds.apply(this.#place, looked.effect, now)
      return { kind: 'wait', until: holds.until(this.#place, now) }
    }
    const pauseMs = pauseFor(delivery.id, attempts, null)
    await this.#parts.settle({ ...delivery, attempts, notBefore: now + pauseMs, pauseMs })
    holds.late(this.#place, attempts, looked.why)
    return this.#waits(delivery, now + pauseMs, now)
  }

  async #hold(delivery: Delivery, since: number): Promise<void> {
    if (delivery.state.at === 'uncertain') return
    const why = 'the process ended while it was being sent'
    await this.#parts.settle({ ...delivery, state: { at: 'uncertain', since, why } })
  }

  /** Whether Discord does not recognise a repeated message here. */
  #forgets(): boolean {
    return this.#parts.deps.sender.forgets?.(this.#place) === true
  }

  /** Whether the card was posted after its edit or reply was assigned to this place, which now belongs in a forum post or thread. */
  #movedFrom(delivery: Delivery, post: Delivery): boolean {
    if (isDoubtful(delivery)) return false
    if (post.place?.startsWith(`${this.#place}-`) === true) return true
    const threads = this.#parts.deps.threadsOf?.(delivery.route) === true
    return threads && post.place === this.#place && threadBelow(delivery, post) !== null
  }

  #readinessSettings(delivery: Delivery): ReadinessSettings {
    const { deps, attempts } = this.#parts
    const { onUncertain, nonceWindowMs } = deps.settings()
    // A terminal shows every message and cannot be searched, so a repeat is always safe.
    const agoMs = modeAt(deps.sender, this.#place) === 'preview' ? 0 : attempts.agoMs(delivery.id)
    const triedAgoMs = this.#forgets() ? null : agoMs
    return { repeatable: isRepeatable(delivery, deps), onUncertain, nonceWindowMs, triedAgoMs }
  }
}

function soonest(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right
  return Math.min(left, right)
}
