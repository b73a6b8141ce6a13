/** One entry's byte offsets; `to` is exclusive. */
export interface Piece {
  readonly from: number
  readonly to: number
}

/** Where a document's entries are, and whatever else in it can change how they are read. */
export interface Places {
  readonly pieces: readonly Piece[]
  /** The bytes around the entries, one character per byte, without what does not matter: the feed's own dates, comments. */
  readonly around: string
  /** The separator to put between the entries that are kept; '' for XML, which needs none. */
  readonly between: string
}
