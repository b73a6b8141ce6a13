import { visible } from '../../text/show/visible.ts'
import { renderDay } from '../../text/time/day.ts'
import { type Command, EXIT } from '../command.ts'
import { openStoreFor, storeOption } from './store-option.ts'

const DAY_MS = 86_400_000

export const command: Command = {
  name: 'upcoming',
  summary: 'the coming events named in stories',
  help: `
usage: backchannel upcoming [--json] [--state DIR]

  --json         one JSON object per line
  --state DIR    state directory (default: state)`,
  options: { json: { type: 'boolean' }, ...storeOption },
  async run({ values, env, stdout, stderr }) {
    const store = await openStoreFor(values, env, stderr)
    if (typeof store === 'number') return store
    // Today's all-day events began at midnight and still count.
    const events = await store.events(Date.now() - DAY_MS)
    const year = new Date(Date.now()).getUTCFullYear()
    await store.close()
    for (const { date, what, title, url } of events)
      stdout.write(
        values.json === true
          ? `${JSON.stringify({ date, what, title, url })}\n`
          : visible(`${renderDay(date, year).padEnd(15)}  ${what} (${title})\n`),
      )
    if (events.length === 0 && values.json !== true) stdout.write('nothing is known to be coming\n')
    return EXIT.well
  },
}
