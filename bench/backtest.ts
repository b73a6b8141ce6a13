import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/io/store/open-store.ts'
import type { Verdict } from '../src/rules/verdict.ts'
import { DAY, DAY0, makeCommit, makeItem } from '../tests/fakes/records.ts'
import { shippedConfig } from '../tests/rules/shipped.ts'
import { itemsOf } from './rule-items.ts'
import { startFlags } from './start-flags.ts'

/** The real backtest command over a store of 100,000 items, one in twenty of them near the subject, against rules without their last one. */
const COUNT = Number(process.argv[2] ?? 100_000)
const root = join(import.meta.dirname, '..')
const directory = mkdtempSync(join(tmpdir(), 'backchannel-bench-'))
const { ruleSet } = shippedConfig()
const near = itemsOf(ruleSet, 'near')
const background = itemsOf(ruleSet, 'background')
/** As most items are kept: no rule matched, and what each rule missed is not kept. */
const NONE: Verdict = {
  alert: false,
  doubtful: false,
  rules: [],
  type: 'other',
  priority: 'normal',
  route: 'default',
  score: null,
  points: [],
  because: [],
}

const url = `sqlite:${join(directory, 'backchannel.db')}`
const store = await openStore(url)
for (let from = 0; from < COUNT; from += 500) {
  const items = Array.from({ length: Math.min(500, COUNT - from) }, (_, offset) => {
    const index = from + offset
    const of = index % 20 === 0 ? near : background
    const { title = '', summary = '', language = '' } = of[(index * 7919) % of.length] ?? {}
    return makeItem(`i${index}`, {
      title,
      summary,
      language,
      firstSeenAt: DAY0 + Math.floor((index / COUNT) * 180 * DAY),
    })
  })
  await store.commit(
    makeCommit({ archive: items.map(item => ({ item, verdict: NONE, storyId: null, outcome: 'no rule matched' })) }),
  )
}
await store.close()

// One list fewer in the rules that name it, so that most rules differ.
const rules = join(directory, 'rules.yaml')
writeFileSync(rules, readFileSync(join(root, 'config/rules.yaml'), 'utf8').replaceAll('@the-north or ', ''))
const measured = `import(${JSON.stringify(join(root, 'src/main.ts'))}).then(() => {
  const { user, system } = process.cpuUsage()
  console.error(JSON.stringify({ cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 }))
})`
const cache = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }
const flags = [...startFlags('backchannel'), '--eval', measured]
const start = performance.now()
const run = spawnSync(
  process.execPath,
  [...flags, '--', 'main.ts', 'backtest', '--rules', rules, '--state', directory],
  {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, ...cache, STATE_URL: url },
  },
)
const seconds = (performance.now() - start) / 1000
rmSync(directory, { recursive: true })
const { cpuMs, peakMb } = JSON.parse(run.stderr) as { readonly cpuMs: number; readonly peakMb: number }
console.log(`backtest: ${run.stdout.split('\n').at(-2)}`)
console.log(
  `${(cpuMs / 1000).toFixed(1)} s of processor time, ${seconds.toFixed(1)} s in all (aim: 5 at most); peak ${peakMb.toFixed(0)} MB (aim: 200 at most)`,
)
