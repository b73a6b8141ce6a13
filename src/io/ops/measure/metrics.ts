/** Metrics for Prometheus. Names and units follow its conventions: seconds, and _total for counters. */
export interface Metrics {
  poll(outcome: string): void
  items(fresh: number): void
  verdict(rule: string): void
  /** @param seconds from the item's publication to the message's arrival in the channel */
  posted(seconds: number): void
  deliveries(byState: Readonly<Record<string, number>>, oldestPendingSeconds: number): void
  /** A feed's answer was handed to the leading process, or taken in by it. */
  answer(what: 'handed' | 'taken'): void
  /** @param feeds feeds assigned to this process @param waiting answers not yet taken in */
  replicas(alive: number, feeds: number, waiting: number): void
  cycle(endedAtSeconds: number): void
  /** @param seconds longest recent stall of the main thread */
  stall(seconds: number): void
  text(): Promise<string>
}

/** Counts nothing, for processes that serve no metrics. */
export const NO_METRICS: Metrics = {
  poll() {},
  items() {},
  verdict() {},
  posted() {},
  deliveries() {},
  cycle() {},
  stall() {},
  answer() {},
  replicas() {},
  text: async () => '',
}
