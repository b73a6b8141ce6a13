/** Plays two weeks of example news through the bot, with no network and no account. */

import { readHere } from '../../bot/reload/config-directory.ts'
import { ConfigWatch } from '../../bot/reload/config-watch.ts'
import { PreviewSender } from '../../io/discord/preview.ts'
import { systemClock } from '../../io/ops/clock.ts'
import { openLog } from '../../io/ops/log.ts'
import { isTerminal } from '../../io/ops/terminal.ts'
import { renderProblem } from '../../text/show/problem.ts'
import { type Command, EXIT } from '../command.ts'
import { DemoClock, playDemo } from './demo-play.ts'
import { loadDemo } from './load-demo.ts'

/** Pause between two entries on a terminal, in ms. */
const PAUSE_MS = 350

export const command: Command = {
  name: 'demo',
  summary: 'two weeks of example news in under a minute: no network, no account',
  help: `
usage: backchannel demo [--config DIR] [--fast]

Serves example feeds on this machine, runs the real bot on them with time sped up, and draws the alerts as they arrive, with
the digest of the last week. The entries come from demo.yaml: in the shipped one the events are real and the outlets made up.
Nothing is kept.

  --config DIR   config directory whose rules and entries are used (default: config)
  --fast         no pauses`,
  options: { config: { type: 'string', default: 'config' }, fast: { type: 'boolean', default: false } },
  stopsItself: true,
  async run({ values, env, stdout, stderr, signal }) {
    const log = await openLog(stderr, {
      level: 'error',
      format: 'pretty',
      colour: isTerminal(stderr) && (env.NO_COLOR ?? '') === '',
    })
    const watch = await ConfigWatch.open(String(values.config), log, systemClock, readHere)
    if (!(watch instanceof ConfigWatch)) {
      for (const problem of watch) stderr.write(`${renderProblem(problem)}\n`)
      return EXIT.config
    }
    const demo = await loadDemo(String(values.config), stderr)
    if (demo === null) return EXIT.config
    const watching = isTerminal(stdout)
    const pause = watching && values.fast !== true ? PAUSE_MS : 0
    const sender = new PreviewSender(stdout, {
      columns: 80,
      colour: watching && (env.NO_COLOR ?? '') === '',
      timeZone: watch.config.settings.timeZone,
    })
    const clock = new DemoClock()
    const totals = await playDemo({
      config: watch.config,
      demo,
      clock,
      sender,
      channel: 'preview',
      log,
      pause,
      stdout,
      signal,
    })
    stdout.write(
      `\n${totals.items} entries: ${totals.alerts} messages, ${totals.edits} edits of earlier cards; the rest is recorded and not posted.\n`,
    )
    stdout.write('To connect it to Discord see "Start in five minutes" in the README.\n')
    return EXIT.well
  },
}
