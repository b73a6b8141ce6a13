/** What is kept of a feed between polls: plain JSON, as the store keeps it. */
export interface PollState {
  readonly feedId: string
  /** ms since 1970 before which the feed must not be asked again. */
  readonly dueAt: number
}
