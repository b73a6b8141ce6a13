import { logReport } from '../bot/bot.ts'
import { type FeedReport, nameOf } from '../bot/cycle.ts'
import { lead } from '../bot/lead.ts'
import { open } from '../bot/open.ts'
import { isTerminal } from '../io/ops/terminal.ts'
import { visible } from '../text/visible.ts'
import { type Command, EXIT } from './command.ts'
import { columns } from './table.ts'

/** How long it waits for another process to end: the lease of one that was killed runs out within 10 s. */
const PATIENCE_MS = 13_000

export const command: Command = {
  name: 'once',
  summary: 'poll every feed once, send what is to be sent, print a table, and exit',
  help: `
usage: backchannel once [--config DIR] [--state DIR]

Asks every enabled feed, due or not, with conditional requests; prints feed, outcome, items, new and alerts.
A store has one writer: where \`run\` leads on the same store, nothing is asked.
Exit code 0: well, 69: no feed could be read, the store does not answer or another process leads, 78: configuration.

  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`,
  options: { config: { type: 'string', default: 'config' }, state: { type: 'string', default: 'state' } },
  stopsItself: true,
  async run({ values, env, stdout, stderr, signal }) {
    const directories = { configDirectory: String(values.config), stateDirectory: String(values.state) }
    const opened = await open({ env: { LOG_LEVEL: 'warn', ...env }, ...directories, spreadMs: 0, stdout, stderr })
    if (opened.kind !== 'open') {
      for (const problem of opened.problems) stderr.write(`${problem}\n`)
      return opened.kind === 'config' ? EXIT.config : EXIT.unreachable
    }
    const { bot, log, metrics, store, close } = opened
    const { clock } = bot.world
    const done = new AbortController()
    const patience = setTimeout(() => done.abort(), PATIENCE_MS)
    const onState = (state: string) => {
      if (state === 'standby') stderr.write(`${store.where} is in use by another process – waiting for its end\n`)
    }
    const deps = { store, steady: () => clock.steady(), sleep: clock.sleep, onState }
    const lost = await lead(deps, AbortSignal.any([signal, done.signal])).catch(nameOf)
    clearTimeout(patience)
    if (!(lost instanceof AbortSignal)) {
      await close()
      stderr.write(`${lost ?? 'another process leads on this store – let it poll, or stop it first'}\n`)
      return EXIT.unreachable
    }
    const stop = AbortSignal.any([signal, lost])
    const reports: FeedReport[] = []
    const total = opened.config.config.feeds.filter(feed => feed.enabled).length
    await bot.watch.judgeAgain(opened.config.mark, stop, () => {})
    const answered = await bot.watch.look(
      stop,
      one => {
        reports.push(one)
        logReport(log, metrics, one)
        if (isTerminal(stderr)) stderr.write(`\r${reports.length} of ${total} feeds`)
      },
      'all',
    )
    if (isTerminal(stderr)) stderr.write('\r\u001b[K')
    const drained = answered ? await bot.outbox.drain(stop).catch(nameOf) : null
    done.abort()
    await close()
    stdout.write(visible(table(reports)))
    if (typeof drained === 'string') {
      stderr.write(`${drained} – what waits in the store is sent by the next \`run\` or \`once\`\n`)
      return EXIT.unreachable
    }
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
  return `${columns(head, rows).join('\n')}\n`
}
