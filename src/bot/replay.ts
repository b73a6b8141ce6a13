import type { Message } from '../alerts/card/message.ts'
import type { Delivery } from '../alerts/delivery.ts'
import type { Config } from '../config/config.ts'
import { describeClaim } from '../events/describe.ts'
import type { Feed } from '../feeds/feed.ts'
import type { Item } from '../feeds/item.ts'
import { unknownState } from '../feeds/schedule/learn.ts'
import type { Sender } from '../io/discord/sender.ts'
import { NO_METRICS } from '../io/ops/measure/metrics.ts'
import { openMemory } from '../io/store/adapters/memory-adapter.ts'
import { openOver } from '../io/store/open-store.ts'
import type { Store } from '../io/store/store.ts'
import { assemble, type Bot } from './bot.ts'
import { decisionsOf } from './decisions.ts'
import type { Decisions } from './world.ts'

/** A past item. */
export interface PastReport {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly outlet: string
  readonly language: string
  readonly url: string | null
  /** When it arrived, in ms since 1970. */
  readonly at: number
}

/** What the bot did with the item. */
export interface Replayed {
  readonly alert: boolean
  readonly story: string | null
  readonly thread: string | null
  readonly message: 'post' | 'reply' | 'edit' | 'none'
  readonly because: readonly string[]
}

const SENT = { kind: 'sent', channelId: 'replay' } as const
const FOREVER_MS = 1e13

/** The whole bot over a store in memory, with the items' own clock: what `run` would have done, item by item. */
export class Replay {
  readonly #bot: Bot
  readonly #store: Store
  readonly #turn: Turn
  readonly #decisions: Decisions
  readonly #channel: Map<string, Message>
  readonly #signal = new AbortController().signal

  private constructor(bot: Bot, store: Store, turn: Turn, decisions: Decisions, channel: Map<string, Message>) {
    this.#bot = bot
    this.#store = store
    this.#turn = turn
    this.#decisions = decisions
    this.#channel = channel
  }

  static async open(config: Config): Promise<Replay> {
    const settings = {
      ...config.settings,
      firstRun: { kind: 'since' as const, ms: FOREVER_MS },
      maxAgeMs: FOREVER_MS,
      articles: false,
      // Reports are often dated by day, so how many came within minutes is unknown.
      flood: null,
    }
    const feed = feedOf()
    const decisions = { ...decisionsOf({ ...config, settings }), feeds: [feed] }
    const turn: Turn = { now: 0, item: null }
    const store = await openOver(openMemory())
    const channel = new Map<string, Message>()
    const bot = assemble({
      clock: { now: () => turn.now, steady: () => turn.now, sleep: async () => {} },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      store,
      sender: senderInto(channel),
      defaultChannel: 'replay',
      metrics: NO_METRICS,
      decisions: () => decisions,
      poll: async () => ({
        kind: 'read',
        items: turn.item === null ? [] : [turn.item],
        problems: [],
        state: { ...unknownState(feed, null, 0), read: true },
        notices: [],
      }),
      article: async () => null,
      summarise: async () => null,
    })
    return new Replay(bot, store, turn, decisions, channel)
  }

  /** Ingests one item; items must be in order of time. */
  async play(report: PastReport): Promise<Replayed> {
    const { id, title, summary, outlet, language, url } = report
    this.#turn.now = Math.max(this.#turn.now + 1, report.at)
    const now = this.#turn.now
    this.#turn.item = {
      id,
      keys: [`guid:${id}`],
      feedId: 'replay',
      outlet,
      url,
      title,
      summary,
      language,
      publishedAt: now,
      firstSeenAt: now,
    }
    await this.#bot.watch.look(this.#signal, () => {}, 'all')
    const made = (await this.#store.openDeliveries()).filter(delivery => delivery.itemIds.includes(id))
    const kept = await this.#store.archivedItem(id)
    await this.#bot.outbox.drain(this.#signal)
    const story = kept?.storyId == null ? null : await this.#store.story(kept.storyId)
    const event = this.#decisions.reading({ id, title, summary, language, outlet, url, at: now })
    return {
      alert: kept?.verdict.alert ?? false,
      story: story?.id ?? null,
      thread: story?.thread ?? null,
      message: messageOf(made),
      because: [kept?.outcome ?? 'not recorded', ...event.claims.slice(0, 3).map(describeClaim)],
    }
  }

  /** The channel's messages in their present form, in order of first posting. */
  messages(): readonly Message[] {
    return [...this.#channel.values()]
  }

  async close(): Promise<void> {
    await this.#store.close()
  }
}

interface Turn {
  now: number
  item: Item | null
}

function messageOf(made: readonly Delivery[]): Replayed['message'] {
  const kinds = new Set(made.map(delivery => delivery.action.kind))
  return (['post', 'reply', 'edit'] as const).find(kind => kinds.has(kind)) ?? 'none'
}

function senderInto(channel: Map<string, Message>): Sender {
  return {
    mode: 'bot',
    async send({ nonce, edits, message }) {
      const messageId = edits ?? nonce
      channel.set(messageId, message)
      return { ...SENT, messageId }
    },
    recent: async () => ({ kind: 'read', messages: [] }),
    reaches: () => true,
    close: async () => {},
  }
}

function feedOf(): Feed {
  return {
    id: 'replay',
    name: 'Replay',
    url: 'https://replay.invalid/',
    homepage: null,
    language: 'en',
    country: 'US',
    kind: 'wire',
    affiliation: null,
    timeZone: 'UTC',
    headers: {},
    intervalMs: null,
    articles: false,
    enabled: true,
  }
}
