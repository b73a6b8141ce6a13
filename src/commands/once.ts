import { noteFirstStart, tellFirstStart } from '../bot/first-start.ts'
import { lead } from '../bot/lead.ts'
import { open } from '../bot/open.ts'
import { type FeedReport, nameOf } from '../bot/poll/cycle.ts'
import { countRound, failingOf, renderRound } from '../bot/poll/rounds.ts'
import { steeringIn } from '../bot/steering.ts'
import { pausedUntil, UNSTEERED } from '../desk/steering.ts'
import { causesOf, renderCause } from '../feeds/schedule/outlook.ts'
import { lineWidth } from '../io/ops/terminal.ts'
import { indented, renderTable } from '../text/show/table.ts'
import { visible } from '../text/show/visible.ts'
import { renderClockTime } from '../text/time/clock-time.ts'
import { type Command, EXIT } from './command.ts'

/** How long it waits for another process to end, in ms: the lease of a killed one expires within 10 s. */
const PATIENCE_MS = 13_000

export const command: Command = {
  name: 'once',
  summary: 'poll every feed once, send what is to be sent, print a table, and exit',
  help: `
usage: backchannel once [--config DIR] [--state DIR]

Polls every enabled feed, due or not, with conditional requests; prints feed, outcome, items, new and alerts, each cause of failure with its
feeds, and the sum.
A store has one writer: if \`run\` leads on the same store, nothing is polled.
Exit code 0: well, 69: no feed could be read, the store does not answer or another process leads, 78: configuration.

  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state)`,
  options: { config: { type: 'string', default: 'config' }, state: { type: 'string', default: 'state' } },
  stopsItself: true,
  async run({ values, env, stdout, stderr, signal }) {
    const directories = { configDirectory: String(values.config), stateDirectory: String(values.state) }
    const opened = await open({
      env: { LOG_LEVEL: 'warn', ...env },
      ...directories,
      spreadMs: 0,
      passing: true,
      stdout,
      stderr,
    })
    if (opened.kind !== 'open') {
      for (const problem of opened.problems) stderr.write(`${problem}\n`)
      return opened.kind === 'config' ? EXIT.config : EXIT.unreachable
    }
    const { bot, rounds, store, close } = opened
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
    // A store that does not take this is reported when the feeds are looked up.
    await noteFirstStart(store, clock.now()).catch(nameOf)
    await bot.watch.judgeAgain(opened.config.mark, stop, () => {})
    const report = (one: FeedReport) => {
      reports.push(one)
      rounds.report(one)
    }
    const answered = await bot.watch.look(stop, report, 'all', feeds => rounds.begin(feeds))
    const outlook = answered ? await bot.watch.outlook().catch(nameOf) : 'the store does not answer'
    rounds.stop()
    const paused = answered && pausedUntil(await steeringIn(store).catch(() => UNSTEERED), clock.now()) !== null
    const told = answered && !paused ? await tellFirstStart(bot).catch(nameOf) : undefined
    const drained = answered && !paused ? (told ?? (await bot.outbox.drain(stop).catch(nameOf))) : null
    // Publishing and the calendar: what fails now, the next process does.
    if (drained !== null && typeof drained !== 'string' && drained.stop === null) await bot.errands.run(stop)
    if (paused) stdout.write('nothing is sent: the bot was paused in Discord – /resume there ends that\n')
    done.abort()
    await close()
    const next =
      typeof outlook === 'string' || outlook.nextAt === null
        ? ''
        : `; next ${renderClockTime(outlook.nextAt, opened.config.config.settings.timeZone)}`
    stdout.write(visible(`${roundLines(reports, next, lineWidth(stdout)).join('\n')}\n`))
    if (typeof drained === 'string') {
      stderr.write(`${drained} – the next \`run\` or \`once\` sends what waits in the store\n`)
      return EXIT.unreachable
    }
    if (drained !== null && drained.waiting > 0)
      stdout.write(`${drained.waiting} alerts wait in the store – \`run\` sends them when it can\n`)
    if (drained?.stop != null) stderr.write(`${drained.stop}\n`)
    if (drained?.stop != null) return EXIT.config
    return answered && reports.some(one => one.outcome !== 'failed') ? EXIT.well : EXIT.unreachable
  },
}

/** Each feed, then each cause of failure with its feeds, then the sum. If every feed fails for one cause, only that cause. */
function roundLines(reports: readonly FeedReport[], next: string, columns: number): readonly string[] {
  if (reports.length === 0) return ['no feed was polled']
  const causes = causesOf(reports.filter(one => one.outcome === 'failed').map(failingOf))
  const one = reports.length > 1 && causes[0]?.feeds.length === reports.length
  const rows = [...reports]
    .sort((a, b) => a.feed.id.localeCompare(b.feed.id))
    .map(({ feed, outcome, ingested: { items, fresh, alerts } }) => [
      feed.id,
      outcome,
      ...[items, fresh, alerts].map(count => String(count)),
    ])
  return [
    ...(one ? [] : renderTable([['feed', 'outcome', 'items', 'new', 'alerts'], ...rows], [2, 3, 4])),
    ...(one || causes.length === 0 ? [] : ['']),
    ...causes.flatMap(cause => [
      ...indented(renderCause(cause, reports.length), 0, columns),
      ...(one ? [] : indented([...cause.feeds].sort().join(', '), 4, columns)),
    ]),
    ...(one ? [] : ['']),
    `${renderRound(countRound(reports))}${next}`,
  ]
}
