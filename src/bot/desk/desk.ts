/**
 * Takes what people ask in Discord: records each ask in the store, begins its answer within three seconds, then makes it.
 * The next process answers what one leaves unanswered, as long as Discord accepts an answer.
 */

import { type Reply, say } from '../../desk/answers/reply.ts'
import { type Ask, beginningOf, nameOfAsk, TOKEN_MS } from '../../desk/ask.ts'
import type { Hears } from '../../io/discord/bot/listen.ts'
import type { Replies } from '../../io/discord/bot/replies.ts'
import { StoreError } from '../../io/store/store.ts'
import type { Amending } from '../amend/amending.ts'
import type { Bot } from '../bot.ts'
import { nameOf } from '../poll/cycle.ts'
import type { Answers } from '../replies/desk-answer.ts'
import { answerTo, completeFor } from './answer-to.ts'
import { Pending, type Taken } from './desk-pending.ts'
import { Registered } from './desk-register.ts'

/** How long a standby leaves an ask to the leading process, in ms: an answer must begin within three seconds. */
const STANDBY_MS = 1500
/** Longest wait for an ask to be recorded before its answer begins anyway, in ms. */
const NOTE_MS = 1000
/** Pause between two attempts at an answer, in ms. */
const AGAIN_MS = 3000
/** Asks remembered, to recognise those that the gateway sends twice. */
const KNOWN = 2000

export interface DeskParts {
  readonly bot: Bot
  readonly replies: Pick<Replies, 'begin' | 'finish' | 'complete' | 'register'>
  /** Changes the configuration; missing: it cannot be changed from Discord. */
  readonly amending?: Amending
}

/**
 * Answers what people ask in Discord. An ask is recorded, its answer begun within Discord's three seconds, then made and filled in. A process
 * that ends in between leaves it to the next leader, and an answer that is made twice is the same.
 */
export class Desk implements Hears {
  readonly #answers: Answers
  readonly #replies: DeskParts['replies']
  readonly #pending: Pending
  readonly #registered: Registered
  readonly #known = new Set<string>()
  #turn: Promise<unknown> = Promise.resolve()
  /** Aborts when this process no longer leads; null: it stands by. */
  #leading: AbortController | null = null

  constructor({ bot, replies, amending }: DeskParts) {
    this.#answers = { bot, amending: amending ?? null, homes: new WeakMap(), inTurn: work => this.#inTurn(work) }
    this.#replies = replies
    this.#pending = new Pending(bot.world.store)
    this.#registered = new Registered(bot, replies)
  }

  isIn(applicationId: string, guildId: string): void {
    this.#registered.note(applicationId, guildId)
    if (this.#leading !== null) void this.look()
  }

  asked(ask: Ask): void {
    // A resumed connection may repeat events.
    if (this.#known.has(ask.id)) return
    this.#known.add(ask.id)
    const [first] = this.#known
    if (this.#known.size > KNOWN && first !== undefined) this.#known.delete(first)
    void this.#take(ask).catch(error =>
      this.#log.error('desk_failed', { ask: nameOfAsk(ask), reason: nameOf(error), effect: 'not answered' }),
    )
  }

  /** Sets whether this process answers. On taking the lead it answers what another one left. */
  async lead(leads: boolean): Promise<void> {
    this.#leading?.abort()
    this.#leading = leads ? new AbortController() : null
    if (!leads) {
      this.#pending.forget()
      return
    }
    try {
      await this.#answers.amending?.refresh()
      for (const taken of await this.#pending.read(this.#clock.now())) {
        this.#known.add(taken.ask.id)
        void this.#finish(taken)
      }
    } catch (error) {
      this.#log.warn('desk_failed', { reason: nameOf(error), effect: 'earlier asks are not answered' })
    }
    // Not awaited: Discord may be slow, and the leader has other work.
    void this.look()
  }

  /** Brings the commands of the servers up to date. Never throws. */
  async look(): Promise<void> {
    const leading = this.#leading
    if (leading !== null) await this.#registered.look(leading.signal)
  }

  /** Serialises work that reads from the store and writes back a change. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }

  get #clock() {
    return this.#answers.bot.world.clock
  }

  get #log() {
    return this.#answers.bot.world.log
  }

  async #take(ask: Ask): Promise<void> {
    if (ask.wants.kind === 'complete') {
      if (this.#leading !== null) await this.#replies.complete(ask, await completeFor(ask, this.#answers))
      return
    }
    if (this.#leading === null) return this.#standBy(ask)
    const taken = { ask, takenAt: this.#clock.now() }
    // A slow store must not make the answer late.
    const noted = this.#pending.add(taken).catch(error => this.#log.warn('desk_not_noted', { reason: nameOf(error) }))
    await Promise.race([noted, this.#clock.sleep(NOTE_MS)])
    const begun = await this.#replies.begin(ask, beginningOf(ask))
    if (begun.kind === 'refused') {
      this.#log.warn('desk_late', { ask: nameOfAsk(ask), reason: begun.why, effect: 'not answered' })
      return this.#done(ask)
    }
    this.#log.info('desk', { ask: nameOfAsk(ask), by: ask.who.id })
    await this.#finish(taken)
  }

  /** The leading process receives the same ask. If none leads, nobody else would answer. */
  async #standBy(ask: Ask): Promise<void> {
    await this.#clock.sleep(STANDBY_MS)
    if (this.#leading === null) {
      if ((await this.#replies.begin(ask, beginningOf(ask))).kind !== 'done') return
      const text = 'This copy of the bot stands by, and the one that leads did not answer. Ask again in a few seconds.'
      await this.#replies.finish(ask, say(text), AbortSignal.timeout(AGAIN_MS))
      return
    }
    this.#known.delete(ask.id)
    this.asked(ask)
  }

  /** Makes and fills in the answer, as long as Discord accepts one and this process leads. */
  async #finish({ ask, takenAt }: Taken): Promise<void> {
    let told = false
    for (;;) {
      const signal = this.#leading?.signal
      if (signal === undefined || signal.aborted) return
      if (Math.abs(this.#clock.now() - takenAt) >= TOKEN_MS) return this.#done(ask)
      const reply = await this.#replyTo(ask)
      if (signal.aborted) return
      if (reply !== null || !told) {
        const answered = await this.#replies.finish(ask, reply ?? AWAY, signal)
        told = answered.kind === 'done'
        if (answered.kind === 'refused')
          this.#log.warn('desk_refused', { ask: nameOfAsk(ask), status: answered.status, reason: answered.why })
        if (answered.kind === 'refused' || (told && reply !== null)) return this.#done(ask)
        if (answered.kind === 'retry') await this.#clock.sleep(Math.max(answered.afterMs ?? AGAIN_MS, 250), signal)
        if (answered.kind === 'retry') continue
      }
      await this.#clock.sleep(AGAIN_MS, signal)
    }
  }

  /** @returns null: the store does not answer; try again */
  async #replyTo(ask: Ask): Promise<Reply | null> {
    try {
      return await answerTo(ask, this.#answers)
    } catch (error) {
      const reason = error instanceof Error ? `${nameOf(error)}: ${error.message}` : nameOf(error)
      this.#log.error('desk_failed', { ask: nameOfAsk(ask), reason })
      return error instanceof StoreError ? null : say('That went wrong inside the bot; its log says how.')
    }
  }

  /** If this cannot be recorded, the next process gives the same answer once more. */
  async #done(ask: Ask): Promise<void> {
    await this.#pending.done(ask.id).catch(() => {})
  }
}

const AWAY = say(
  'The bot’s memory does not answer at the moment. The answer will appear here as soon as it does, within a quarter of an hour.',
)
