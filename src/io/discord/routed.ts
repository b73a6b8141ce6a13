import type { EventsWay, Outgoing, PermissionName, Recent, Sender, SendOutcome } from './sender.ts'
import { INVALID_WEBHOOK_TOKEN, UNKNOWN_WEBHOOK, type WebhookSender, webhookIdOf } from './webhook.ts'

/** Sends through one main sender, except for places that belong to a route's own webhook: those go through that webhook. */
export class RoutedSender implements Sender {
  readonly #main: Sender
  readonly #webhooks = new Map<string, WebhookSender>()

  constructor(main: Sender) {
    this.#main = main
  }

  /** The main sender's mode. */
  get mode(): Sender['mode'] {
    return this.#main.mode
  }

  /** Adds a webhook, or replaces the one with the same id. Those that no route names any more stay, to edit what they posted. */
  add(webhook: WebhookSender): void {
    this.#webhooks.set(webhook.id, webhook)
  }

  modeAt(place: string): Sender['mode'] {
    return this.#of(place).mode
  }

  async send(outgoing: Outgoing, signal: AbortSignal): Promise<SendOutcome> {
    return this.#heed(outgoing.channelId, await this.#of(outgoing.channelId).send(outgoing, signal))
  }

  async recent(place: string, since: number, signal: AbortSignal): Promise<Recent> {
    return this.#of(place).recent(place, since, signal)
  }

  forgets(place: string): boolean {
    return this.#of(place).forgets?.(place) ?? false
  }

  async archive(place: string, signal: AbortSignal): Promise<SendOutcome> {
    return (await this.#of(place).archive?.(place, signal)) ?? { kind: 'sent', messageId: '', channelId: place }
  }

  async crosspost(channelId: string, messageId: string, signal: AbortSignal): Promise<SendOutcome> {
    return (
      (await this.#of(channelId).crosspost?.(channelId, messageId, signal)) ?? { kind: 'sent', messageId, channelId }
    )
  }

  events(): EventsWay | null {
    return this.#main.events?.() ?? null
  }

  reaches(place: string): boolean {
    return this.#of(place).reaches(place)
  }

  async guildOf(place: string, signal: AbortSignal): Promise<string | null> {
    return (await this.#of(place).guildOf?.(place, signal)) ?? null
  }

  async remove(place: string, messageId: string, signal: AbortSignal): Promise<SendOutcome> {
    const outcome = await this.#of(place).remove?.(place, messageId, signal)
    return outcome ?? { kind: 'sent', messageId, channelId: place }
  }

  async lacks(
    place: string,
    wanted: readonly PermissionName[],
    signal: AbortSignal,
  ): Promise<readonly PermissionName[] | null> {
    return (await this.#of(place).lacks?.(place, wanted, signal)) ?? null
  }

  async close(): Promise<void> {
    await Promise.all([this.#main, ...this.#webhooks.values()].map(one => one.close()))
  }

  #of(place: string): Sender {
    const id = webhookIdOf(place)
    return id === null ? this.#main : (this.#webhooks.get(id) ?? this.#main)
  }

  /** A wrong webhook address stops its own route only: as "unknown webhook" it is not mistaken for a wrong address of the main sender. */
  #heed(place: string, outcome: SendOutcome): SendOutcome {
    const own = this.#of(place) !== this.#main
    if (!own || outcome.kind !== 'refused' || outcome.code !== INVALID_WEBHOOK_TOKEN) return outcome
    return { ...outcome, code: UNKNOWN_WEBHOOK }
  }
}
