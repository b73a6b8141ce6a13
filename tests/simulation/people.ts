import assert from 'node:assert/strict'
import { CARD_PRESSES } from '../../src/alerts/card/buttons.ts'
import { pressId } from '../../src/alerts/card/press.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import type { Bot } from '../../src/bot/bot.ts'
import { Desk } from '../../src/bot/desk/desk.ts'
import { type Ask, TOKEN_MS, type Wanted } from '../../src/desk/ask.ts'
import { UNDO } from '../../src/desk/steer.ts'
import { readSteering, STEERING } from '../../src/desk/steering.ts'
import type { Answered } from '../../src/io/discord/bot/replies.ts'
import type { ArchivedItem, Store } from '../../src/io/store/store.ts'
import { idOf } from '../../src/text/id.ts'
import type { Chance } from './chance.ts'
import type { Process } from './memory.ts'
import type { Newsroom } from './newsroom.ts'

export const GUILD = '400000000000000001'
const MINUTE = 60_000
const DONE: Answered = { kind: 'done' }
const AGAIN: Answered = { kind: 'retry', afterMs: 1000, why: 'no answer' }

/** A time in which something was known to hold: from its answer to its end, or to the ask that ends it. By the bot's clock. */
interface Held {
  readonly from: number
  until: number
}

/** What an ask is about: asks about the same change what each other came to. */
function subjectOf(wants: Wanted): string {
  if (wants.kind === 'button') return wants.press.startsWith(UNDO) ? 'mute' : 'none'
  return wants.kind === 'command' && (wants.name === 'pause' || wants.name === 'resume')
    ? 'pause'
    : wants.kind === 'command'
      ? wants.name
      : 'none'
}

/** Who steers the bot in Discord while it crashes: asks, what was answered, and so what must hold. It outlives the processes of a run. */
export class People {
  /** Asks that were made, and those of which the answer was seen. */
  asked = 0
  readonly answered = new Set<string>()
  readonly #chance: Chance
  readonly #now: () => number
  readonly #room: Newsroom
  readonly #mutes = new Map<string, Held & { readonly outlet: string | null }>()
  #pause: Held | null = null
  readonly #waiting = new Map<string, { readonly ask: Ask; readonly seen: () => void }>()

  constructor(chance: Chance, now: () => number, room: Newsroom) {
    this.#chance = chance
    this.#now = now
    this.#room = room
  }

  /** The desk of one process. @param faulty whether a step of an answer fails or ends the process, with so much probability */
  desk(bot: Bot, process: Process, faulty: (probability: number) => boolean): Desk {
    const step = async (then: () => Answered): Promise<Answered> => {
      // Of a process that is no more nothing is heard.
      if (process.crashed) return new Promise(() => {})
      if (faulty(0.03)) return this.#end(process)
      const answer = faulty(0.1) ? AGAIN : then()
      return faulty(0.03) ? this.#end(process) : answer
    }
    return new Desk({
      bot,
      replies: {
        begin: () => step(() => DONE),
        finish: (ask, { content = '' }) =>
          step(() => {
            if (!/memory does not answer/.test(content)) this.#see(ask, content)
            return DONE
          }),
        complete: async () => DONE,
        register: async () => DONE,
      },
    })
  }

  /** Somebody asks something of a process. Ends when it is answered, or the process is no more. */
  async ask(desk: Desk, process: Process, wants: Wanted): Promise<void> {
    this.asked += 1
    const id = String(500_000_000_000_000_000n + BigInt(this.asked))
    const who = { id: '600000000000000002', name: 'Manager', roles: [], manages: true }
    const place = { applicationId: '1', guildId: GUILD, channelId: '1' }
    const ask: Ask = { id, token: `token-${id}`, at: this.#now(), ...place, who, wants }
    this.#ends(wants)
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.set(id, { ask, seen: resolve })
    desk.asked(ask)
    await Promise.race([promise, process.ended])
  }

  /** What somebody may want now. @param posts cards that stand */
  wish(posts: readonly string[]): Wanted {
    const command = (name: string, options: Readonly<Record<string, string>> = {}) =>
      ({ kind: 'command', name, options }) as const
    const press = (verb: string, about: string): Wanted => ({
      kind: 'button',
      press: pressId(verb, about),
      messageId: '1',
    })
    const mutes = [...this.#mutes.keys()]
    const mute = mutes.length === 0 ? undefined : this.#chance.pick(mutes)
    switch (this.#chance.whole(7)) {
      case 0:
        return command('mute', { outlet: this.#chance.pick(this.#room.feeds).name, for: '20m' })
      case 1:
        return posts.length === 0 ? command('mutes') : press(CARD_PRESSES.mute, this.#chance.pick(posts))
      case 2:
        return mute === undefined ? command('mutes') : press(UNDO, mute)
      case 3:
        return command('quiet', this.#chance.happens(0.5) ? { from: '22:00', to: '07:00' } : { from: 'off' })
      case 4:
        return command('pause', { for: '15m' })
      case 5:
        return command('resume')
      default:
        return posts.length === 0 ? command('status') : press(CARD_PRESSES.notRelevant, this.#chance.pick(posts))
    }
  }

  /** Whether it is known that nothing may be sent now. */
  get paused(): boolean {
    return this.#pause !== null && this.#now() < this.#pause.until
  }

  /** Whatever was muted has its reason, and what was known to be muted made no message. @param stepped whether the clock was set */
  async check(store: Store, deliveries: readonly Delivery[], stepped: boolean): Promise<ReadonlySet<string>> {
    const { mutes } = readSteering(await store.fact(STEERING))
    assert.equal(new Set(mutes.map(one => one.id)).size, mutes.length, 'a mute stands twice')
    assert.ok(
      mutes.every(one => this.#isAsked(one.made.askId)),
      'a mute that nobody asked for',
    )
    const muted = new Set<string>()
    const outlets = new Map<string, string>()
    for await (const { item, outcome, storyId } of store.archived(0) as AsyncIterable<ArchivedItem>) {
      outlets.set(item.id, item.outlet)
      if (!/^recorded, not posted: .* is muted/.test(outcome)) continue
      assert.equal(storyId, null)
      assert.ok(
        mutes.some(one => outcome.includes(`"${one.label.slice(0, 40)}`)),
        `no such mute: ${outcome}`,
      )
      muted.add(item.url ?? '')
    }
    if (stepped) return muted
    for (const { outlet, from, until } of this.#mutes.values()) {
      const told = deliveries.find(
        one =>
          one.gathers === undefined &&
          outlets.get(one.card.lead.itemId) === outlet &&
          one.createdAt > from + MINUTE &&
          one.createdAt < until - MINUTE,
      )
      assert.equal(told?.card.title, undefined, `${outlet} is muted and told`)
    }
    return muted
  }

  #isAsked(askId: string): boolean {
    return BigInt(askId) - 500_000_000_000_000_000n <= BigInt(this.asked)
  }

  /** From the moment of an ask that may end it nothing is known of it any more. */
  #ends(wants: Wanted): void {
    const now = this.#now()
    if (wants.kind === 'command' && (wants.name === 'resume' || wants.name === 'pause')) this.#pause = null
    if (wants.kind === 'command' && wants.name === 'mute')
      for (const one of this.#mutes.values())
        if (one.outlet === wants.options.outlet) one.until = Math.min(one.until, now)
    if (wants.kind === 'button' && wants.press.startsWith(`${UNDO}:`)) {
      const known = this.#mutes.get(wants.press.slice(UNDO.length + 1))
      if (known !== undefined) known.until = Math.min(known.until, now)
    }
  }

  #see({ id }: Ask, content: string): void {
    const first = !this.answered.has(id)
    this.answered.add(id)
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    waiting?.seen()
    if (waiting === undefined || !first || waiting.ask.wants.kind !== 'command') return
    // An ask that is answered late may follow a later one: then nothing is known.
    const subject = subjectOf(waiting.ask.wants)
    const isOpen = ({ ask }: { readonly ask: Ask }) =>
      Math.abs(this.#now() - ask.at) <= TOKEN_MS && subjectOf(ask.wants) === subject
    if ([...this.#waiting.values()].some(isOpen)) return
    const { ask } = waiting
    const { name, options } = waiting.ask.wants
    const now = this.#now()
    if (name === 'mute' && content.startsWith('Muted'))
      this.#mutes.set(idOf(['mute', id], 12), {
        from: now,
        until: ask.at + 20 * MINUTE,
        outlet: String(options.outlet),
      })
    if (name === 'pause' && content.startsWith('Nothing is sent'))
      this.#pause = { from: now, until: ask.at + 15 * MINUTE }
  }

  #end(process: Process): Promise<Answered> {
    try {
      process.crash()
    } catch {}
    return new Promise(() => {})
  }
}
