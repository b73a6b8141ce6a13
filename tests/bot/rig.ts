import { render } from '../../src/alerts/card/render.ts'
import type { Delivery } from '../../src/alerts/delivery.ts'
import type { FloodSettings } from '../../src/alerts/flood.ts'
import { openingOf } from '../../src/alerts/places/opening.ts'
import { readPlace } from '../../src/alerts/places/place.ts'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import type { OutboxNotice } from '../../src/bot/deliver/outbox-parts.ts'
import { Publishing } from '../../src/bot/errands/publishing.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import type { Sender } from '../../src/io/discord/sender.ts'
import { WebhookSender, webhookPlace } from '../../src/io/discord/webhook.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { type Store, StoreError } from '../../src/io/store/store.ts'
import { direct } from '../fakes/direct.ts'
import { FakeDiscord } from '../fakes/discord.ts'
import { DAY, DAY0, makeCommit } from '../fakes/records.ts'

export const CHANNEL = '200000000000000001'
export const OTHER = '200000000000000002'
export const NEVER = new AbortController().signal

/** A store, a Discord and one process after the other over them; its clock may be set, Discord's goes on. */
export class Rig {
  readonly discord: FakeDiscord
  readonly store: Store
  readonly notices: OutboxNotice[] = []
  /** ms by which the clock of our machine is off. */
  off = 0
  routes: Record<string, string>
  settings: { onUncertain: 'resend' | 'hold'; nonceWindowMs: number; flood: FloodSettings | null } = {
    onUncertain: 'resend',
    nonceWindowMs: 180_000,
    flood: null,
  }
  /** Whether what follows a card goes into a thread below it. */
  threads = false
  language = 'en'
  /** What becomes of the next writes, one by one: the process ends before or after it. */
  fate: (() => 'before' | 'after' | null) | null = null
  /** Routes whose messages are published. */
  readonly published = new Set<string>()
  /** What operators were told. */
  readonly told: string[] = []
  publishing: Publishing
  sender: Sender
  outbox: Outbox
  readonly #time: { ms: number }

  private constructor(discord: FakeDiscord, store: Store, time: { ms: number }, webhook: string | null) {
    this.discord = discord
    this.store = store
    this.#time = time
    this.routes = { default: webhook === null ? CHANNEL : webhookPlace(webhook, null), other: OTHER }
    this.sender = this.#open(webhook)
    this.publishing = this.#publishing()
    this.outbox = this.#start()
  }

  /** @param webhook id of the webhook, which posts into the channel of the same id; null: as a bot */
  static async open(webhook: string | null = null): Promise<Rig> {
    const time = { ms: DAY0 }
    const discord = await FakeDiscord.start({ now: () => time.ms })
    return new Rig(discord, await openStore('sqlite::memory:'), time, webhook)
  }

  /** What the machine's clock says. */
  get now(): number {
    return this.#time.ms + this.off
  }

  pass(ms: number): void {
    this.#time.ms += ms
  }

  /** The process ends, and another one begins. */
  restart(): void {
    this.publishing = this.#publishing()
    this.outbox = this.#start()
  }

  /** The credentials are changed. */
  async reach(webhook: string | null): Promise<void> {
    await this.sender.close()
    this.sender = this.#open(webhook)
    if (webhook !== null) this.routes = { ...this.routes, default: webhookPlace(webhook, null) }
    this.restart()
  }

  async put(...deliveries: readonly Delivery[]): Promise<void> {
    await this.store.commit(makeCommit({ deliveries }))
  }

  async state(delivery: Delivery): Promise<Delivery['state'] | undefined> {
    return (await this.store.delivery(delivery.id))?.state
  }

  /** Sends what is due, and lets time pass until nothing is left to do by itself. */
  async drainAll(rounds = 40): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      const { nextAt } = await this.outbox.drain(NEVER)
      if (nextAt === null) return
      this.pass(Math.max(1, nextAt - this.now))
    }
  }

  titles(channel = CHANNEL): readonly string[] {
    return this.discord.messages(channel).map(message => message.embeds?.[0]?.title ?? '')
  }

  count(pattern: RegExp): number {
    return this.discord.requests.filter(request => pattern.test(request)).length
  }

  async close(): Promise<void> {
    await Promise.all([this.sender.close(), this.store.close(), this.discord.close()])
  }

  #open(webhook: string | null): Sender {
    const { discord } = this
    if (webhook === null)
      return new BotSender({ dispatcher: direct, token: discord.token, api: discord.url, deadlineMs: 1500 })
    return new WebhookSender(discord.webhookUrl(webhook), { dispatcher: direct, now: () => this.now, deadlineMs: 1500 })
  }

  /** The store, whose writes may be the last that the process does. */
  #breaking(): Pick<Store, 'openDeliveries' | 'delivery' | 'saveDelivery' | 'fact' | 'saveFact'> {
    const { store } = this
    const write = async (work: () => Promise<void>) => {
      const fate = this.fate?.() ?? null
      if (fate === 'before') throw new StoreError('the process ends')
      await work()
      if (fate === 'after') throw new StoreError('the process ends')
    }
    return {
      openDeliveries: () => store.openDeliveries(),
      delivery: id => store.delivery(id),
      fact: name => store.fact(name),
      saveDelivery: delivery => write(() => store.saveDelivery(delivery)),
      saveFact: (name, value) => write(() => store.saveFact(name, value)),
    }
  }

  #publishing(): Publishing {
    return new Publishing({
      store: this.#breaking(),
      sender: this.sender,
      now: () => this.now,
      publishes: route => this.published.has(route),
      notices: { say: async ({ text }) => void this.told.push(text) },
      heed: async () => {},
    })
  }

  #start(): Outbox {
    return new Outbox({
      store: this.#breaking(),
      sender: this.sender,
      now: () => this.now,
      // A new process has a clock of its own that is never set.
      steady: () => this.#time.ms,
      render: (delivery, replyTo) => {
        const thread = readPlace(delivery.place ?? '')?.thread ?? null
        return render(delivery, { pingRole: null, replyTo, thread })
      },
      opening: ({ card }) => openingOf(card, this.language, 3 * DAY),
      tries: delivery => this.publishing.note(delivery),
      threadsOf: () => this.threads,
      channelOf: route => this.routes[route] ?? null,
      settings: () => this.settings,
      onNotice: notice => void this.notices.push(notice),
    })
  }
}
