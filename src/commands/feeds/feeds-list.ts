import { factsOf } from '../../feeds/feed-facts.ts'
import { renderTable } from '../../text/show/table.ts'
import { visible } from '../../text/show/visible.ts'
import { renderDuration } from '../../text/time/duration.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { writeJsonLine } from '../json-lines.ts'
import { loadFeeds } from '../load-config.ts'
import { openStoreFor } from '../store/store-option.ts'
import { withDesk } from '../store/stored-amendments.ts'

export const listHelp = `
usage: backchannel feeds list [--json] [--config DIR] [--state DIR]

Every feed, including those added in Discord, with its health, how often it is polled and who decides that, when it last had something new, and about how many entries it has a day.

  --json         one line of JSON per feed
  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`

/** Longest text on a feed's health in the table. */
const LONGEST = 60

/** `feeds list`. @returns the exit code */
export async function listFeeds(context: CommandContext): Promise<number> {
  const { values, env, stdout, stderr } = context
  const inFiles = await loadFeeds(String(values.config), stderr)
  if (inFiles === null) return EXIT.config
  const store = await openStoreFor(values, env, stderr)
  if (typeof store === 'number') return store
  const config = await withDesk(inFiles, store, String(values.config))
  const states = await store.pollStates(config.feeds.map(feed => feed.id)).finally(() => store.close())
  const now = Date.now()
  const facts = config.feeds.map(feed => factsOf(feed, states.get(feed.id) ?? null, config.settings.intervalMs, now))
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
  const lines = renderTable([['feed', 'polled every', 'last new', 'a day', 'health'], ...rows], [3])
  stdout.write(visible(`${[...lines, `${facts.length} feeds, ${paused} of them paused`].join('\n')}\n`))
  return EXIT.well
}
