import type { PollHints } from './fetched.ts'

/** One entry, normalised: plain texts, an absolute address, one instant. What the feed does not say is null, or '' for texts. */
export interface ParsedItem {
  /** guid, atom:id, rdf:about or JSON id as published; null if the entry has none. */
  readonly guid: string | null
  /** Absolute http(s) address of the page. */
  readonly url: string | null
  /** The target of a click-counting service's link (feedburner:origLink); null: not given. */
  readonly originalUrl: string | null
  readonly title: string
  readonly summary: string
  /** ms since 1970 as the feed says, plausible or not. */
  readonly published: number | null
  /** BCP 47 primary language, if the entry names one. */
  readonly language: string | null
  /** The publisher that an aggregator's entry names. */
  readonly source: string | null
  /** The publisher's address, if the entry gives it. */
  readonly sourceUrl: string | null
}

export interface ParsedFeed {
  readonly title: string
  readonly language: string | null
  readonly items: readonly ParsedItem[]
  readonly hints: PollHints
  /** Whether the document came to its end. */
  readonly whole: boolean
}

/** The result of reading. Problems are what was repaired, for the log. */
export type FeedReading =
  | { readonly ok: true; readonly feed: ParsedFeed; readonly problems: readonly string[] }
  | { readonly ok: false; readonly error: string }
