export const FEED_KINDS = [
  'wire',
  'broadcaster',
  'newspaper',
  'government',
  'state-media',
  'specialist',
  'think-tank',
  'aggregator',
] as const
export type FeedKind = (typeof FEED_KINDS)[number]

/** A feed as config/feeds.yaml describes it, with defaults filled in. */
export interface Feed {
  readonly id: string
  readonly name: string
  /** Set if feeds.yaml gives no name: `name` is then the host, and items carry the feed's own title. */
  readonly nameFromFeed?: true
  readonly url: string
  readonly homepage: string | null
  /** BCP 47 primary language: en, ko, ja, zh …; '': detected from the feed and its texts. */
  readonly language: string
  /** ISO 3166 alpha-2; null: not known. */
  readonly country: string | null
  readonly kind: FeedKind
  /** Who is behind the outlet, in words for readers: "DPRK state media". */
  readonly affiliation: string | null
  /** IANA zone in which the outlet writes dates that name none. */
  readonly timeZone: string
  /** Whether the whole address is a credential; values under names such as `key` and `token` are secret even without this. */
  readonly secret?: boolean
  /** Extra request headers. */
  readonly headers: Readonly<Record<string, string>>
  /** Poll interval in ms; null: that of settings.yaml. */
  readonly intervalMs: number | null
  /** Whether linked pages may be fetched for summaries. */
  readonly articles: boolean
  readonly enabled: boolean
}
