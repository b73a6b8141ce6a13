/** One entry of a feed, read and normalised. Texts are plain text: no markup, no entities. */
export interface Item {
  /** Derived from the first identity key; survives edits of the entry. */
  readonly id: string
  /** Identity keys of the first kind, strongest first (`guid:`, `url:`, `title:`): the id is made of them, and stores of 0.1 hold them. */
  readonly keys: readonly string[]
  /** What the entry is recognised by; absent: by any of its keys, as an item of the archive of 0.1. */
  readonly names?: Names
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

/** The names under which an entry may be met again, in the forms in which they are compared. docs/feeds.md says how they count. */
export interface Names {
  /** As published; null where there is none, where it is but the address, or where the feed's guids prove unusable. */
  readonly guid: string | null
  /** The entry's own address, with what tells it from other entries of one page; null where it has none. */
  readonly address: string | null
  /** The address of the page that holds it; null where it has none. */
  readonly page: string | null
  /** The folded title; null where it says too little to be one entry's. */
  readonly title: string | null
  /** The folded title, whatever it says: to be compared with that which stood beside another name; '' for none. */
  readonly headline: string
  /** Where addresses and titles count: the outlet that the feed is of, or an aggregator's feed alone. */
  readonly scope: string
  /** Of an entry that leads to another outlet than its feed's, as an aggregator's do; null for an outlet's own. */
  readonly through: Through | null
}

/** What an entry says of its publisher. */
export interface Through {
  /** The publisher's name and address as the entry gives them; null: it names none. */
  readonly source: string | null
  readonly sourceUrl: string | null
  /** The scope of the publisher itself: what its own feed has brought is known. */
  readonly outlet: string
}
