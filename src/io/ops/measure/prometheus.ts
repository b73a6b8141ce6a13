import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from './metrics.ts'

/** Metrics by prom-client. Loaded only if metrics are served: the library takes as long to load as the feed parser. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const polls = new Counter({
    name: 'backchannel_polls_total',
    help: 'Feed polls by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const items = new Counter({ name: 'backchannel_items_total', help: 'New items read', registers })
  const verdicts = new Counter({
    name: 'backchannel_verdicts_total',
    help: 'Items that a rule matched, by rule',
    labelNames: ['rule'],
    registers,
  })
  const states = new Gauge({
    name: 'backchannel_deliveries',
    help: 'Open deliveries by state',
    labelNames: ['state'],
    registers,
  })
  const oldest = new Gauge({
    name: 'backchannel_oldest_pending_seconds',
    help: 'Age of the oldest delivery that is not sent',
    registers,
  })
  const cycles = new Gauge({
    name: 'backchannel_last_cycle_timestamp_seconds',
    help: 'When the last cycle ended',
    registers,
  })
  const stalls = new Gauge({
    name: 'backchannel_longest_stall_seconds',
    help: 'Longest stall of the event loop in the last ten minutes',
    registers,
  })
  const answers = new Counter({
    name: 'backchannel_answers_total',
    help: 'Answers of feeds that this process handed over, or took in from others',
    labelNames: ['what'],
    registers,
  })
  const alive = new Gauge({ name: 'backchannel_replicas', help: 'Processes that share the fetching', registers })
  const share = new Gauge({ name: 'backchannel_share_feeds', help: 'Feeds in the share of this process', registers })
  const queue = new Gauge({ name: 'backchannel_answers_waiting', help: 'Answers not yet taken in', registers })
  const buckets = [30, 60, 120, 300, 600, 1200, 3600, 10_800, 86_400]
  const lag = new Histogram({
    name: 'backchannel_post_lag_seconds',
    help: 'From publication to post',
    buckets,
    registers,
  })
  return {
    poll: outcome => polls.inc({ outcome }),
    items: fresh => items.inc(fresh),
    verdict: rule => verdicts.inc({ rule }),
    posted: seconds => lag.observe(Math.max(0, seconds)),
    deliveries(byState, oldestPendingSeconds) {
      states.reset()
      for (const [state, count] of Object.entries(byState)) states.set({ state }, count)
      oldest.set(oldestPendingSeconds)
    },
    cycle: endedAtSeconds => cycles.set(endedAtSeconds),
    stall: seconds => stalls.set(seconds),
    answer: what => answers.inc({ what }),
    replicas(count, feeds, waiting) {
      alive.set(count)
      share.set(feeds)
      queue.set(waiting)
    },
    text: () => registry.metrics(),
  }
}
