/** One entry, normalised: plain texts, absolute address, one instant. What the feed does not say is null, or '' for texts. */
export interface ParsedItem {
  /** guid, atom:id, rdf:about or JSON id as published; null where the entry has none. */
  readonly guid: string | null
  /** Absolute http(s) address of the page. */
  readonly url: string | null
  readonly title: string
  readonly summary: string
  /** ms since 1970 as the feed says it, true or not. */
  readonly published: number | null
  /** BCP 47 primary language, where the entry names one. */
  readonly language: string | null
  /** The publisher an aggregator's entry names. */
  readonly source: string | null
}

/** What a feed says of how often to ask for it; null and empty where it says nothing. */
export interface PollHints {
  readonly ttlMs: number | null
  /** Hours in UTC, 0-23. */
  readonly skipHours: readonly number[]
  /** Days in UTC, 0 = Sunday. */
  readonly skipDays: readonly number[]
  readonly updatePeriodMs: number | null
}

export interface ParsedFeed {
  readonly title: string
  readonly language: string | null
  readonly items: readonly ParsedItem[]
  readonly hints: PollHints
}

/** What reading came to. Problems are what was mended, for the log. */
export type FeedReading =
  | { readonly ok: true; readonly feed: ParsedFeed; readonly problems: readonly string[] }
  | { readonly ok: false; readonly error: string }
