import { readHeartbeat } from '../io/ops/heartbeat.ts'
import { visible } from '../text/show/visible.ts'
import { renderDuration } from '../text/time/duration.ts'
import { type Command, EXIT } from './command.ts'

/** The bot leaves a sign of life every minute; after three missed ones, in ms, it counts as stalled. */
const OLDEST_MS = 4 * 60_000

export const command: Command = {
  name: 'health',
  summary: 'whether the running bot is alive: exit code 0 or 1 (the image runs it as HEALTHCHECK)',
  help: `
usage: backchannel health [--state DIR]

Reads the sign of life that the running bot leaves in the state directory every minute. If all feeds fail it says so, but still exits
with 0: a restart does not mend the network.

  --state DIR   state directory (default: state)`,
  options: { state: { type: 'string', default: 'state' } },
  async run({ values, stdout }) {
    const sign = await readHeartbeat(String(values.state), Date.now())
    if (sign === null) {
      stdout.write('no sign of life – the bot has not run here yet\n')
      return EXIT.no
    }
    const alive = sign.age <= OLDEST_MS
    const note = sign.note === '' ? '' : `; ${sign.note}`
    stdout.write(`${alive ? 'alive' : 'silent'}: last sign of life ${renderDuration(sign.age)} ago${visible(note)}\n`)
    return alive ? EXIT.well : EXIT.no
  },
}
