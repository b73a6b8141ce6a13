import type { FloodSettings } from '../alerts/flood.ts'
import type { EventsWanted } from '../alerts/places/meetings.ts'
import type { FirstRun } from '../alerts/timing.ts'
import type { DeskSettings } from '../desk/permission.ts'
import type { Level } from '../rules/rule-set.ts'
import type { StoryType } from '../rules/verdict.ts'

/** Where the address of a route's webhook is kept: it is a secret, and so is in no config file. */
export type WebhookSource =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }

/** Where alerts go. `channel` null: that of DISCORD_CHANNEL_ID, or the webhook's. */
export interface Route {
  readonly channel: string | null
  /** A webhook of the route's own, instead of a channel; null: none. */
  readonly webhook: WebhookSource | null
  /** Name of the posts that the webhook makes in a forum, {title} for the headline; null: its channel is no forum. */
  readonly threadName: string | null
  /** Whether follow-ups of a card go into a thread below it; for a bot in a text channel only. */
  readonly threads: boolean
  /** Whether messages are published to following servers; for a bot in an announcement channel only. */
  readonly crosspost: boolean
  /** Which coming events of its stories become scheduled events of the channel's server; for a bot only; null: none. */
  readonly events: EventsWanted | null
  /** Types of alerts that are also posted here, whatever route their rules name. */
  readonly types: readonly StoryType[]
  /** BCP 47 primary language of those who read it; null: that of the settings. */
  readonly language: string | null
  /** Hours in which messages come without a sound; null: none. `timeZone` null: that of the settings. */
  readonly quiet: {
    readonly from: string
    readonly to: string
    readonly timeZone: string | null
    readonly still: 'high' | 'nothing'
  } | null
  /** Role that alerts of priority high may ping. */
  readonly pingRole: string | null
  /** How much is alerted on it; null: as in the settings. */
  readonly alert: Level | number | null
}

/** How long the store keeps what is no longer open, in ms. */
export interface Keep {
  /** Entries that were seen, since a feed last showed them. */
  readonly seenMs: number
  /** Items with their decisions, stories, deliveries and events. */
  readonly archiveMs: number
}

/** config/settings.yaml with defaults filled in; durations in ms. */
export interface Settings {
  /** Cron expression in UTC: when to look for feeds that are due. */
  readonly wake: string
  readonly intervalMs: number
  readonly runDeadlineMs: number
  /** IANA zone of dates shown outside Discord. */
  readonly timeZone: string
  /** How much is alerted: a level, or the score that an item needs. */
  readonly alert: Level | number
  readonly firstRun: FirstRun
  readonly maxAgeMs: number
  readonly keep: Keep
  /** Whether standby processes fetch a share of the feeds for the leader. */
  readonly sharedFetch: boolean
  readonly contact: string
  readonly allowHosts: readonly string[]
  readonly hostPauseMs: number
  readonly routes: Readonly<Record<string, Route>>
  readonly operationsChannel: string | null
  /** Where a bot with an empty store announces that it has started; null: in the operations channel, or else in the default one. */
  readonly firstStart: 'channel' | 'operations' | 'off' | null
  readonly onUncertain: 'resend' | 'hold'
  readonly nonceWindowMs: number
  readonly stories: { readonly quietMs: number; readonly developments: 'reply' | 'off' }
  /** null: every alert is a message of its own. */
  readonly flood: FloodSettings | null
  readonly articles: boolean
  /** BCP 47 primary language of those who read the cards: sentences in it are preferred. */
  readonly language: string
  readonly summary: { readonly dailyRequests: number; readonly deadlineMs: number }
  readonly digest: { readonly cron: string; readonly days: number; readonly route: string } | null
  /** What people may ask a bot and change in Discord; null: nothing. */
  readonly desk: DeskSettings | null
  readonly http: { readonly port: number; readonly host: string } | null
}
