import type { Feed } from '../feeds/feed.ts'
import type { Frequency } from '../feeds/next-poll.ts'
import type { PollState } from '../feeds/poll-state.ts'
import { heartbeatAge } from '../io/ops/heartbeat.ts'
import { renderDuration } from '../text/duration.ts'
import { shownUrl } from '../text/shown-url.ts'
import { visible } from '../text/visible.ts'
import { type Command, EXIT } from './command.ts'
import { loadConfig } from './load-config.ts'
import { openStoreFor, storeOption } from './store-option.ts'

export const command: Command = {
  name: 'status',
  summary: 'what the bot is doing: feeds, open deliveries, the oldest that waits',
  help: `
usage: backchannel status [--json] [--config DIR] [--state DIR]

  --json         one JSON object
  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`,
  options: { json: { type: 'boolean', default: false }, config: { type: 'string', default: 'config' }, ...storeOption },
  async run({ values, env, stdout, stderr }) {
    const config = await loadConfig(String(values.config), stderr)
    if (config === null) return EXIT.config
    const store = await openStoreFor(values, env, stderr)
    if (typeof store === 'number') return store
    const now = Date.now()
    const feeds = config.feeds.filter(feed => feed.enabled)
    const states = await store.pollStates(feeds.map(feed => feed.id))
    const open = await store.openDeliveries()
    const paused = Object.entries((await store.fact('paused-channels')) ?? {})
    await store.close()
    const oldest = open.length === 0 ? null : now - Math.min(...open.map(delivery => delivery.createdAt))
    const age = await heartbeatAge(String(values.state), now)
    const troubled = feeds.filter(
      feed => (states.get(feed.id)?.failures ?? 0) > 0 || states.get(feed.id)?.gone === true,
    )
    if (values.json === true) {
      const byState = Object.groupBy(open, delivery => delivery.state.at)
      stdout.write(
        `${JSON.stringify({
          heartbeatSeconds: age === null ? null : Math.round(age / 1000),
          feeds: feeds.map(feed => ({
            id: feed.id,
            ...factsOf(feed, states.get(feed.id), config.settings.intervalMs, now),
          })),
          deliveries: Object.fromEntries(Object.entries(byState).map(([state, list]) => [state, list?.length ?? 0])),
          oldestPendingSeconds: oldest === null ? null : Math.round(oldest / 1000),
          pausedChannels: Object.fromEntries(paused.map(([channel, pause]) => [channel, String(pause?.why)])),
        })}\n`,
      )
      return EXIT.well
    }
    const lines = [
      `sign of life   ${age === null ? 'none in this state directory' : `${renderDuration(age)} ago`}`,
      `store          ${store.where}`,
      `feeds          ${feeds.length} polled, ${states.size} asked so far, ${troubled.length} in trouble`,
      `deliveries     ${open.length} open${oldest === null ? '' : `, the oldest waits since ${renderDuration(oldest)}`}`,
      ...open
        .slice(0, 10)
        .map(
          one =>
            `  ${one.id}  ${one.state.at}  ${one.action.kind} to ${one.route}, ${one.attempts} attempts: ${one.card.title}`,
        ),
      ...paused.map(([channel, pause]) => `  channel ${channel} takes no messages: ${String(pause?.why)}`),
      ...troubled.map(feed => `  ${feed.id}: ${troubleOf(feed, states.get(feed.id), now)}`),
      ...feeds.map(
        feed => `  ${feed.id}: ${frequencyText(feed, states.get(feed.id), config.settings.intervalMs, now)}`,
      ),
    ]
    stdout.write(visible(`${lines.join('\n')}\n`))
    return EXIT.well
  },
}

function factsOf(feed: Feed, state: PollState | undefined, intervalMs: number, now: number) {
  const { ms, by } = state?.frequency ?? writtenFrequency(feed, intervalMs)
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

/** How often a feed is asked that has not been asked yet, and where that is written. */
export function writtenFrequency(feed: Feed, intervalMs: number): Frequency {
  return feed.intervalMs === null ? { ms: intervalMs, by: 'settings.yaml' } : { ms: feed.intervalMs, by: 'feeds.yaml' }
}

/** How often a feed is asked and who asks for it, where it is asked, and what is known of its ids. */
function frequencyText(feed: Feed, state: PollState | undefined, intervalMs: number, now: number): string {
  const { ms, by } = state?.frequency ?? writtenFrequency(feed, intervalMs)
  const next = state === undefined || state.dueAt <= now ? 'due now' : `next in ${renderDuration(state.dueAt - now)}`
  const moved = state?.movedUrl == null ? '' : ', asked where it has moved to'
  const ids = state?.guids === 'unusable' ? ', its ids name no entries' : ''
  return `every ${renderDuration(ms)} (${by}), ${state?.gone === true ? 'not asked again' : next}${moved}${ids}`
}

function troubleOf(feed: Feed, state: PollState | undefined, now: number): string {
  if (state?.gone === true)
    return `gone (410): remove it from feeds.yaml or give it another url than ${shownUrl(feed.url, feed.secret)}`
  const failure = state?.failure
  if (state === undefined || failure == null) return 'failing'
  return `${failure.what}, ${state.failures} times since ${renderDuration(now - failure.since)}; next try in ${renderDuration(state.dueAt - now)}`
}
