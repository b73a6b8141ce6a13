/** Where one entry stands: offsets of bytes, `to` behind its last. */
export interface Piece {
  readonly from: number
  readonly to: number
}

/** Where a document's entries stand, and all of the rest that may say something of them. */
export interface Places {
  readonly pieces: readonly Piece[]
  /** The bytes around the entries, one character each, without what says nothing: dates of the feed, comments. */
  readonly around: string
  /** What stands between two entries that are left of others; '' where nothing must. */
  readonly between: string
}
