/**
 * How long reading one report as an event takes, with the shipped terms and events: a headline and a summary.
 *   npm run bench:events
 */
import { headline, sense } from './shipped-sense.ts'

const REPORTS = 4000
const WARM_UP = 500
const AIM_MS = 0.5

let seed = 1
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const reports = Array.from({ length: REPORTS + WARM_UP }, () => ({
  title: headline(random),
  summary: `${headline(random)}, officials said on Tuesday. ${headline(random)}. ${headline(random)}, a spokesman said in a statement.`,
  language: 'en',
}))
const times = reports
  .map(report => {
    const start = performance.now()
    sense.read(report)
    return performance.now() - start
  })
  .slice(WARM_UP)
  .sort((a, b) => a - b)
const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
process.stdout.write(
  `${REPORTS} reports read: median ${at(0.5).toFixed(3)} ms, 95 % ${at(0.95).toFixed(3)} ms, longest ${at(1).toFixed(2)} ms (aim ${AIM_MS} ms in the median)\n`,
)
process.exitCode = at(0.5) <= AIM_MS ? 0 : 1
