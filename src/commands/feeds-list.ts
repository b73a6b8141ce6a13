import { entriesADay } from '../feeds/cadence.ts'
import type { Feed } from '../feeds/feed.ts'
import { shownName } from '../feeds/items.ts'
import { holds, type PollState } from '../feeds/poll-state.ts'
import { renderDuration } from '../text/duration.ts'
import { shownUrl } from '../text/shown-url.ts'
import { renderTable } from '../text/table.ts'
import { visible } from '../text/visible.ts'
import { type CommandContext, EXIT } from './command.ts'
import { writeJsonLine } from './json-lines.ts'
import { loadConfig } from './load-config.ts'
import { frequencyOf } from './status-lines.ts'
import { openStoreFor } from './store-option.ts'

export const listHelp = `
usage: backchannel feeds list [--json] [--config DIR] [--state DIR]

Every feed with how it fares, how often it is asked and who says so, when it last brought something new, and about how many entries a day.

  --json         one JSON object a feed, a line each
  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`

/** The longest words on a feed's health in a table. */
const LONGEST = 60

export async function listFeeds(context: CommandContext): Promise<number> {
  const { values, env, stdout, stderr } = context
  const config = await loadConfig(String(values.config), stderr)
  if (config === null) return EXIT.config
  const store = await openStoreFor(values, env, stderr)
  if (typeof store === 'number') return store
  const states = await store.pollStates(config.feeds.map(feed => feed.id)).finally(() => store.close())
  const now = Date.now()
  const facts = config.feeds.map(feed => {
    const kept = states.get(feed.id)
    return factsOf(feed, kept !== undefined && holds(kept, feed) ? kept : null, config.settings.intervalMs, now)
  })
  if (values.json === true) {
    for (const one of facts) await writeJsonLine(stdout, one)
    return EXIT.well
  }
  const rows = facts.map(({ id, health, everySeconds, everyBy, newestSecondsAgo, entriesADay: rate }) => [
    id,
    `${renderDuration(everySeconds * 1000)} (${everyBy})`,
    newestSecondsAgo === null ? '–' : `${renderDuration(newestSecondsAgo * 1000)} ago`,
    rate === null ? '–' : rate >= 10 ? String(Math.round(rate)) : rate.toFixed(1),
    health.length > LONGEST ? `${health.slice(0, LONGEST)}…` : health,
  ])
  const paused = config.feeds.filter(feed => !feed.enabled).length
  const lines = renderTable([['feed', 'asked every', 'last new', 'a day', 'health'], ...rows], [3])
  stdout.write(visible(`${[...lines, `${facts.length} feeds, ${paused} of them paused`].join('\n')}\n`))
  return EXIT.well
}

function factsOf(feed: Feed, state: PollState | null, intervalMs: number, now: number) {
  const { ms, by } = frequencyOf(feed, state ?? undefined, intervalMs)
  const rate = state === null ? null : entriesADay(state.cadence, now)
  const newest = state?.cadence.newestAt ?? null
  return {
    id: feed.id,
    name: shownName(feed, state?.title ?? ''),
    url: shownUrl(feed.url, feed.secret),
    enabled: feed.enabled,
    health: healthOf(feed, state, now),
    everySeconds: Math.round(ms / 1000),
    everyBy: by,
    polledSecondsAgo: state === null ? null : Math.round((now - state.polledAt) / 1000),
    newestSecondsAgo: newest === null ? null : Math.max(0, Math.round((now - newest) / 1000)),
    entriesADay: rate === null ? null : Math.round(rate * 10) / 10,
  }
}

function healthOf(feed: Feed, state: PollState | null, now: number): string {
  if (!feed.enabled) return 'paused'
  if (state === null) return 'not asked yet'
  if (state.gone) return 'gone (410), not asked again'
  if (state.failure !== null) {
    const { what, since } = state.failure
    const times = state.failures === 1 ? 'once' : `${state.failures} times since ${renderDuration(now - since)}`
    return `failing ${times}: ${what}`
  }
  if (state.health.kind === 'stale') return 'answers, but has brought nothing for longer than is usual'
  return 'well'
}
