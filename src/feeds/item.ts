/** One entry of a feed, read and normalised. Texts are plain text: no markup, no entities. */
export interface Item {
  /** Derived from the first identity key; survives edits of the entry. */
  readonly id: string
  /** Identity keys, strongest first (`guid:`, `url:`, `title:`): the id is made of the first, and stores of version 0.1 hold them. */
  readonly keys: readonly string[]
  /** What the entry is recognised by; absent (an item archived by version 0.1): any of its keys. */
  readonly names?: Names
  readonly feedId: string
  /** The outlet's name; for an aggregator, the publisher that its entry names. */
  readonly outlet: string
  /** Canonical http(s) address; null if the entry has none. */
  readonly url: string | null
  readonly title: string
  readonly summary: string
  /** ms since 1970; null if the entry has no plausible date. */
  readonly publishedAt: number | null
  /** ms since 1970: when this bot first read the entry. */
  readonly firstSeenAt: number
  /** BCP 47 primary language. */
  readonly language: string
}

/** The names by which an entry is recognised, in the forms in which they are compared. docs/feeds.md says how they count. */
export interface Names {
  /** As published; null if there is none, if it is only the address, or if the feed's guids have proved unusable. */
  readonly guid: string | null
  /** The entry's own address, with the part that distinguishes it from other entries of one page; null if it has none. */
  readonly address: string | null
  /** The address of the page that holds it; null if it has none. */
  readonly page: string | null
  /** The folded title; null if it says too little to identify an entry. */
  readonly title: string | null
  /** The folded title, whatever it says, to compare with the one noted beside another name; '' for none. */
  readonly headline: string
  /** The scope in which addresses and titles count: the feed's outlet, or an aggregator's feed alone. */
  readonly scope: string
  /** Set for an entry that links to an outlet other than its feed's, as an aggregator's do; null for an outlet's own. */
  readonly through: Through | null
}

/** What an entry says about its publisher. */
export interface Through {
  /** The publisher's name and address as the entry gives them; null: it names none. */
  readonly source: string | null
  readonly sourceUrl: string | null
  /** The publisher's own scope: what its own feed has brought counts as known. */
  readonly outlet: string
}
