/** One entry of a feed, read and normalised. Texts are plain text: no markup, no entities. */
export interface Item {
  /** Derived from the first identity key; survives edits of the entry. */
  readonly id: string
  /** Identity keys, strongest first (`guid:`, `url:`, `title:`); an item that shares any of them with a seen one is seen. */
  readonly keys: readonly string[]
  readonly feedId: string
  /** The outlet's name; for an aggregator, the publisher that its entry names. */
  readonly outlet: string
  /** Canonical http(s) address as published; null where the entry has none. */
  readonly url: string | null
  readonly title: string
  readonly summary: string
  /** ms since 1970; null where the entry has no date that can be true. */
  readonly publishedAt: number | null
  /** ms since 1970: when this bot first read the entry. */
  readonly firstSeenAt: number
  /** BCP 47 primary language. */
  readonly language: string
}
