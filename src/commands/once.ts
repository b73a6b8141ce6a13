import { logReport } from '../bot/bot.ts'
import type { FeedReport } from '../bot/cycle.ts'
import { open } from '../bot/open.ts'
import { widthOf } from '../text/width.ts'
import { type Command, EXIT } from './command.ts'

export const command: Command = {
  name: 'once',
  summary: 'poll every feed once, send what is to be sent, print a table, and exit',
  help: `
usage: backchannel once [--config DIR] [--state DIR]

Asks every enabled feed, due or not, with conditional requests; prints feed, outcome, items, new and alerts.
Exit code 0: well, 69: no feed could be read or the store does not answer, 78: configuration.

  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`,
  options: { config: { type: 'string', default: 'config' }, state: { type: 'string', default: 'state' } },
  stopsItself: true,
  async run({ values, env, stdout, stderr, signal }) {
    const directories = { configDirectory: String(values.config), stateDirectory: String(values.state) }
    const opened = await open({ env: { LOG_LEVEL: 'warn', ...env }, ...directories, stdout, stderr })
    if (opened.kind !== 'open') {
      for (const problem of opened.problems) stderr.write(`${problem}\n`)
      return opened.kind === 'config' ? EXIT.config : EXIT.unreachable
    }
    const { bot, log, metrics, close } = opened
    const reports: FeedReport[] = []
    const total = opened.config.config.feeds.filter(feed => feed.enabled).length
    const answered = await bot.watch.look(
      signal,
      one => {
        reports.push(one)
        logReport(log, metrics, one)
        if (isTerminal(stderr)) stderr.write(`\r${reports.length} of ${total} feeds`)
      },
      'all',
    )
    if (isTerminal(stderr)) stderr.write('\r\u001b[K')
    const drained = answered ? await bot.outbox.drain(signal) : null
    await close()
    stdout.write(table(reports))
    if (drained !== null && drained.waiting > 0)
      stdout.write(`${drained.waiting} alerts wait in the store – \`run\` sends them when it can\n`)
    if (drained?.stop != null) stderr.write(`${drained.stop}\n`)
    if (drained?.stop != null) return EXIT.config
    return answered && reports.some(one => one.outcome !== 'failed') ? EXIT.well : EXIT.unreachable
  },
}

/** The longest text of the last column. */
const WHAT = 70

function table(reports: readonly FeedReport[]): string {
  const rows = [...reports]
    .sort((a, b) => a.feed.id.localeCompare(b.feed.id))
    .map(({ feed, outcome, what, ingested }) => [
      feed.id,
      outcome,
      String(ingested.items),
      String(ingested.fresh),
      String(ingested.alerts),
      what.length > WHAT ? `${what.slice(0, WHAT)}…` : what,
    ])
  const head = ['feed', 'outcome', 'items', 'new', 'alerts', '']
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => widthOf(row[column] ?? ''))))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd()
  return `${[head, ...rows].map(line).join('\n')}\n`
}

function isTerminal(stream: NodeJS.WritableStream): boolean {
  return 'isTTY' in stream && stream.isTTY === true
}
