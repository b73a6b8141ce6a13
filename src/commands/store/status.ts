/** The command `status`. It changes nothing in the store. */

import { fellowsOf } from '../../bot/poll/replica.ts'
import type { Feed } from '../../feeds/feed.ts'
import { frequencyOf } from '../../feeds/feed-facts.ts'
import { allFailing, outlookOf } from '../../feeds/schedule/outlook.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import { readHeartbeat } from '../../io/ops/heartbeat.ts'
import { lineWidth } from '../../io/ops/terminal.ts'
import { visible } from '../../text/show/visible.ts'
import { type Command, EXIT } from '../command.ts'
import { loadFeeds } from '../load-config.ts'
import { statusLines } from './status-lines.ts'
import { openStoreFor, storeOption } from './store-option.ts'
import { withDesk } from './stored-amendments.ts'

export const command: Command = {
  name: 'status',
  summary: 'whether the bot runs, what fails, and when each feed is polled next',
  help: `
usage: backchannel status [--json] [--config DIR] [--state DIR]

Says whether a bot runs on this store (wherever it runs), which processes share the fetching and how many feeds each polls, groups failing feeds by cause, and lists every feed: how often it is
polled, who decides that, when next (times of day in the zone of settings.yaml), and its problems.

  --json         one JSON object
  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`,
  options: { json: { type: 'boolean', default: false }, config: { type: 'string', default: 'config' }, ...storeOption },
  async run({ values, env, stdout, stderr }) {
    const inFiles = await loadFeeds(String(values.config), stderr)
    if (inFiles === null) return EXIT.config
    const store = await openStoreFor(values, env, stderr)
    if (typeof store === 'number') return store
    const config = await withDesk(inFiles, store, String(values.config))
    const now = Date.now()
    const stateDirectory = String(values.state)
    const { intervalMs, timeZone } = config.settings
    const feeds = config.feeds.filter(feed => feed.enabled)
    const states = await store.pollStates(feeds.map(feed => feed.id))
    const open = await store.openDeliveries()
    const pauses = Object.entries((await store.fact('paused-channels')) ?? {})
    const held = await store.held()
    const fellows = fellowsOf((await store.answers?.signs()) ?? [])
    const waiting = (await store.answers?.waiting())?.length ?? 0
    await store.close()
    const paused = pauses.map(([channel, pause]) => [channel, String(pause?.why)] as const)
    const sign = await readHeartbeat(stateDirectory, now)
    const outlook = outlookOf(feeds, states, now)
    if (values.json === true) {
      const oldest = open.length === 0 ? null : now - Math.min(...open.map(delivery => delivery.createdAt))
      const byState = Object.groupBy(open, delivery => delivery.state.at)
      stdout.write(
        `${JSON.stringify({
          running: held,
          heartbeatSeconds: sign === null ? null : Math.round(sign.age / 1000),
          nextPollAt: outlook.nextAt === null ? null : new Date(outlook.nextAt).toISOString(),
          allFailing: allFailing(outlook),
          causes: outlook.causes.map(cause => ({ what: cause.what, feeds: cause.feeds })),
          feeds: feeds.map(feed => ({ id: feed.id, ...factsOf(feed, states.get(feed.id), intervalMs, now) })),
          deliveries: Object.fromEntries(Object.entries(byState).map(([state, list]) => [state, list?.length ?? 0])),
          oldestPendingSeconds: oldest === null ? null : Math.round(oldest / 1000),
          pausedChannels: Object.fromEntries(paused),
          replicas: fellows,
          answersWaiting: waiting,
        })}\n`,
      )
      return EXIT.well
    }
    const columns = lineWidth(stdout)
    const { where } = store
    const parts = {
      now,
      timeZone,
      columns,
      held,
      sign,
      stateDirectory,
      where,
      feeds,
      states,
      outlook,
      intervalMs,
      open,
      paused,
      fellows,
      waiting,
    }
    stdout.write(visible(`${statusLines(parts).join('\n')}\n`))
    return EXIT.well
  },
}

function factsOf(feed: Feed, state: PollState | undefined, intervalMs: number, now: number) {
  const { ms, by } = frequencyOf(feed, state, intervalMs)
  const asked = { everySeconds: Math.round(ms / 1000), everyBy: by, ids: state?.guids ?? 'unknown' }
  if (state === undefined) return { ...asked, polledSecondsAgo: null, dueInSeconds: 0, failures: 0, failure: null }
  return {
    ...asked,
    polledSecondsAgo: Math.round((now - state.polledAt) / 1000),
    dueInSeconds: Math.max(0, Math.round((state.dueAt - now) / 1000)),
    failures: state.failures,
    failure: state.failure?.what ?? null,
  }
}
