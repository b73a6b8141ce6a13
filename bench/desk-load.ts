import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { deskLoad, type LoadResult } from '../tests/bot/desk-load.ts'

/**
 * A busy desk beside alerts: a bot with its gateway over a fake Discord that keeps its rate limits, in this process, in real time; first the
 * alerts alone, then the same alerts beside interactions.
 * usage: npm run bench:desk -- [--interactions 1000] [--alerts 200] [--minutes 5] [--archive 5000]
 */
const { values } = parseArgs({
  options: {
    interactions: { type: 'string', default: '1000' },
    alerts: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '5' },
    archive: { type: 'string', default: '5000' },
  },
})
const load = {
  interactions: Number(values.interactions),
  alerts: Number(values.alerts),
  ms: Number(values.minutes) * 60_000,
  archive: Number(values.archive),
}
console.log(`${load.interactions} interactions beside ${load.alerts} alerts in ${values.minutes} minutes`)
const alone = await deskLoad({ ...load, interactions: 0 })
tell('alerts alone', alone)
const beside = await deskLoad(load)
tell('beside interactions', beside)
const later = beside.lags.map((lag, at) => lag - (alone.lags[at] ?? 0))
const figures: readonly (readonly [what: string, figure: number, most: number, unit: string])[] = [
  ['an alert later than without interactions, at most', Math.max(...later), 2000, 'ms'],
  ['an answer, at most', Math.max(...beside.replies), 3000, 'ms'],
  ['lost', alone.lost.length + beside.lost.length, 0, ''],
  ['twice', alone.twice.length + beside.twice.length, 0, ''],
]
for (const [what, figure, most, unit] of figures)
  console.log(`${what}: ${Math.round(figure)} ${unit} (aim: ${most})${figure > most ? ' – MISSED' : ''}`)
// A client that was never greeted goes on trying (discord.js 14.28).
process.exit(figures.some(([, figure, most]) => figure > most) ? 1 : 0)

function tell(name: string, { lags, replies, begun, limited, busy }: LoadResult): void {
  const most = (all: readonly number[]) => {
    const sorted = [...all].sort((a, b) => a - b)
    const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
    return `median ${at(0.5)}, 99 % ${at(0.99)}, most ${at(1)} ms`
  }
  console.log(`\n${name}`)
  console.log(`  alert, from its entry to the channel: ${most(lags)}`)
  if (replies.length > 0) {
    console.log(`  answer begun: ${most(begun)}`)
    console.log(`  answer there: ${most(replies)}`)
  }
  const load = loadavg().map(one => one.toFixed(1))
  const cpus = availableParallelism()
  console.log(
    `  rate limits met: ${limited.length}; busy: ${Math.round(busy * 100)} % of a processor, the fake included`,
  )
  console.log(`  load of the machine: ${load.join(' ')} on ${cpus} processors\n`)
}
