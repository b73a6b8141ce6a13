import { setImmediate } from 'node:timers/promises'
import { render } from '../alerts/card/render.ts'
import { placeOfDirect } from '../alerts/places/direct.ts'
import { openingOf } from '../alerts/places/opening.ts'
import { readPlace } from '../alerts/places/place.ts'
import type { Route } from '../config/settings.ts'
import { modeAt, type Sender } from '../io/discord/sender.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Log } from '../io/ops/log.ts'
import type { Metrics } from '../io/ops/measure/metrics.ts'
import type { Store } from '../io/store/store.ts'
import { type Breathe, breather } from '../text/breath.ts'
import { renderDuration } from '../text/time/duration.ts'
import { linksOf } from './deliver/message-links.ts'
import { sayNoThread } from './deliver/no-thread.ts'
import { Outbox } from './deliver/outbox.ts'
import type { OutboxNotice } from './deliver/outbox-parts.ts'
import { DigestDue } from './digest/due-digest.ts'
import type { DigestParts } from './digest/post-digest.ts'
import { placeOfRoute, type WebhookPlaces } from './discord.ts'
import { Calendar } from './errands/calendar.ts'
import { errandsOf } from './errands/errand-list.ts'
import { Errands } from './errands/errands.ts'
import { Publishing } from './errands/publishing.ts'
import { OPERATIONS } from './first-start.ts'
import { Notices } from './notices.ts'
import { Fetcher } from './poll/fetcher.ts'
import { Replica } from './poll/replica.ts'
import { Watch } from './poll/watch.ts'
import { LostCards } from './tell/lost-cards.ts'
import { guildFor, isQuietFor } from './tell/message-facts.ts'
import { languageOf } from './tell/plan-messages.ts'
import { DirectClosed } from './tell/watchers.ts'
import type { Decisions, World } from './world.ts'

export interface BotParts {
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly sender: Sender
  /** Channel for routes that name none. */
  readonly defaultChannel: string
  /** Places of routes with a webhook of their own; missing: no route has one. */
  readonly webhookPlaces?: WebhookPlaces
  readonly metrics: Metrics
  readonly decisions: () => Decisions
  readonly poll: World['poll']
  readonly article: World['article']
  readonly summarise: World['summarise']
  /** Default: nothing is proposed. */
  readonly propose?: World['propose']
  /** Whether the bot answers people in Discord, so that cards may have buttons. */
  readonly desk?: boolean
  /** This process's name among those that share the store; missing: it polls all feeds itself. */
  readonly replicaName?: string
  /** Shared by all work in this thread; default: the bot makes its own. */
  readonly breathe?: Breathe
}

/** The assembled bot, as `run`, `once`, `demo` and the simulation drive it. */
export interface Bot {
  readonly world: World
  readonly watch: Watch
  readonly outbox: Outbox
  readonly notices: Notices
  readonly digest: DigestParts
  /** This process among those that share the store, and what it polls while it does not lead; null: no other process can share it. */
  readonly replica: Replica | null
  readonly fetcher: Fetcher | null
  /** Work in Discord besides messages. */
  readonly errands: Errands
  readonly sender: Sender
  /** Place of a route's messages; null: none. */
  readonly channelOf: (route: string) => string | null
  /** Resolves once something is stored that can be sent. */
  somethingToSend(): Promise<void>
}

/** Joins the parts of a bot. Reads nothing and starts nothing. */
export function assemble(parts: BotParts): Bot {
  const { clock, log, store, sender, metrics, decisions } = parts
  const route = (name: string): Route | undefined => decisions().settings.routes[name]
  const channelOf = (name: string) => {
    const direct = placeOfDirect(name)
    if (direct !== null) return sender.mode === 'bot' ? direct : null
    return name === OPERATIONS
      ? ((sender.mode === 'bot' ? decisions().settings.operationsChannel : null) ?? parts.defaultChannel)
      : placeOfRoute(name, decisions().settings, sender, parts.defaultChannel, parts.webhookPlaces)
  }
  const notices = new Notices({
    clock,
    log,
    sender,
    channel: () => decisions().settings.operationsChannel,
    webhook: parts.defaultChannel,
  })
  const bell = new Bell()
  const cards = new LostCards(store, place => sender.reaches(place))
  const directClosed = new DirectClosed(store, () => clock.now())
  const publishing = new Publishing({
    store,
    sender,
    now: () => clock.now(),
    publishes: name => route(name)?.crosspost === true,
    notices,
    heed: (...heard) => outbox.heed(...heard),
  })
  const outbox: Outbox = new Outbox({
    store,
    sender,
    now: () => clock.now(),
    steady: () => clock.steady(),
    render: async (delivery, replyTo) =>
      render(delivery, {
        pingRole: route(delivery.route)?.pingRole ?? null,
        replyTo,
        thread: readPlace(delivery.place ?? '')?.thread ?? null,
        showsReplies: modeAt(sender, delivery.place) !== 'webhook',
        timeZone: decisions().settings.timeZone,
        buttons:
          parts.desk === true &&
          decisions().settings.desk !== null &&
          modeAt(sender, delivery.place) === 'bot' &&
          delivery.directOf === undefined,
        quiet: await isQuietFor(delivery, store, decisions().settings, clock.now()),
        guildId: await guildFor(delivery, store, sender, channelOf),
        linkOf: await linksOf(delivery, store, sender),
      }),
    opening({ card, route: name }) {
      const { settings } = decisions()
      return openingOf(card, languageOf(settings, name), settings.stories.quietMs)
    },
    closed: async delivery => {
      await directClosed.note(delivery)
      bell.ring()
    },
    tries: delivery => publishing.note(delivery),
    threadsOf: name => route(name)?.threads === true,
    channelOf,
    settings: () => decisions().settings,
    onNotice(notice) {
      if (notice.kind === 'settled') cards.note(notice.delivery)
      hear(notice, parts, notices)
    },
  })
  const world: World = {
    clock,
    log,
    store,
    decisions,
    poll: parts.poll,
    article: parts.article,
    summarise: parts.summarise,
    propose: parts.propose ?? (async () => null),
    breathe: parts.breathe ?? breather(() => clock.steady(), setImmediate),
    notice: (key, text, over) => void notices.say({ key, text, over }),
    delivered: () => bell.ring(),
    placeOf: channelOf,
  }
  const due = new DigestDue(store, () => clock.now())
  const digest = { clock, log, store, sender, decisions, channelOf, due, outbox }
  const replica =
    parts.replicaName === undefined || store.answers === null
      ? null
      : new Replica({ name: parts.replicaName, store, clock, log, shares: () => decisions().settings.sharedFetch })
  const fetcher = replica === null ? null : new Fetcher(world, replica, () => metrics.answer('handed'))
  const watch = new Watch(world, cards, replica)
  const heed: Outbox['heed'] = (...heard) => outbox.heed(...heard)
  const calendar = new Calendar({ world, sender, channelOf, notices, heed })
  const errands = new Errands(errandsOf({ world, sender, publishing, calendar }), () => clock.steady(), log)
  const somethingToSend = () => bell.rung()
  return { world, watch, outbox, notices, digest, errands, replica, fetcher, sender, channelOf, somethingToSend }
}

function hear(notice: OutboxNotice, { clock, log, metrics, sender }: BotParts, notices: Notices): void {
  switch (notice.kind) {
    case 'settled': {
      const { id, state, action, card, route } = notice.delivery
      if (state.at === 'sent') {
        const rules = card.rules.join(', ')
        const why = rules === '' ? {} : { rules, words: card.words.join(', ') }
        const facts = { delivery: id, kind: action.kind, message: state.messageId, ...why }
        const by = rules === '' ? '' : ` – ${rules}`
        log.info('sent', facts, `sent (${action.kind}): “${card.title}”${by}`)
        if (action.kind !== 'edit' && card.publishedAt !== null)
          metrics.posted((state.sentAt - card.publishedAt) / 1000)
      } else if (state.at === 'set-aside') {
        const text = `An alert was set aside: ${state.why}. It is kept in the store (delivery ${id}, route ${route}); later ones are still sent.`
        void notices.say({ key: `set-aside ${id}`, text, over: false })
      } else log.debug('settled', { delivery: id, state: state.at })
      return
    }
    case 'channel-paused': {
      const next = notice.again ? 'It is tried again every hour.' : 'It is not tried again until a person fixes this.'
      const text = `Channel ${notice.channelId} takes no messages: ${notice.why}. ${next} Nothing is lost: alerts wait in the store.`
      void notices.say({ key: `channel ${notice.channelId}`, text, over: false })
      return
    }
    case 'channel-late': {
      const text = `Channel ${notice.channelId} is behind: a message has been tried for minutes (${notice.why}). It is retried at least every quarter of an hour; later messages wait in the store.`
      void notices.say({ key: `channel ${notice.channelId}`, text, over: false })
      return
    }
    case 'card-gone': {
      const { id, storyId, card } = notice.post
      const effect = 'the next report of its story is a new message'
      log.warn('card_gone', { delivery: id, story: storyId, title: card.title, reason: notice.why, effect })
      return
    }
    case 'no-thread':
      void sayNoThread(notice.channelId, sender, notices)
      return
    case 'channel-resumed':
      void notices.say({
        key: `channel ${notice.channelId}`,
        text: `Channel ${notice.channelId} takes messages again.`,
        over: true,
      })
      return
    case 'all-paused':
      log.warn('discord_paused', { for: renderDuration(notice.until - clock.now()), reason: notice.why })
      return
  }
}

/** A bell that remembers a ring until someone waits for it. */
class Bell {
  #rung = false
  #wake: (() => void) | null = null

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  async rung(): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    this.#rung = false
    this.#wake = null
  }
}
