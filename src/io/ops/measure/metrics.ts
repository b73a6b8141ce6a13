/** What Prometheus reads. Names and units follow its conventions: seconds, _total for counters. */
export interface Metrics {
  poll(outcome: string): void
  items(fresh: number): void
  verdict(rule: string): void
  /** @param seconds from publication to the message's arrival in the channel */
  posted(seconds: number): void
  deliveries(byState: Readonly<Record<string, number>>, oldestPendingSeconds: number): void
  /** An answer of a feed was handed over to the process that leads, or taken in by it. */
  answer(what: 'handed' | 'taken'): void
  /** @param feeds how many this process is to ask @param waiting answers that are not taken in */
  replicas(alive: number, feeds: number, waiting: number): void
  cycle(endedAtSeconds: number): void
  /** @param seconds the longest time for which the main thread did nothing else lately */
  stall(seconds: number): void
  text(): Promise<string>
}

/** Counts nothing: where nobody asks for them. */
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
