/** What is kept of a feed between polls: plain JSON, as the store keeps it. */
export interface PollState {
  readonly feedId: string
  /** ms since 1970 of the last poll, by the clock of that moment. */
  readonly polledAt: number
  /** ms since 1970 before which the feed must not be asked again. */
  readonly dueAt: number
  /** Whether entries of the feed were ever read: until then a read counts as the first run. */
  readonly read: boolean
}
