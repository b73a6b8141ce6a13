import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

/** npm run sim -- [--runs 10000] [--seed 1] [--floods] [--steered]: `--floods`: more comes at once than a channel is to get; `--steered`: people steer it meanwhile. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    floods: { type: 'boolean', default: false },
    steered: { type: 'boolean', default: false },
  },
})
const { floods, steered } = values
const mode = `${floods ? ' --floods' : ''}${steered ? ' --steered' : ''}`
const runs = Number(values.runs)
const first = Number(values.seed)
const started = performance.now()
let [items, messages, lines, crashes, asked, answered] = [0, 0, 0, 0, 0, 0]
for (let run = 0; run < runs; run += 1) {
  try {
    const result = await simulate(first + run, { floods, steered })
    items += result.items
    messages += result.messages
    lines += result.lines
    crashes += result.crashes
    asked += result.asked
    answered += result.answered
  } catch (error) {
    console.error(`seed ${first + run} fails – npm run sim -- --runs 1 --seed ${first + run}${mode} replays it`)
    console.error(error)
    process.exit(1)
  }
  if ((run + 1) % 500 === 0)
    console.log(`${run + 1} of ${runs} runs, ${Math.round((performance.now() - started) / 1000)} s`)
}
console.log(
  `${runs} runs from seed ${first}: ${items} matching items, ${messages} messages, ${lines} lines, ${crashes} crashes, 0 lost, 0 twice`,
)
if (steered) console.log(`${asked} asks, ${answered} answered`)
