import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRuleSet } from '../src/config/rules-file.ts'
import { openStore } from '../src/io/store/open-store.ts'
import { archived, DAY, DAY0, makeCommit, makeItem } from '../tests/fakes/records.ts'
import { itemsOf } from './rule-items.ts'

/** The real backtest command over a store of 100,000 items, one in twenty of them near the subject, against rules without their last one. */
const COUNT = Number(process.argv[2] ?? 100_000)
const root = join(import.meta.dirname, '..')
const directory = mkdtempSync(join(tmpdir(), 'backchannel-bench-'))
const file = (name: string) => ({ file: name, text: readFileSync(join(root, 'config', name), 'utf8') })
const { ruleSet } = readRuleSet(file('terms.yaml'), [file('rules.yaml')])
if (ruleSet === null) throw new Error('the shipped rules have problems: see check')
const near = itemsOf(ruleSet, 'near')
const background = itemsOf(ruleSet, 'background')

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
  await store.commit(makeCommit({ archive: items.map(one => archived(one, 'no rule matched')) }))
}
await store.close()

const rules = join(directory, 'rules.yaml')
writeFileSync(rules, file('rules.yaml').text.replace('@us-presidents or ', ''))
const start = performance.now()
const args = ['--max-semi-space-size=4', ...process.argv.slice(3), 'src/launch.mjs', 'backtest', '--rules', rules]
const run = spawnSync('/usr/bin/env', ['time', '-f', '%U %S %M', process.execPath, ...args, '--state', directory], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1e9,
  env: { ...process.env, STATE_URL: url },
})
const ms = performance.now() - start
console.log(run.stdout.split('\n').at(-2))
console.log(run.stderr.slice(-300))
console.log(ms)
rmSync(directory, { recursive: true })
