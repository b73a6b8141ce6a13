import { classify, isInvalidAnswer } from '../../alerts/delivery/failures.ts'
import type { Outcome } from '../../alerts/delivery/settle.ts'
import {
  type EventStep,
  meetingsOf,
  planEvents,
  readScheduled,
  replaced,
  SCHEDULED,
  type Scheduled,
  scheduledAs,
  type ToldEvent,
} from '../../alerts/places/meetings.ts'
import { EVENTS_NEEDED, invitation } from '../../desk/permission.ts'
import type { EventsWay, Sender } from '../../io/discord/sender.ts'
import type { Outbox } from '../deliver/outbox.ts'
import type { Notices } from '../notices.ts'
import type { World } from '../world.ts'

const SEND_MS = 20_000
const DAY = 86_400_000
/** Pause after a server refused an event, in ms. */
const REST_MS = 3_600_000
/** Discord's page "Opcodes and Status Codes", JSON error codes. */
const UNKNOWN_EVENT = 10070
const TOO_MANY = 30038

export interface CalendarParts {
  readonly world: Pick<World, 'clock' | 'log' | 'store' | 'decisions'>
  readonly sender: Pick<Sender, 'events' | 'guildOf'>
  readonly channelOf: (route: string) => string | null
  readonly notices: Pick<Notices, 'say'>
  readonly heed: Outbox['heed']
}

/**
 * Keeps servers' scheduled events in line with the stories: each coming meeting gets an event, which moves and is cancelled with it. A step is
 * recorded after it is done; if the process ends before that, the event is found again by its marker.
 */
export class Calendar {
  readonly #parts: CalendarParts
  /** By server: when one that refused may be asked again, in ms since 1970. */
  readonly #rests = new Map<string, number>()

  constructor(parts: CalendarParts) {
    this.#parts = parts
  }

  /** @throws StoreError */
  async run(signal: AbortSignal): Promise<void> {
    const { world, sender } = this.#parts
    const { store, clock } = world
    const way = sender.events?.() ?? null
    if (way === null) return
    let scheduled = readScheduled(await store.fact(SCHEDULED))
    const wanted = await this.#wanted(signal)
    if (wanted === null) return
    for (const step of planEvents(wanted, scheduled, clock.now())) {
      if (signal.aborted) return
      const done = await this.#do(step, way, AbortSignal.any([signal, AbortSignal.timeout(SEND_MS)]))
      if (done === null) continue
      scheduled = replaced(scheduled, step.kind === 'create' ? null : step.from, done.to)
      await store.saveFact(SCHEDULED, scheduled)
    }
  }

  /** @returns null: a route's server is not known at the moment, so events that seem unwanted must not be cancelled */
  async #wanted(signal: AbortSignal) {
    const { world, sender, channelOf } = this.#parts
    const { store, clock, decisions } = world
    const { routes } = decisions().settings
    const lead = Object.entries(routes).filter(([, route]) => route.events !== null && route.webhook === null)
    if (lead.length === 0) return []
    const told = await this.#told(await store.events(clock.now() - DAY))
    const meetings = []
    for (const [name, { events, types }] of lead) {
      const channel = channelOf(name)
      const guild =
        channel === null
          ? null
          : await sender.guildOf?.(channel, AbortSignal.any([signal, AbortSignal.timeout(SEND_MS)]))
      if (guild == null) return null
      const ofRoute = told.filter(one => one.route === name || types.includes(one.type))
      meetings.push(...meetingsOf(guild, ofRoute, events ?? 'meetings'))
    }
    return meetings
  }

  async #told(events: Awaited<ReturnType<World['store']['events']>>) {
    const told: (ToldEvent & { readonly route: string })[] = []
    for (const event of events) {
      const story = await this.#parts.world.store.story(event.storyId)
      if (story?.telling == null) continue
      const { route, card } = story.telling
      told.push({ ...event, route, thread: story.thread ?? story.id, type: card.type, where: card.brief.where })
    }
    return told
  }

  /** @returns the record that replaces the old one; null: the step failed, and is tried again later */
  async #do(step: EventStep, way: EventsWay, signal: AbortSignal): Promise<{ readonly to: Scheduled | null } | null> {
    const { log, clock } = this.#parts.world
    if (step.kind === 'forget') return { to: null }
    const { guildId } = step.kind === 'cancel' ? step.from : step.to
    if ((this.#rests.get(guildId) ?? 0) > clock.now()) return null
    const outcome = await this.#ask(step, way, signal)
    if (outcome.kind === 'sent') {
      const name = step.kind === 'cancel' ? step.from.date : `${step.to.date} ${step.to.name}`
      log.info('event', { step: step.kind, guild: guildId, event: outcome.messageId, name })
      return { to: step.kind === 'cancel' ? null : scheduledAs(step.to, outcome.messageId) }
    }
    if (outcome.kind === 'refused' && outcome.code === UNKNOWN_EVENT)
      return { to: step.kind === 'change' ? scheduledAs(step.to, null) : null }
    await this.#refused(guildId, outcome, way, signal)
    // An event that has begun or is over can no longer be cancelled.
    const over = step.kind === 'cancel' && outcome.kind === 'refused' && outcome.status === 400
    return over ? { to: null } : null
  }

  async #ask(step: Exclude<EventStep, { kind: 'forget' }>, way: EventsWay, signal: AbortSignal): Promise<Outcome> {
    if (step.kind === 'cancel') return way.cancel(step.from.guildId, step.from.eventId ?? '', signal)
    if (step.kind === 'change') return way.change(step.from.eventId ?? '', step.to, signal)
    return (await way.find(step.to, signal)) ?? way.create(step.to, signal)
  }

  async #refused(
    guildId: string,
    outcome: Exclude<Outcome, { kind: 'sent' }>,
    way: EventsWay,
    signal: AbortSignal,
  ): Promise<void> {
    const { world, notices, heed } = this.#parts
    world.log.debug('event_not_done', { guild: guildId, reason: outcome.why })
    const status = outcome.kind === 'uncertain' ? null : outcome.status
    if (status !== null && isInvalidAnswer(status)) await heed(guildId, { kind: 'none' }, true)
    if (outcome.kind !== 'refused' || outcome.status >= 500) return
    this.#rests.set(guildId, world.clock.now() + REST_MS)
    const application = outcome.status === 403 ? await way.applicationId(signal) : null
    const todo =
      application !== null
        ? `The bot lacks Create Events: open ${invitation(application, EVENTS_NEEDED)} and choose the server.`
        : outcome.code === TOO_MANY
          ? 'The server has as many events as Discord allows (100): end some of them.'
          : `Discord refuses: ${classify(outcome.status, outcome.code).why}${outcome.why === '' ? '' : `: ${outcome.why}`}.`
    const text = `Coming meetings cannot be added to the events of server ${guildId}. ${todo} Alerts go on; it is tried again every hour.`
    void notices.say({ key: `events ${guildId}`, text, over: false })
  }
}
