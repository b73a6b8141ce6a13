import { markerIn } from '../../src/alerts/card/marker.ts'
import type { Message } from '../../src/alerts/card/message.ts'
import type { Outgoing, Recent, Sender, SendOutcome } from '../../src/io/discord/sender.ts'
import type { Chance } from './chance.ts'
import type { Process } from './memory.ts'
import { GUILD } from './people.ts'

interface Posted {
  readonly id: string
  readonly channelId: string
  readonly nonce: string
  readonly at: number
  message: Message
  deleted: boolean
}

/** Discord as FACTS about it are known: it outlives the processes of a run. */
export class SimulatedDiscord {
  /** Every message ever made, in order. */
  readonly posted: Posted[] = []
  /** Whether faults happen at all. */
  faults = true
  permitted = true
  /** Where the bot may not write, or what is no more. */
  readonly lost = new Set<string>()
  readonly nonceMemoryMs: number
  /** Messages and edits that were taken. */
  taken = 0
  readonly #chance: Chance
  readonly #now: () => number

  constructor(chance: Chance, now: () => number, nonceMemoryMs: number) {
    this.#chance = chance
    this.#now = now
    this.nonceMemoryMs = nonceMemoryMs
  }

  /** The way of one process to Discord. */
  sender(process: Process): Sender {
    const mayCrash = () => {
      process.live()
      if (this.faulty(0.02)) process.crash()
    }
    return {
      mode: 'bot',
      send: async outgoing => {
        mayCrash()
        const outcome = this.#answer(outgoing)
        mayCrash()
        return outcome
      },
      recent: async channelId => {
        mayCrash()
        if (this.faulty(0.1)) return { kind: 'failed', why: 'no answer' }
        return this.#refusal(channelId) ?? this.#recent(channelId)
      },
      reaches: () => true,
      guildOf: async () => GUILD,
      close: async () => {},
    }
  }

  deleteOne(): void {
    const standing = this.posted.filter(one => !one.deleted)
    if (standing.length > 0) this.#chance.pick(standing).deleted = true
  }

  /** Whether something fails now. */
  faulty(probability: number): boolean {
    return this.faults && this.#chance.happens(probability)
  }

  #refusal(channelId: string): { kind: 'refused'; status: number; code: number; why: string } | null {
    if (this.lost.has(channelId)) return { kind: 'refused', status: 404, code: 10003, why: 'Unknown Channel' }
    return this.permitted ? null : { kind: 'refused', status: 403, code: 50013, why: 'Missing Permissions' }
  }

  #answer(outgoing: Outgoing): SendOutcome {
    const refusal = this.#refusal(outgoing.channelId)
    if (refusal !== null) return refusal
    if (this.faulty(0.25)) return this.#fault(outgoing)
    return this.#take(outgoing)
  }

  #fault(outgoing: Outgoing): SendOutcome {
    switch (this.#chance.whole(7)) {
      case 0:
        return {
          kind: 'retry',
          afterMs: 1000 + this.#chance.whole(60_000),
          scope: 'channel',
          status: 429,
          why: 'rate limit',
        }
      case 1:
        return {
          kind: 'retry',
          afterMs: null,
          scope: this.#chance.pick(['channel', 'all'] as const),
          status: 429,
          why: 'rate limit',
        }
      case 2:
        return { kind: 'refused', status: 500, code: null, why: 'failed before it took the message' }
      case 3:
        this.#take(outgoing)
        return { kind: 'refused', status: 502, code: null, why: 'failed after it took the message' }
      case 4:
        this.#take(outgoing)
        return { kind: 'uncertain', why: 'accepted, then timeout' }
      case 5:
        this.#take(outgoing)
        return { kind: 'uncertain', why: '200 with HTML' }
      default:
        return { kind: 'uncertain', why: 'reset before it was accepted' }
    }
  }

  #take({ edits, nonce, message, channelId }: Outgoing): SendOutcome {
    this.taken += 1
    if (edits !== null) {
      const found = this.posted.find(one => one.id === edits && one.channelId === channelId)
      if (found === undefined || found.deleted)
        return { kind: 'refused', status: 404, code: 10008, why: 'Unknown Message' }
      found.message = message
      return { kind: 'sent', messageId: found.id, channelId }
    }
    // Discord may well know a nonce in its own channel only: nothing may rest on more.
    const isKnown = (one: Posted) => one.nonce === nonce && one.channelId === channelId
    const known = this.posted.find(one => isKnown(one) && this.#now() - one.at <= this.nonceMemoryMs)
    if (known?.deleted === true) return { kind: 'refused', status: 400, code: 10008, why: 'Unknown Message' }
    if (known !== undefined) return { kind: 'sent', messageId: known.id, channelId }
    const id = String(1_000_000 + this.posted.length)
    this.posted.push({ id, channelId, nonce, at: this.#now(), message, deleted: false })
    return { kind: 'sent', messageId: id, channelId }
  }

  #recent(channelId: string): Recent {
    const standing = this.posted.filter(one => !one.deleted && one.channelId === channelId).slice(-100)
    const messages = standing.flatMap(({ id, message }) => {
      const marker = markerIn(message.embeds)
      return marker === null ? [] : [{ messageId: id, marker }]
    })
    return { kind: 'read', messages }
  }
}
