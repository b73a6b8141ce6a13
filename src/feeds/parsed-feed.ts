import type { PollHints } from './fetched.ts'

/** One entry, normalised: plain texts, absolute address, one instant. What the feed does not say is null, or '' for texts. */
export interface ParsedItem {
  /** guid, atom:id, rdf:about or JSON id as published; null where the entry has none. */
  readonly guid: string | null
  /** Absolute http(s) address of the page. */
  readonly url: string | null
  /** Where a service that counts clicks says that its link leads (feedburner:origLink); null: it says nothing. */
  readonly originalUrl: string | null
  readonly title: string
  readonly summary: string
  /** ms since 1970 as the feed says it, true or not. */
  readonly published: number | null
  /** BCP 47 primary language, where the entry names one. */
  readonly language: string | null
  /** The publisher an aggregator's entry names. */
  readonly source: string | null
  /** The publisher's address, where the entry gives it. */
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

/** What reading came to. Problems are what was mended, for the log. */
export type FeedReading =
  | { readonly ok: true; readonly feed: ParsedFeed; readonly problems: readonly string[] }
  | { readonly ok: false; readonly error: string }
